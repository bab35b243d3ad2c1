import { expect, test } from 'vitest'
import { openScene } from '#test/scene.ts'

test('[S80] [S81] [S82] [S83] the support block follows the clock and the settings, and never carries the whole address', async () => {
  await using scene = await openScene()
  const nobody = scene.nobody()
  expect(await nobody.ask('lireAssistance')).toMatchObject({ ouverte: true, telephone: '01 55 78 23 96' })
  scene.setNow(new Date('2026-12-25T10:00:00Z'))
  expect(await nobody.ask('lireAssistance')).toMatchObject({ ouverte: false, phrase: 'fermée (Noël), ouvre lundi à 9 h' })
  scene.setNow(new Date('2026-11-24T09:00:00Z'))
  const fanny = await scene.signIn('fanny.federation')
  const reglages = await fanny.ask('lireReglages')
  const federation = { ...reglages.assistance.federation, telephone: '01 99 00 55 66' }
  await fanny.ask('modifierReglages', {
    body: { ...reglages, assistance: { ...reglages.assistance, telephone: '01 99 00 77 88', federation } },
  })
  const after = await nobody.ask('lireAssistance')
  expect([after.telephone, after.federation.telephone]).toEqual(['01 99 00 77 88', '01 99 00 55 66'])
  expect(JSON.stringify(after)).not.toContain('@')
})
