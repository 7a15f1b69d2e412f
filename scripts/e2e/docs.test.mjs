// Every example of docs/api.md is run as it stands, against the real binary on curated data.
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { promisify } from 'node:util'
import { binary, startServer } from './server.mjs'

const run = promisify(execFile)
const PORT = Number(process.env.TRUCELINE_E2E_PORT ?? 18_310) + 11
const text = readFileSync(new URL('../../docs/api.md', import.meta.url), 'utf8')
const EVENT = '2014-09-05-minsk-protocol'
/** What never ends is listened to for so long. */
const LISTEN_S = 2
const CUT_OFF = 28 // curl's code for that

const blocks = [...text.matchAll(/^## (.*)$|^```(sh|python|js)\n([^]*?)^```$/gm)].reduce(
  (all, [, heading, language, code]) => (heading ? { ...all, under: heading } : { ...all, list: [...all.list, { under: all.under, language, code }] }),
  { under: '', list: [] },
).list

describe('examples of docs/api.md', { skip: binary ? false : 'TRUCELINE_BIN names no binary' }, () => {
  let server
  let folder
  let env

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'truceline-docs-'))
    const db = join(folder, 'docs.db')
    symlinkSync(resolve(binary), join(folder, 'truceline'))
    server = await startServer(PORT, '--db', db)
    const { stdout } = await run(binary, ['tokens', 'add', 'docs', '--db', db])
    env = { ...process.env, PATH: `${folder}:${process.env.PATH}`, TRUCELINE_DB: db, TOKEN: /\S{20,}/.exec(stdout)[0] }
  })
  after(async () => {
    await server?.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  const here = (code) => code
    .replaceAll('http://localhost:8080', server.url)
    .replaceAll('http%3A%2F%2Flocalhost%3A8080', encodeURIComponent(server.url))
    .replaceAll('EVENT', EVENT)
  const options = () => ({ cwd: folder, env, timeout: 60_000, maxBuffer: 64 << 20 })

  const runners = {
    async sh(code) {
      let revision = ''
      for (const command of code.trim().split(/\n(?=curl |truceline )/)) {
        const endless = command.includes('/stream')
        const asked = command.replaceAll('"r3"', `"${revision}"`).replace(/^curl /, `curl --silent --show-error --fail-with-body ${endless ? `--max-time ${LISTEN_S} ` : ''}`)
        const { stdout } = await run('bash', ['-c', asked], options()).catch((error) => {
          if (endless && error.code === CUT_OFF) return error
          throw new Error(`${asked}: ${error.stdout} ${error.stderr}`)
        })
        revision = /ETag: W\/"(r\d+)/i.exec(stdout)?.[1] ?? revision
        assert.ok(stdout || / -[oO] |--out/.test(command), `${command} says nothing`)
      }
    },
    python: (code) => run('python3', ['-c', code], options()),
    async js(code) {
      const file = join(folder, 'example.mjs')
      // What a browser has and the oldest Node that we support has not.
      writeFileSync(file, `globalThis.EventSource ??= class { addEventListener() {} }\n${code}`)
      await run(process.execPath, [file], options())
    },
  }

  for (const [at, { under, language, code }] of blocks.entries()) {
    it(`${under}: ${language}, block ${at + 1}`, async (t) => {
      if (language === 'python' && !(await run('python3', ['--version']).catch(() => null))) return t.skip('no python3')
      await runners[language](here(code))
    })
  }

  it('has the three languages for each use that is read over HTTP', () => {
    for (const use of ['Read events', 'One event, its evidence, its history', 'Counts', 'What changed, live and afterwards', 'The week', 'Take it with you']) {
      assert.deepEqual([...new Set(blocks.filter(({ under }) => under === use).map(({ language }) => language))].sort(), ['js', 'python', 'sh'], use)
    }
  })
})
