// Removes what an earlier build made; dist/index.html is not ours to touch.
import { rmSync } from 'node:fs'

for (const made of ['assets', 'widget', 'app.html', '.vite']) {
  rmSync(new URL(`dist/${made}`, import.meta.url), { recursive: true, force: true })
}
