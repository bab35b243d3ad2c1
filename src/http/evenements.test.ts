import { once } from 'node:events'
import { connect } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { evenementsPath } from '#contract/routes.ts'
import { ouvrirAnnonces, type Annonces } from '#services/annonces.ts'
import { portOf } from '#test/raw-http.ts'
import { openScene, type Scene } from '#test/scene.ts'

let scene: Scene
beforeAll(async () => {
  scene = await openScene()
})
afterAll(() => scene[Symbol.asyncDispose]())

test('a browser that hangs up before it is let in leaves nobody listening: no beat goes on, and the server can end', async () => {
  const annonces = ouvrirAnnonces(scene.db)
  let listening = 0
  const counted: Annonces = {
    stop: () => annonces.stop(),
    subscribe(dossierId, hear) {
      listening++
      const stop = annonces.subscribe(dossierId, hear)
      return () => {
        listening--
        stop()
      }
    },
  }
  const app = await scene.serve({ annonces: counted })
  const answered = Promise.withResolvers<void>()
  app.addHook('preHandler', async (request, reply) => {
    if (!request.url.endsWith('/evenements')) return
    const closed = once(reply.raw, 'close')
    request.raw.socket.destroy()
    await closed
    // What the route does next has ended by then.
    setTimeout(answered.resolve, 500)
  })
  const bruno = await scene.signIn('bruno.remparts')
  const dossierId = (await bruno.ask('lireAccueil')).liasses.find(({ dossier }) => dossier)?.dossier?.id ?? ''
  const socket = connect(await portOf(app), '127.0.0.1')
  socket.on('error', () => undefined)
  socket.write(`GET ${evenementsPath.replace(':dossierId', dossierId)} HTTP/1.1\r\nHost: harmonia\r\nCookie: ${bruno.cookie()}\r\n\r\n`)
  await answered.promise
  expect(listening).toBe(0)
  await app.close()
  await annonces.stop()
})
