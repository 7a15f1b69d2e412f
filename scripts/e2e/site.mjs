// What a suite of browser tests needs: a server and a browser, while it runs.
import { after, before } from 'node:test'
import { launch } from './browser.mjs'
import { startServer } from './server.mjs'

/** Whether a server runs already, at an address that the environment names. */
export const running = process.env.TRUCELINE_URL

/**
 * Starts both before the tests of the suite in which it is called and stops them afterwards; gives what will hold
 * `server` and `browser`. `start` serves something else than the curated data on the real binary.
 */
export function site(port, start = () => (running ? { url: running, stop() {} } : startServer(port))) {
  const at = {}
  before(async () => {
    at.server = await start()
    at.browser = await launch()
  })
  after(async () => {
    await at.browser?.close()
    await at.server?.stop()
  })
  return at
}
