/** The built pages: their files, and the first of them for every address of the application. */
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import serveStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import { Problem } from '#domain/problems.ts'

/** `pages`: the folder of the build; nothing but what it holds when the server starts can be asked for. */
export async function mountPages(app: FastifyInstance, pages: string | undefined): Promise<void> {
  const built = pages !== undefined && existsSync(pages)
  const index = built ? await readFile(join(pages, 'index.html')) : null
  if (built) await app.register((publics) => serveFiles(publics, pages))
  app.setNotFoundHandler(async (request, reply) => {
    if (index !== null && request.method === 'GET' && !request.url.startsWith('/api/') && !request.url.startsWith('/assets/'))
      return reply.type('text/html; charset=utf-8').header('cache-control', 'no-cache').send(index)
    throw new Problem('page/inconnue')
  })
}

/** Files are open to everyone: they hold the application, no figure. */
async function serveFiles(publics: FastifyInstance, pages: string): Promise<void> {
  publics.addHook('onRoute', (route) => void (route.config = { ...route.config, acces: 'public' }))
  await publics.register(serveStatic, {
    root: pages,
    index: 'index.html',
    preCompressed: true,
    maxAge: '1y',
    immutable: true,
    wildcard: false,
    setHeaders: (reply, path) => void (path.endsWith('.html') && reply.header('cache-control', 'no-cache')),
  })
}
