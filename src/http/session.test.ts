import { expect, test } from 'vitest'
import { openScene } from '#test/scene.ts'

const FAUX = { body: { login: 'bruno.horizon', motDePasse: 'pas-le-bon-12' } }

test('an unknown login and a wrong password get the same answer [SE-04]', async () => {
  await using scene = await openScene()
  const wrong = await scene.nobody().send('ouvrirSession', FAUX)
  const unknown = await scene.nobody().send('ouvrirSession', { body: { login: 'personne.ici', motDePasse: 'pas-le-bon-12' } })
  expect([wrong.status, wrong.problem]).toEqual([unknown.status, unknown.problem])
})

test('failures from one address slow it down; the person signs in from her own address all the same [SE-04]', async () => {
  await using scene = await openScene()
  await scene.signIn('bruno.horizon')
  for (let i = 0; i < 25; i++)
    await scene.app.inject({ method: 'POST', url: '/api/session', remoteAddress: '203.0.113.9', payload: FAUX.body })
  const stranger = await scene.app.inject({ method: 'POST', url: '/api/session', remoteAddress: '203.0.113.9', payload: FAUX.body })
  expect([stranger.statusCode, stranger.json().code]).toEqual([429, 'session/attendre'])
  await expect(scene.signIn('bruno.horizon')).resolves.toBeDefined()
})

test('a session ends after 30 idle minutes, or 12 hours, or when its owner closes it elsewhere [SE-03]', async () => {
  await using scene = await openScene()
  const idle = await scene.signIn('bruno.horizon')
  scene.setNow(new Date('2026-11-24T09:31:00Z'))
  expect((await idle.send('lireAccueil')).problem.code).toBe('session/absente')
  const first = await scene.signIn('bruno.horizon')
  const second = await scene.signIn('bruno.horizon')
  const others = (await second.ask('listerSessions')).filter((session) => !session.courante)
  for (const { id } of others) await second.ask('revoquerSession', { params: { sessionId: id } })
  expect((await first.send('lireAccueil')).status).toBe(401)
  expect((await second.send('lireAccueil')).status).toBe(200)
})
