/** How close the rows of lists stand: the reader's choice, kept in the browser. */
class Density {
  dense = $state(false)

  constructor() {
    try {
      this.dense = localStorage.getItem('rows') === 'dense'
    } catch {
      // Storage is switched off: comfortable it is.
    }
  }

  set(dense: boolean): void {
    this.dense = dense
    try {
      localStorage.setItem('rows', dense ? 'dense' : 'comfortable')
    } catch {
      // The choice lasts as long as the page.
    }
  }
}

export const density = new Density()
