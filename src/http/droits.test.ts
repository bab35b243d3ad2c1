import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { LiasseCode } from '#definitions/edition.ts'
import { transact } from '#store/transact.ts'
import { CASE, LIASSES, loginsDe, openRightsScene, roleOf, type Chemin, type RightsScene } from '#test/rights-scene.ts'
import { COLONNES, MOTS, readRightsTable, type Colonne, type Mot } from '#test/rights-table.ts'

const table = readRightsTable()
const rows = table.flatMap(({ action, etapes, attendu }) => etapes.map((etape) => [action, etape, attendu] as const))

let s: RightsScene
beforeAll(async () => {
  s = await openRightsScene()
})
afterAll(() => s[Symbol.asyncDispose]())

/** A well-formed request, and the answer that only whoever may gets when the act itself finds nothing to do. */
type Requete = { readonly name: Chemin; readonly body: object; readonly seq?: number; readonly sansEffet?: string }
type Position = { readonly action: string; readonly liasse: LiasseCode; readonly etape: number }

/** The requests of an action; those expected to be accepted get what they need for it. */
async function requestsOf({ action, liasse }: Position, isAllowed: boolean): Promise<readonly Requete[]> {
  switch (action) {
    case 'initialiser':
      return [{ name: 'initialiser', body: { liasse } }]
    case 'lire':
      return (['lireDossier', 'lireHistorique', 'ecouter'] as const).map((name) => ({ name, body: {} }))
    case 'saisir':
      return [{ name: 'enregistrerCellules', body: { moyen: 'saisie', changements: [{ at: CASE, ...(await s.read(liasse)) }] } }]
    case 'comparer':
      return [{ name: 'lireSynchronisation', body: {}, sansEffet: 'synchronisation/rien' }]
    case 'synchroniser':
      return isAllowed && liasse === 'qdis' ? synchronisations() : synchronisationsForNothing
    case 'verifier':
      return [{ name: 'verifier', body: {} }]
    case 'justifier':
      return [{ name: 'justifier', body: { controle: 'CTL-001', texte: 'Écart connu et suivi.' }, sansEffet: 'justification/inconnue' }]
    case 'classer':
      return [{ name: 'classerDossier', body: { sousEtape: 'en_cours' } }]
    default:
      return [{ name: 'passerEtape', body: { action, motif: 'Un motif assez long pour être compris.' } }]
  }
}

/** A change brought back from the ER, hence a synchronisation that can be undone, then the three requests. */
async function synchronisations(): Promise<readonly Requete[]> {
  const dossierId = s.dossierDe('qdis')
  await s.write('1')
  const shown = await s.must('bruno.valfleuri', 'lireSynchronisation', { dossierId })
  const bring = { erSeq: shown['erSeq'], seq: shown['seq'], cases: [CASE] }
  const done = await s.must('bruno.valfleuri', 'synchroniser', { dossierId, body: bring })
  return [
    { name: 'lireAnnulation', body: {}, seq: Number(done['seq']) },
    { name: 'synchroniser', body: { ...bring, seq: done['seq'] } },
    { name: 'annulerSynchronisation', body: { seq: done['seq'] } },
  ]
}

/** On the ER themselves there is nothing to bring. */
const synchronisationsForNothing: readonly Requete[] = [
  { name: 'lireAnnulation', body: {}, seq: 1, sansEffet: 'synchronisation/inconnue' },
  { name: 'synchroniser', body: { erSeq: 1, seq: 1, cases: [CASE] }, sansEffet: 'synchronisation/rien' },
  { name: 'annulerSynchronisation', body: { seq: 1 }, sansEffet: 'synchronisation/inconnue' },
]

const motDe = (code: string | null): string => (Object.keys(MOTS) as (keyof typeof MOTS)[]).find((mot) => MOTS[mot] === code) ?? code ?? ''

/** Puts back what an accepted act changed. */
async function undo({ action, liasse, etape }: Position): Promise<void> {
  if (etape === 0) return s.remove(liasse)
  if (action === 'lire' || action === 'comparer') return undefined
  if (action === 'synchroniser' && liasse === 'qdis') await s.write(s.scene.exemples.get('coop')?.valeurs[CASE] ?? '')
  return s.putAt(liasse, etape)
}

/** The words that a column's people get, all requests of the action together. */
async function wordsOf(colonne: Colonne, attendu: Mot, position: Position): Promise<string> {
  if (attendu === '—') return '—'
  const dossierId = position.etape === 0 ? '' : s.dossierDe(position.liasse)
  const words = new Set<string>()
  for (const login of loginsDe(position.liasse)[colonne]) {
    const codes: (string | null)[] = []
    for (const { name, body, seq, sansEffet } of await requestsOf(position, attendu === 'oui')) {
      const { code } = await s.clientOf(login)(name, { dossierId, seq, body })
      codes.push(code)
      words.add(motDe(code === sansEffet ? null : code))
    }
    if (codes.includes(null)) await undo(position)
  }
  return [...words].join(' / ')
}

/** The row of the table as the API gives it. */
async function rowOf(position: Position, attendu: Readonly<Record<Colonne, Mot>>): Promise<Record<string, string>> {
  const row: Record<string, string> = {}
  for (const colonne of COLONNES) {
    await s.setException(colonne === 'AD_ excepté')
    row[colonne] = await wordsOf(colonne, attendu[colonne], position)
  }
  await s.setException(false)
  return row
}

describe('[S47] [S48] opening the campaign, before the dossier exists', () => {
  test.each(LIASSES)('who may, on the %s', async (liasse) => {
    for (const [action, , attendu] of rows.filter(([, etape]) => etape === 0))
      expect(await rowOf({ action, liasse, etape: 0 }, attendu)).toEqual(attendu)
  })
})

describe('who may do what at which step, asked of the API, against docs/droits.md', () => {
  beforeAll(async () => {
    for (const liasse of LIASSES) await s.fill(liasse)
  })

  describe.each(LIASSES)('on the %s', (liasse) => {
    test.each(rows.filter(([, etape]) => etape > 0))(
      '[S11] [S12] [S43] [S73] [S75] [S76] %s at step %i',
      async (action, etape, attendu) => {
        await s.putAt(liasse, etape)
        expect(await rowOf({ action, liasse, etape }, attendu)).toEqual(attendu)
      },
    )
  })
})

describe('the same table by SQL: row-level security alone, whatever the services do', () => {
  const lire = rows.flatMap(([action, etape, attendu]) => (action === 'lire' ? [[etape, attendu] as const] : []))
  const others = (liasse: LiasseCode) =>
    (['autre', 'destinataire', 'autre opérateur', 'CGLLS'] as const).flatMap((colonne) =>
      loginsDe(liasse)[colonne].map((login) => [colonne, login] as const),
    )

  describe.each(LIASSES)('on the %s', (liasse) => {
    test.each(lire)('[S75] [S76] at step %i figures and journal show to whom the table says', async (etape, attendu) => {
      await s.putAt(liasse, etape)
      for (const [colonne, login] of others(liasse)) {
        const shown = await transact(s.scene.base, { organismeId: s.organismeDe(login), operateur: roleOf(login) }, (tx) =>
          sql<object>`select exists (select 1 from valeurs where dossier_id = ${s.dossierDe(liasse)}) as valeurs,
                             exists (select 1 from journal where chaine_id = ${s.dossierDe(liasse)}) as journal`.execute(tx),
        )
        const isOpen = attendu[colonne] === 'oui'
        expect(shown.rows[0], login).toEqual({ valeurs: isOpen, journal: isOpen })
      }
    })

    test.each(lire)('at step %i nobody but the body changes a figure', async (etape) => {
      await s.putAt(liasse, etape)
      for (const [, login] of others(liasse)) {
        const changed = await transact(s.scene.base, { organismeId: s.organismeDe(login), operateur: roleOf(login) }, (tx) =>
          tx.updateTable('valeurs').set({ cellules: '{}' }).where('dossier_id', '=', s.dossierDe(liasse)).executeTakeFirst(),
        )
        expect(Number(changed.numUpdatedRows), login).toBe(0)
      }
    })
  })
})
