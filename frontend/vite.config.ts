import { fileURLToPath } from 'node:url'
import { svelte } from '@sveltejs/vite-plugin-svelte'
import { defineConfig } from 'vite'

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/** The server that `npm run dev` asks for /api and pages. */
const server = process.env.TRUCELINE_URL ?? 'http://127.0.0.1:8080'

export default defineConfig({
  root: at('./app'),
  plugins: [svelte({ configFile: at('./svelte.config.js') })],
  build: {
    outDir: at('./dist'),
    emptyOutDir: false,
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    target: 'es2022',
    rollupOptions: {
      input: {
        app: at('./app/app.html'),
        pages: at('./pages/pages.ts'),
        briefing: at('./pages/briefing.ts'),
        embed: at('./pages/embed.ts'),
        frame: at('./pages/frame.ts'),
        height: at('./pages/height.ts'),
      },
      output: {
        // What several parts share is one file, not ten: each further request holds up the first picture.
        // Pictures, embeds and citations are shared too, but by parts that come later.
        codeSplitting: {
          groups: [
            {
              name: 'core',
              minShareCount: 2,
              test: /^(?!.*(\/frontend\/(app\/(picture|takeaway|map|data\/facets|state\/facets)|pages|widget)\/?|\/node_modules\/(d3-|topojson)))/,
            },
          ],
        },
        entryFileNames: (chunk) => (chunk.name === 'app' ? 'assets/[name]-[hash].js' : 'assets/[name].js'),
        assetFileNames: (asset) =>
          asset.names.includes('pages.css') ? 'assets/pages.css' : 'assets/[name]-[hash][extname]',
      },
    },
  },
  server: { proxy: { '/api': server, '/e/': server, '/t/': server, '/sources': server } },
})
