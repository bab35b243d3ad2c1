import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Reply } from '#contract/routes.ts'
import { openSheet, type CellValue } from '#engine/sheet.ts'
import { parseWire } from '#engine/format-montant.ts'
import { openBase } from '#store/connect.ts'
import { verifyJournal } from '#store/verify-journal.ts'
import { transact } from '#store/transact.ts'
import { ouvrirCampagne } from '#test/campagne-suivante.ts'
import { changementsOf, openScene, type Person, type Scene } from '#test/scene.ts'

type Dossier = Reply<'lireDossier'>
type Precedents = Reply<'lirePrecedents'>['precedents']

let scene: Scene
let solange: Person
let fanny: Person
/** The QDIS of the OPH, filed for 2025 in the demonstration, and the one opened for 2026. */
let depose: string
let ouvert: string
/** The QDIS of the SEM, half typed for 2025. */
let depot2025: string

const dossierDe = async (person: Person, liasse: 'qdis' | 'er' = 'qdis') =>
  (await person.ask('lireAccueil')).liasses.find((one) => one.liasse === liasse)?.dossier?.id ?? ''
const lire = (person: Person, dossierId: string) => person.ask('lireDossier', { params: { dossierId } })
const precedentsDe = async (person: Person, dossierId: string): Promise<Precedents> =>
  (await person.ask('lirePrecedents', { params: { dossierId } })).precedents
const initialiser = async (person: Person) => (await person.ask('initialiser', { body: { liasse: 'qdis' } })).dossierId
const passer = (person: Person, dossierId: string, action: string, motif?: string) =>
  person.ask('passerEtape', { params: { dossierId }, body: { action, ...(motif === undefined ? {} : { motif }) } })
const saisir = (person: Person, dossierId: string, changement: { readonly at: string; readonly v: string | null; readonly vu: number }) =>
  person.ask('enregistrerCellules', { params: { dossierId }, body: { moyen: 'saisie', changements: [changement] } })

/** The demonstration left this dossier of 2025 half typed: the whole example, then the three visas. */
async function deposer2025(suffixe: string): Promise<{ readonly deposeLe: string }> {
  const [bruno, claire, denis] = await Promise.all(['bruno', 'claire', 'denis'].map((nom) => scene.signIn(`${nom}.${suffixe}`)))
  if (!bruno || !claire || !denis) throw new Error('three people file')
  const dossierId = depot2025
  const { valeurs } = await lire(bruno, dossierId)
  const changements = changementsOf(scene.exemples.get('sem')).map((change) => ({ ...change, vu: valeurs[change.at]?.s ?? 0 }))
  await bruno.ask('enregistrerCellules', { params: { dossierId }, body: { moyen: 'saisie', changements } })
  await bruno.ask('verifier', { params: { dossierId } })
  await passer(bruno, dossierId, 'terminer_saisie')
  await passer(claire, dossierId, 'viser_comptabilite')
  await passer(denis, dossierId, 'viser_direction')
  return { deposeLe: (await lire(bruno, dossierId)).resume.transmisLe ?? '' }
}

beforeAll(async () => {
  scene = await openScene()
  depot2025 = await dossierDe(await scene.signIn('bruno.horizon'))
  solange = await scene.signIn('solange.estuaire')
  fanny = await scene.signIn('fanny.federation')
  depose = await dossierDe(solange)
  await ouvrirCampagne(scene, { ...scene.edition, code: '2026', exercice: 2026 })
  ouvert = await initialiser(solange)
}, 120_000)
afterAll(() => scene[Symbol.asyncDispose]())

describe('[PI-01] opening a year after a filed one', () => {
  let avant: Dossier
  let apres: Dossier
  beforeAll(async () => {
    avant = await lire(solange, depose)
    apres = await lire(solange, ouvert)
  })

  test('each entry cell of an N-1 column holds the close of the filed dossier, and says so', () => {
    const typed = avant.valeurs['BP.P102[N]']?.v
    expect(typed).toBeDefined()
    expect(apres.valeurs['BP.P102[n1]']).toMatchObject({ v: typed, m: 'reprise', s: 1 })
    const marks = new Set(Object.values(apres.valeurs).map(({ m }) => m))
    expect([...marks]).toEqual(['reprise'])
  })

  test('a figure computed by the engine is taken as it was filed', async () => {
    const [precedent] = await precedentsDe(solange, ouvert)
    expect(apres.valeurs['BA.A121[n1]']?.v).toBe(precedent?.valeurs['BA.A121[net]']?.v)
    expect(precedent?.valeurs['BA.A400[net]']?.v).toMatch(/^\d+\.\d\d$/)
  })

  test('a column N-2 takes what was N-1 in the filed dossier', () => {
    const cells = scene.edition.liasses.find(({ code }) => code === 'qdis')?.cellules.filter(({ colonne }) => colonne === 'n2') ?? []
    const filled = cells.filter(({ at }) => apres.valeurs[at] !== undefined)
    expect(filled.length).toBeGreaterThan(0)
    for (const { at, reprise = '' } of filled) expect(apres.valeurs[at]?.v).toBe(avant.valeurs[reprise]?.v)
  })

  test('no figure of the year itself is filled, except an opening balance', () => {
    const ofTheYear = Object.keys(apres.valeurs).filter((at) => /\[(N|brut|amort|rec|nrec|total)\]$/.test(at))
    expect(ofTheYear).toEqual(['Q05.Q0507A[N]'])
  })

  test('the copy says where it comes from: exercice, edition, date', async () => {
    expect(await precedentsDe(solange, ouvert)).toMatchObject([
      { rang: 1, exercice: 2025, edition: '2025', deposeLe: avant.resume.transmisLe, remarques: [], inconnues: [] },
    ])
  })

  test('the journal holds each figure taken over, in its chain, and its cell tells it', async () => {
    const { lignes } = await solange.ask('lireHistorique', { params: { dossierId: ouvert }, body: { at: 'BP.P102[n1]' } })
    expect(lignes.map(({ action, cellules }) => [action, cellules])).toEqual([
      ['initialiser', [{ at: 'BP.P102[n1]', de: null, vers: avant.valeurs['BP.P102[N]']?.v }]],
    ])
    const audit = openBase(scene.db, { role: 'harmonia_audit', max: 1 })
    expect((await verifyJournal(audit)).defauts).toEqual([])
    await audit.destroy()
  })

  test('[CH-12] the browser, given the copies, finds what the server finds', async () => {
    await saisir(solange, ouvert, { at: 'BA.A121[brut]', v: '1000.00', vu: 0 })
    const { constats } = await solange.ask('verifier', { params: { dossierId: ouvert } })
    const valeurs = (of: Readonly<Record<string, { v?: string | undefined; t?: string | undefined; so?: true | undefined }>>) => {
      const cellules = new Map(scene.edition.liasses.find(({ code }) => code === 'qdis')?.cellules.map((cellule) => [cellule.at, cellule]))
      return new Map(
        Object.entries(of).map(([at, { v, t, so }]): [string, CellValue] => [
          at,
          so
            ? { etat: 'sans_objet' }
            : t === undefined
              ? { etat: 'valeur', valeur: parseWire(v ?? '', cellules.get(at)?.decimales ?? 0) ?? 0 }
              : { etat: 'valeur', texte: t },
        ]),
      )
    }
    const precedents = (await precedentsDe(solange, ouvert)).map((precedent) => valeurs(precedent.valeurs))
    const sheet = openSheet(scene.edition, 'qdis', { famille: 'OPH', valeurs: valeurs((await lire(solange, ouvert)).valeurs), precedents })
    const { anomalies, nonEvaluables } = sheet.verify()
    expect(anomalies.map(({ controle }) => controle).toSorted()).toEqual(constats.anomalies.map(({ controle }) => controle).toSorted())
    expect(nonEvaluables.map(({ controle }) => controle).toSorted()).toEqual(
      constats.nonEvaluables.map(({ controle }) => controle).toSorted(),
    )
    expect(nonEvaluables.map(({ controle }) => controle)).not.toContain('QDIS-052/P102')
  })
})

describe('what was taken over belongs to the person', () => {
  test('a figure typed over it stays, marked as typed, and the control of continuity says that it differs', async () => {
    const seq = (await lire(solange, ouvert)).valeurs['BP.P102[n1]']?.s ?? 0
    await saisir(solange, ouvert, { at: 'BP.P102[n1]', v: '12.00', vu: seq })
    expect((await lire(solange, ouvert)).valeurs['BP.P102[n1]']).toMatchObject({ v: '12.00', m: 'saisie' })
    const { constats } = await solange.ask('verifier', { params: { dossierId: ouvert } })
    expect(constats.anomalies.map(({ controle }) => controle)).toContain('QDIS-052/P102')
  })

  test('a save that did not see it is told of the conflict, and nothing is overwritten', async () => {
    const { conflits } = await saisir(solange, ouvert, { at: 'BP.P212[n1]', v: '99.00', vu: 0 })
    expect(conflits.map(({ at }) => at)).toEqual(['BP.P212[n1]'])
    expect((await lire(solange, ouvert)).valeurs['BP.P212[n1]']).toMatchObject({ m: 'reprise' })
  })
})

describe('the copy is dated', () => {
  test('the filed dossier given back and changed afterwards does not change what was taken over', async () => {
    const before = await precedentsDe(solange, ouvert)
    await passer(fanny, depose, 'renvoyer_organisme', 'Une ligne est à revoir.')
    const seq = (await lire(solange, depose)).valeurs['BP.P102[N]']?.s ?? 0
    await saisir(solange, depose, { at: 'BP.P102[N]', v: '77.00', vu: seq })
    expect(await precedentsDe(solange, ouvert)).toEqual(before)
  })
})

describe('[PI-01] a year filed once the next one is under way', () => {
  let bruno: Person
  let apres: string
  beforeAll(async () => {
    bruno = await scene.signIn('bruno.horizon')
    apres = await initialiser(bruno)
    await saisir(bruno, apres, { at: 'BP.P101[n1]', v: '5.00', vu: 0 })
    await saisir(bruno, apres, { at: 'BP.P111[n1]', v: '6.00', vu: 0 })
    await saisir(bruno, apres, { at: 'BP.P111[n1]', v: null, vu: 3 })
  })

  test('is not there to be taken before it is filed', async () => {
    expect((await lire(bruno, apres)).reprisePossible).toBeNull()
    const refused = await bruno.send('reprendrePrecedent', { params: { dossierId: apres } })
    expect([refused.status, refused.problem.code]).toEqual([409, 'precedent/aucun'])
    expect(refused.problem.detail).toMatch(/^Aucun dossier 2025 n’est déposé\s: il n’y a rien à reprendre\.$/)
  })

  test('fills the cells that nobody wrote, and no other', async () => {
    const { deposeLe } = await deposer2025('horizon')
    expect((await lire(bruno, apres)).reprisePossible).toEqual({ exercice: 2025, deposeLe })
    const { reprises } = await bruno.ask('reprendrePrecedent', { params: { dossierId: apres } })
    const { valeurs, reprisePossible } = await lire(bruno, apres)
    expect([reprises > 200, reprisePossible]).toEqual([true, null])
    expect(valeurs['BP.P101[n1]']).toMatchObject({ v: '5.00', m: 'saisie' })
    expect(valeurs['BP.P111[n1]']).not.toHaveProperty('v')
    expect(valeurs['BP.P112[n1]'] ?? valeurs['BP.P121[n1]']).toMatchObject({ m: 'reprise' })
    expect(Object.values(valeurs).filter(({ m }) => m === 'reprise')).toHaveLength(reprises)
  })

  test('is compared at once, on the server as in a page that opens', async () => {
    const { constats } = await bruno.ask('verifier', { params: { dossierId: apres } })
    expect(constats.anomalies.map(({ controle }) => controle)).toContain('QDIS-052/P101')
    expect(await precedentsDe(bruno, apres)).toMatchObject([{ rang: 1, exercice: 2025 }])
  })

  test('is said in the journal, and taken twice changes nothing', async () => {
    const again = await bruno.ask('reprendrePrecedent', { params: { dossierId: apres } })
    expect(again.reprises).toBe(0)
    const { lignes } = await bruno.ask('lireHistorique', { params: { dossierId: apres }, body: {} })
    expect(lignes.map(({ phrase }) => phrase.replaceAll('\u00a0', ' '))).toContainEqual(
      expect.stringMatching(/^\d{3} cases reprises du dossier 2025$/),
    )
  })

  test('[S76] nobody who may not write takes it', async () => {
    const denis = await scene.signIn('denis.horizon')
    const refused = await denis.send('reprendrePrecedent', { params: { dossierId: apres } })
    expect([refused.status, refused.problem.code]).toEqual([403, 'droit/manquant'])
  })
})

describe('without a filed dossier', () => {
  test('a dossier not yet filed gives nothing: no copy, no figure, and the controls that compare are not evaluable', async () => {
    const bruno = await scene.signIn('bruno.remparts')
    const id = await initialiser(bruno)
    expect(await precedentsDe(bruno, id)).toEqual([])
    expect((await lire(bruno, id)).valeurs).toEqual({})
    await saisir(bruno, id, { at: 'BP.P101[n1]', v: '5.00', vu: 0 })
    const { constats } = await bruno.ask('verifier', { params: { dossierId: id } })
    expect(constats.nonEvaluables.map(({ controle }) => controle)).toContain('QDIS-052/P101')
  })

  test('the filed dossier of another body is never taken', async () => {
    const carle = await scene.signIn('bruno.valfleuri')
    const id = await initialiser(carle)
    expect([await precedentsDe(carle, id), (await lire(carle, id)).valeurs]).toEqual([[], {}])
    const stranger = await carle.send('lirePrecedents', { params: { dossierId: ouvert } })
    expect([stranger.status, stranger.problem.code]).toEqual([404, 'dossier/inconnu'])
  })

  test('[S76] its recipient reads the copy from the step where it reads the dossier, not before', async () => {
    const refused = await fanny.send('lirePrecedents', { params: { dossierId: ouvert } })
    expect([refused.status, refused.problem.code]).toEqual([403, 'dossier/non-transmis'])
    const { organismeId } = (await fanny.ask('lireSession')).acteur
    const shown = await transact(scene.base, { organismeId, operateur: 'federation' }, (tx) =>
      tx.selectFrom('precedents').select('rang').execute(),
    )
    expect(shown).toEqual([])
  })
})
