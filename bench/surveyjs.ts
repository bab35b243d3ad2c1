/** A page of 100 number fields made with SurveyJS, served as ours is: the anchor of P9. */
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { chercher } from './cherche.ts'

const VERSION = '2.5.38'
const CHAMPS = 100
const SCRIPTS: Readonly<Record<string, string>> = {
  '/core.js': 'survey-core/survey.core.min.js',
  '/ui.js': 'survey-js-ui/survey-js-ui.min.js',
}

export type PageServie = AsyncDisposable & { readonly adresse: string }

/** The page, or null when SurveyJS cannot be fetched. */
export async function servirSurveyJS(): Promise<PageServie | null> {
  const folder = chercher('SurveyJS', [`survey-core@${VERSION}`, `survey-js-ui@${VERSION}`])
  if (folder === null) return null
  const files = new Map(Object.entries(SCRIPTS).map(([path, file]) => [path, gzipSync(readFileSync(join(folder, 'node_modules', file)))]))
  const page = gzipSync(pageOf())
  const server = createServer((request, reply) => {
    const script = files.get(request.url ?? '')
    reply.setHeader('content-type', script ? 'text/javascript' : 'text/html; charset=utf-8')
    reply.setHeader('content-encoding', 'gzip')
    reply.end(script ?? page)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    adresse: `http://127.0.0.1:${port}/`,
    async [Symbol.asyncDispose]() {
      const closed = once(server, 'close')
      server.close()
      server.closeAllConnections()
      await closed
    },
  }
}

function pageOf(): string {
  const elements = Array.from({ length: CHAMPS }, (_, rank) => ({
    type: 'text',
    inputType: 'number',
    name: `m${rank}`,
    title: `Montant ${rank}`,
    defaultValue: rank + 1,
  }))
  return `<!doctype html><html lang="fr"><meta charset="utf-8"><title>SurveyJS</title><body><div id="a"></div>
<script src="/core.js"></script><script src="/ui.js"></script>
<script>new Survey.Model(${JSON.stringify({ pages: [{ elements }] })}).render(document.getElementById('a'))</script></body></html>`
}
