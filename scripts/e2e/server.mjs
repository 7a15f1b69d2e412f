// Starts the real binary on curated data, and stops it again.
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const START_MS = 60_000

export const binary = process.env.TRUCELINE_BIN

/** Gives the address of a server on a fresh database with the curated events, and a function that stops it. */
export const startServer = (port, ...flags) => start(port, flags, 1)

/** The same where the topic has no events yet. */
export const startEmptyServer = (port, ...flags) => start(port, flags, 0)

async function start(port, flags, least) {
  const folder = mkdtempSync(join(tmpdir(), 'truceline-e2e-'))
  const child = spawn(binary, ['serve', '--addr', `127.0.0.1:${port}`, '--db', join(folder, 'e2e.db'), '--no-scheduler', ...flags])
  let said = ''
  child.stderr.on('data', (chunk) => (said += chunk))
  const url = `http://127.0.0.1:${port}`
  await ready(url, child, () => said, least)
  return {
    url,
    db: join(folder, 'e2e.db'),
    async stop() {
      const gone = new Promise((resolve) => child.once('exit', resolve))
      child.kill('SIGTERM')
      await gone
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function ready(url, child, said, least) {
  const until = Date.now() + START_MS
  while (Date.now() < until) {
    if (child.exitCode !== null) throw new Error(`the server stopped with ${child.exitCode}: ${said()}`)
    const answer = await fetch(`${url}/readyz`).catch(() => null)
    const index = answer?.ok ? await fetch(`${url}/api/v1/events/index`).then((r) => r.json()).catch(() => null) : null
    if (index?.total >= least) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  child.kill('SIGKILL')
  throw new Error(`the server was not ready within ${START_MS} ms: ${said()}`)
}
