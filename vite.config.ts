import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'
import { evenementsPath, routes } from './src/contract/routes.ts'

/** Prints method, path and access of each route into the page: the contract's schemas stay on the server. */
function routeTable(): Plugin {
  const id = 'virtual:route-table'
  return {
    name: 'harmonia-route-table',
    resolveId: (source) => (source === id ? `\0${id}` : null),
    load: (source) => {
      if (source !== `\0${id}`) return null
      const table = Object.fromEntries(Object.entries(routes).map(([name, { method, path, acces }]) => [name, { method, path, acces }]))
      return `export const routeTable = ${JSON.stringify(table)}\nexport const evenementsPath = ${JSON.stringify(evenementsPath)}\n`
    },
  }
}

/** Compressed copies beside the files, so that the server never compresses the same bytes twice. */
function compressedCopies(): Plugin {
  return {
    name: 'harmonia-compressed-copies',
    apply: 'build',
    async writeBundle({ dir = '' }) {
      const files = await readdir(dir, { recursive: true })
      for (const file of files.filter((name) => /\.(js|css|svg|html)$/.test(name)))
        await writeFile(join(dir, `${file}.gz`), gzipSync(await readFile(join(dir, file)), { level: 9 }))
    },
  }
}

export default defineConfig({
  plugins: [react(), routeTable(), compressedCopies()],
  publicDir: 'src/web/public',
  build: {
    outDir: 'dist/web',
    // The page's security policy allows no data: font and no inline script.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: { proxy: { '/api': process.env['HARMONIA_API'] ?? 'http://127.0.0.1:8080' } },
})
