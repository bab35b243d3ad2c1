import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openScene, type Scene } from '#test/scene.ts'
import { EditionDejaPubliee, findCampagneOuverte, findEdition, publishEdition } from './campagnes.ts'

let scene: Scene
beforeAll(async () => {
  scene = await openScene()
})
afterAll(() => scene[Symbol.asyncDispose]())

describe('a published edition', () => {
  test('may be published again as it is, and never as something else under the same revision', async () => {
    const { edition, base } = scene
    await publishEdition(base, edition, new Date())
    await expect(publishEdition(base, { ...edition, digest: 'autre' }, new Date())).rejects.toThrow(EditionDejaPubliee)
    expect(await findEdition(base, 'autre')).toBeUndefined()
    expect((await findCampagneOuverte(base))?.edition_digest).toBe(edition.digest)
  })

  test('is followed by a greater revision, and the older one stays readable', async () => {
    const { edition, base } = scene
    await publishEdition(base, { ...edition, revision: edition.revision + 1, digest: 'suivante' }, new Date())
    expect(await findEdition(base, 'suivante')).toBeDefined()
    expect(await findEdition(base, edition.digest)).toBeDefined()
  })
})
