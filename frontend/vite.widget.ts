import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/** The widget is one file without imports, served as /embed/timeline.js. */
export default defineConfig({
  root: at('./widget'),
  build: {
    outDir: at('./dist/widget'),
    emptyOutDir: true,
    target: 'es2022',
    lib: {
      entry: at('./widget/truce-line.ts'),
      formats: ['iife'],
      name: 'truceline',
      fileName: () => 'timeline.js',
    },
  },
})
