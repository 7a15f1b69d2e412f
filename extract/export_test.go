package extract

import "truceline/timeline"

// Work gives how many steps reading the article took.
func (r *Reader) Work(a timeline.Article) int {
	d := r.document(a)
	d.reports(d.facts(nil))
	return d.work
}
