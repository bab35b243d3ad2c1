/** The year before under another edition: the demonstration as it starts. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Reply } from '#contract/routes.ts'
import { parseWire } from '#engine/format-montant.ts'
import { openScene, type Person, type Scene } from '#test/scene.ts'

let scene: Scene
let bruno: Person
let dossier: Reply<'lireDossier'>
let precedent: Reply<'lirePrecedents'>['precedents'][number]

const lire = (dossierId: string) => bruno.ask('lireDossier', { params: { dossierId } })
/** What the body filed for 2024, as it wrote it, in centimes. */
const depose = (at: string): number => parseWire(scene.exemples2024.get('coop-depose')?.valeurs[at] ?? '0', 2) ?? Number.NaN
const repris = (at: string): number => parseWire(dossier.valeurs[at]?.v ?? '0', 2) ?? Number.NaN
const tenu = (at: string): number => parseWire(precedent.valeurs[at]?.v ?? '', 2) ?? Number.NaN

beforeAll(async () => {
  scene = await openScene({ avant: true })
  bruno = await scene.signIn('bruno.valfleuri')
}, 120_000)
afterAll(() => scene[Symbol.asyncDispose]())

describe('[PI-01] [AD-06] opening 2025 after a dossier filed under the edition 2024', () => {
  test('before it, the home page says what « Initialiser » will take over', async () => {
    const { liasses } = await bruno.ask('lireAccueil')
    expect(liasses[0]).toMatchObject({ dossier: null, precedent: { exercice: 2024, edition: '2024', repris: false } })
    expect(liasses[1]?.precedent).toBeNull()
  })

  test('it takes over hundreds of figures and says how many', async () => {
    const { dossierId, reprises } = await bruno.ask('initialiser', { body: { liasse: 'qdis' } })
    dossier = await lire(dossierId)
    const [first] = (await bruno.ask('lirePrecedents', { params: { dossierId } })).precedents
    if (!first) throw new Error('nothing was taken over')
    precedent = first
    expect(reprises).toBeGreaterThan(250)
    expect(Object.keys(dossier.valeurs)).toHaveLength(reprises)
    expect(precedent).toMatchObject({ rang: 1, exercice: 2024, edition: '2024', deposeLe: '2025-11-24T09:00:00.000Z' })
    const { liasses } = await bruno.ask('lireAccueil')
    expect(liasses[0]).toMatchObject({ precedent: { exercice: 2024, edition: '2024', repris: true } })
    expect(liasses[0]?.prochainActe.libelle).toBe('Commencer la saisie')
  })

  test('a line of the same code follows itself', () => {
    expect(depose('BP.P101[N]')).toBeGreaterThan(0)
    expect(repris('BP.P101[n1]')).toBe(depose('BP.P101[N]'))
  })

  test('a line that only changed its code follows under the new one', () => {
    expect(depose('CRP.R214[total]')).toBeGreaterThan(0)
    expect(repris('CRP.R174[n1]')).toBe(depose('CRP.R214[total]'))
  })

  test('lines put together add up', () => {
    expect(depose('CRP.R185[total]')).toBeGreaterThan(0)
    expect(repris('CRP.R187[n1]')).toBe(depose('CRP.R187[total]') + depose('CRP.R185[total]'))
    expect(repris('CRC.C173[n1]')).toBe(depose('CRC.C173[rec]') + depose('CRC.C173[nrec]') + depose('CRC.C201[nrec]'))
  })

  test('a line shared out is proposed whole on one line, told, and its share is held for unknown', () => {
    expect(repris('CRP.R186[n1]')).toBe(depose('CRP.R213[total]'))
    expect(depose('CRC.C204[nrec]')).toBeGreaterThan(0)
    expect(repris('CRC.C172[n1]')).toBe(depose('CRC.C203[nrec]') + depose('CRC.C204[nrec]'))
    expect(precedent.inconnues).toEqual(expect.arrayContaining(['CRP.R186[total]', 'CRP.R204[total]', 'CRP.R2041[total]']))
    const told = precedent.remarques.find(({ de }) => de === 'CRP.R213[total]')
    expect(told).toMatchObject({ genre: 'a_repartir', cases: ['CRP.R186[n1]', 'CRP.R204[n1]'] })
    expect(told?.libelle).toMatch(/cessions/)
  })

  test('the total of the products is what was filed, whatever the share', () => {
    const lines = Object.entries(scene.exemples2024.get('coop-depose')?.valeurs ?? {}).filter(([at]) => /^CRP\.R\d{3}\[total\]$/.test(at))
    expect(precedent.inconnues).not.toContain('CRP.R300[total]')
    expect(tenu('CRP.R300[total]')).toBe(lines.reduce((sum, [at]) => sum + depose(at), 0))
  })

  test('the journal and the home page say it in words', async () => {
    const { evenements } = await bruno.ask('lireAccueil')
    const phrase = evenements.find(({ quoi }) => quoi.startsWith('QDIS'))?.quoi.replaceAll('\u00a0', ' ')
    expect(phrase).toMatch(/^QDIS : Campagne initialisée : \d+ cases reprises du dossier 2024$/)
  })

  test('sharing out by hand is not held against the person', async () => {
    const dossierId = dossier.resume.id
    const changements = [
      { at: 'CRP.R186[n1]', v: '1.00', vu: 1 },
      { at: 'CRP.R101[total]', v: '1.00', vu: 0 },
    ]
    await bruno.ask('enregistrerCellules', { params: { dossierId }, body: { moyen: 'saisie', changements } })
    const { constats } = await bruno.ask('verifier', { params: { dossierId } })
    expect(constats.anomalies.map(({ controle }) => controle)).not.toContain('QDIS-053P/R186')
    expect(constats.nonEvaluables.map(({ controle }) => controle)).toContain('QDIS-053P/R186')
  })
})

describe('the demonstration', () => {
  test.each([
    ['bruno.remparts', 2],
    ['solange.estuaire', 4],
  ])('%s is at its step with its N-1 taken over, and no control of continuity against it', async (login, etape) => {
    const person = await scene.signIn(login)
    const id = (await person.ask('lireAccueil')).liasses[0]?.dossier?.id ?? ''
    const lu = await person.ask('lireDossier', { params: { dossierId: id } })
    expect(lu.resume).toMatchObject({ etape, bloquants: 0 })
    expect(Object.values(lu.valeurs).filter(({ m }) => m === 'reprise').length).toBeGreaterThan(250)
  })

  test('the federation reads the copy of a dossier that it reads', async () => {
    const solange = await scene.signIn('solange.estuaire')
    const id = (await solange.ask('lireAccueil')).liasses[0]?.dossier?.id ?? ''
    const fanny = await scene.signIn('fanny.federation')
    expect((await fanny.ask('lirePrecedents', { params: { dossierId: id } })).precedents).toHaveLength(1)
  })
})
