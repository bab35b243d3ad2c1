import { launchBrowser } from '#test/browser.ts'
const [out, cols, ...names] = process.argv.slice(2)
await using b = await launchBrowser()
const p = await b.newPage({ viewport: { width: 1560, height: 1000 } })
const { readFileSync, writeFileSync, existsSync } = await import('node:fs')
const imgs = names
  .filter((n) => existsSync(`photos/${n}.png`))
  .map(
    (n) =>
      `<figure><figcaption>${n}</figcaption><img src="data:image/png;base64,${readFileSync(`photos/${n}.png`).toString('base64')}"></figure>`,
  )
  .join('')
await p.setContent(
  `<style>body{margin:4px;background:#888;display:grid;grid-template-columns:repeat(${cols},1fr);gap:6px;font:11px sans-serif;align-items:start}figure{margin:0}img{width:100%;display:block}</style>${imgs}`,
)
await p.screenshot({ path: out, fullPage: true })
