import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Acteur } from '#domain/acteur.ts'
import { Problem } from '#domain/problems.ts'
import { openBase, type Base } from '#store/connect.ts'
import { findDossier } from '#store/dossiers.ts'
import { listLines } from '#store/journal.ts'
import { verifyJournal } from '#store/verify-journal.ts'
import { transact } from '#store/transact.ts'
import { MARDI, openScene, type Scene } from '#test/scene.ts'
import { ouvrirAnnonces } from './annonces.ts'
import { enregistrerCellules } from './enregistrer-cellules.ts'
import { lireDossier } from './lire-dossier.ts'
import { passerEtape } from './passer-etape.ts'
import { creerPlateforme, type Plateforme } from './plateforme.ts'
import type { Call } from './service.ts'
import { verifier } from './verifier.ts'

const LIGNES = ['A101', 'A102', 'A103', 'A121', 'A122', 'A123'] as const
const CONTROLE = 'BA.A141[brut]'

let scene: Scene
/** Two processes on one database: they share nothing else. */
let bases: readonly [Base, Base]
let processus: readonly [Plateforme, Plateforme]
const acteurs = new Map<string, Acteur>()
beforeAll(async () => {
  scene = await openScene()
  bases = [openBase(scene.db, { role: 'harmonia_app', max: 4 }), openBase(scene.db, { role: 'harmonia_app', max: 4 })]
  processus = [creerPlateforme(bases[0]), creerPlateforme(bases[1])]
  for (const login of ['bruno.horizon', 'claire.horizon', 'bruno.remparts', 'claire.remparts'])
    acteurs.set(login, (await (await scene.signIn(login)).ask('lireSession')).acteur)
})
afterAll(async () => {
  for (const base of bases) await base.destroy()
  await scene[Symbol.asyncDispose]()
})

const callOf = (login: string, rang: 0 | 1 = 0): Call => ({
  plateforme: processus[rang],
  acteur: acteurs.get(login) ?? expect.unreachable(),
  maintenant: MARDI,
  jeton: null,
  adresse: '127.0.0.1',
})
async function qdisDe(suffixe: string): Promise<string> {
  const { liasses } = await (await scene.signIn(`bruno.${suffixe}`)).ask('lireAccueil')
  return liasses.find(({ liasse }) => liasse === 'qdis')?.dossier?.id ?? ''
}
const saisir = (call: Call, dossierId: string, [at, v, vu]: readonly [string, string, number]) =>
  enregistrerCellules(call, { dossierId, moyen: 'saisie', changements: [{ at, v, vu }] })
const valeursDe = async (call: Call, dossierId: string) => (await lireDossier(call, { dossierId })).valeurs
type Valeurs = Awaited<ReturnType<typeof valeursDe>>
const montantDe = (cellule: Valeurs[string] | undefined) => (cellule && 'v' in cellule ? cellule.v : undefined)
const rowDe = (call: Call, dossierId: string) => transact(call.plateforme.base, call.acteur, (tx) => findDossier(tx, dossierId))
const codeDe = (result: PromiseSettledResult<unknown>): string =>
  result.status === 'rejected' && result.reason instanceof Problem ? result.reason.code : result.status

describe('many saves of one dossier at once', () => {
  test('typed in two processes, each is there, has its own line in the journal, and the chain is whole', async () => {
    const dossierId = await qdisDe('horizon')
    const depart = (await rowDe(callOf('bruno.horizon'), dossierId))?.seq ?? 0
    const valeurs = await valeursDe(callOf('bruno.horizon'), dossierId)
    const seqs: number[] = []
    await Promise.all(
      LIGNES.map(async (ligne, rang) => {
        const at = `BA.${ligne}[brut]`
        let vu = valeurs[at]?.s ?? 0
        for (let n = 1; n <= 15; n++) {
          const { seq, conflits } = await saisir(callOf('bruno.horizon', rang % 2 === 0 ? 0 : 1), dossierId, [at, `${rang + 1}${n}.50`, vu])
          expect(conflits).toEqual([])
          seqs.push((vu = seq))
        }
      }),
    )
    expect(seqs.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 15 * LIGNES.length }, (_, i) => depart + 1 + i))
    const after = await valeursDe(callOf('bruno.horizon', 1), dossierId)
    expect(LIGNES.map((ligne) => montantDe(after[`BA.${ligne}[brut]`]))).toEqual(LIGNES.map((_, rang) => `${rang + 1}15.50`))
    const audit = openBase(scene.db, { role: 'harmonia_audit', max: 1 })
    expect((await verifyJournal(audit)).defauts).toEqual([])
    await audit.destroy()
  })

  test('the line of each says who, from what and to what', async () => {
    const dossierId = await qdisDe('horizon')
    const call = callOf('bruno.horizon')
    const avant = (await valeursDe(call, dossierId))[CONTROLE]
    const first = await saisir(call, dossierId, [CONTROLE, '1', avant?.s ?? 0])
    const [second, third] = await Promise.all([
      saisir(call, dossierId, [CONTROLE, '2', first.seq]),
      saisir(call, dossierId, [CONTROLE, '3', first.seq + 1]),
    ])
    const lines = await transact(call.plateforme.base, call.acteur, (tx) => listLines(tx, dossierId, { limit: 2 }))
    expect(lines.map(({ seq, qui, details }) => [seq, qui, details['cellules']])).toEqual([
      [third.seq, 'Bruno Carle', { [CONTROLE]: ['2.00', '3.00'] }],
      [second.seq, 'Bruno Carle', { [CONTROLE]: ['1.00', '2.00'] }],
    ])
  })

  test('the one that is refused is refused alone, with its own reason', async () => {
    const dossierId = await qdisDe('horizon')
    const valeurs = await valeursDe(callOf('bruno.horizon'), dossierId)
    const at = (ligne: string) => [`BA.${ligne}[brut]`, '7', valeurs[`BA.${ligne}[brut]`]?.s ?? 0] as const
    const results = await Promise.allSettled([
      saisir(callOf('bruno.horizon'), dossierId, at('A101')),
      saisir(callOf('bruno.horizon'), dossierId, ['BA.Z999[brut]', '7', 0]),
      saisir(callOf('claire.horizon'), dossierId, at('A102')),
      saisir(callOf('bruno.remparts'), dossierId, at('A103')),
      saisir(callOf('bruno.horizon'), dossierId, ['BA.A121[brut]', 'sept cents', valeurs['BA.A121[brut]']?.s ?? 0]),
      saisir(callOf('bruno.horizon'), dossierId, at('A122')),
    ])
    expect(results.map(codeDe)).toEqual([
      'fulfilled',
      'cellule/inconnue',
      'droit/manquant',
      'dossier/inconnu',
      'cellule/illisible',
      'fulfilled',
    ])
    const after = await valeursDe(callOf('bruno.horizon'), dossierId)
    expect(['A101', 'A102', 'A103', 'A122'].map((ligne) => montantDe(after[`BA.${ligne}[brut]`]) === '7.00')).toEqual([
      true,
      false,
      false,
      true,
    ])
  })
})

describe('what a process remembers of a dossier', () => {
  test('is never what the other process changed since: of two people on one version of a cell, the second gets the choice', async () => {
    const dossierId = await qdisDe('horizon')
    const { seq } = await saisir(callOf('bruno.horizon', 0), dossierId, [CONTROLE, '10', 1_000_000])
    await saisir(callOf('bruno.horizon', 1), dossierId, ['BA.A142[brut]', '5', 1_000_000])
    const answers = await Promise.all([
      saisir(callOf('bruno.horizon', 0), dossierId, [CONTROLE, '11', seq]),
      saisir(callOf('bruno.horizon', 1), dossierId, [CONTROLE, '12', seq]),
    ])
    const conflits = answers.flatMap((answer) => answer.conflits)
    expect(conflits).toHaveLength(1)
    expect(montantDe((await valeursDe(callOf('bruno.horizon'), dossierId))[CONTROLE])).toBe(montantDe(conflits[0]?.actuelle))
  })

  test('never undoes an act of the other process in between', async () => {
    const dossierId = await qdisDe('horizon')
    await saisir(callOf('bruno.horizon', 0), dossierId, [CONTROLE, '20', 1_000_000])
    const { seq } = await verifier(callOf('bruno.horizon', 1), { dossierId })
    const after = await saisir(callOf('bruno.horizon', 0), dossierId, [CONTROLE, '21', 1_000_000])
    expect(after.seq).toBe(seq + 1)
    expect(await rowDe(callOf('bruno.horizon'), dossierId)).toMatchObject({ seq: after.seq, modifie_seq: after.seq, verifie_seq: seq })
  })

  test('opens it to nobody of another body', async () => {
    const dossierId = await qdisDe('horizon')
    const { seq } = await saisir(callOf('bruno.horizon'), dossierId, [CONTROLE, '30', 1_000_000])
    const stranger = saisir(callOf('bruno.remparts'), dossierId, [CONTROLE, '31', seq])
    await expect(stranger).rejects.toMatchObject({ code: 'dossier/inconnu' })
  })

  test('[S73] does not let anyone write once another process has passed the step', async () => {
    const dossierId = await qdisDe('remparts')
    await passerEtape(callOf('claire.remparts', 1), { dossierId, action: 'renvoyer_saisie', motif: 'Un montant reste à revoir.' })
    const { seq } = await saisir(callOf('bruno.remparts', 0), dossierId, [
      'BA.A101[brut]',
      scene.exemples.get('esh')?.valeurs['BA.A101[brut]'] ?? '0',
      1_000_000,
    ])
    await verifier(callOf('bruno.remparts', 1), { dossierId })
    await passerEtape(callOf('bruno.remparts', 1), { dossierId, action: 'terminer_saisie' })
    const late = saisir(callOf('bruno.remparts', 0), dossierId, ['BA.A101[brut]', '1', seq])
    await expect(late).rejects.toMatchObject({ code: 'dossier/lecture-seule' })
  })
})

test('[EG-20] a refused text is kept as a draft, which counts nowhere and changes no figure', async () => {
  const dossierId = await qdisDe('horizon')
  const call = callOf('bruno.horizon')
  const { seq } = await saisir(call, dossierId, [CONTROLE, '40', 1_000_000])
  const before = await rowDe(call, dossierId)
  await enregistrerCellules(call, { dossierId, moyen: 'saisie', changements: [{ at: CONTROLE, b: '4O', vu: seq }] })
  expect((await valeursDe(call, dossierId))[CONTROLE]).toMatchObject({ v: '40.00', b: '4O' })
  expect(await rowDe(call, dossierId)).toMatchObject({ modifie_seq: before?.modifie_seq, remplies: before?.remplies })
})

test('[CO-01] people of every process hear of a save; when a process comes, everyone is told to read again', async () => {
  const dossierId = await qdisDe('horizon')
  const heard: (number | null)[] = []
  const annonces = ouvrirAnnonces(scene.db)
  annonces.subscribe(dossierId, (seq) => heard.push(seq))
  await expect.poll(() => heard).toEqual([null])
  const { seq } = await saisir(callOf('bruno.horizon', 1), dossierId, [CONTROLE, '50', 1_000_000])
  await expect.poll(() => heard).toEqual([null, seq])
  const other = ouvrirAnnonces(scene.db)
  await expect.poll(() => heard).toEqual([null, seq, null])
  await Promise.all([annonces.stop(), other.stop()])
})
