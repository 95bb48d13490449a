import react from '@vitejs/plugin-react'
import mantine from 'postcss-preset-mantine'
import { defineConfig } from 'vite'
import { emitFontLicences } from './web/font-licences.ts'

/** In development the pages come from Vite and everything else from the API, as if they were one origin. */
const api = `http://127.0.0.1:${process.env.PORT ?? 3000}`

export default defineConfig({
  root: 'web',
  plugins: [react(), emitFontLicences()],
  // One file an icon: otherwise the development server reads all six thousand.
  resolve: { alias: { '@tabler/icons-react': '@tabler/icons-react/dist/esm/icons/index.mjs' } },
  css: { postcss: { plugins: [mantine()] } },
  // Pictures stay files: inside a script they would delay every word on the page.
  build: { outDir: 'dist', emptyOutDir: true, target: 'es2022', manifest: true, assetsInlineLimit: 0 },
  server: {
    host: '127.0.0.1',
    proxy: Object.fromEntries(
      ['/api', '/files', '/health', '/docs', '/dev', '/sandbox'].map((path) => [
        `^${path}(/|$|\\?)`,
        { target: api },
      ]),
    ),
  },
})
