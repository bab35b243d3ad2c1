/** A dossier of the real edition 2025 open in a test, in front of a server that keeps versions as the real one does. */
import { join } from 'node:path'
import type { Edition, Famille } from '#definitions/edition.ts'
import { loadEdition } from '#definitions/load-edition.ts'
import { openSheet } from '#engine/sheet.ts'
import { readEditionFolder } from '#store/read-edition-folder.ts'
import { ApiProblem } from '#web/api/api-problem.ts'
import { DossierStore } from '#web/dossier/dossier-store.ts'
import type { DossierLu } from '#web/dossier/dossier-state.ts'
import { createKeeper, type Shelf } from '#web/dossier/kept-entries.ts'
import type { Changement, Sauvegarde } from '#web/dossier/save-queue.ts'
import { readWire, wireText, type ValeurFil } from '#web/dossier/wire-values.ts'

export const edition2025: Edition = loadEdition(await readEditionFolder(join(import.meta.dirname, '../editions/2025')))

const found = edition2025.liasses.find(({ code }) => code === 'qdis')
if (!found) throw new RangeError('the edition 2025 has no QDIS')
export const qdis = found

const UUID = '3f9c1a52-0c1e-4b57-9d25-6f2f1d0f7a11'
const LE = '2026-05-12T12:32:00.000Z'

export class VersionedServer {
  readonly cells = new Map<string, ValeurFil>()
  /** Each accepted request, in order. */
  readonly received: (readonly Changement[])[] = []
  seq = 10
  /** When somebody asked for the verification. */
  verifieLe: string | null = null
  /** What the next requests meet: a cut network, a refusal. */
  failures: ApiProblem[] = []
  readonly famille: Famille

  constructor(famille: Famille = 'COOP') {
    this.famille = famille
  }

  write(at: string, v: string, par: string): void {
    this.seq++
    this.cells.set(at, { v, s: this.seq, m: 'saisie', p: par })
  }

  save = async ({ moyen, changements }: { readonly moyen: string; readonly changements: readonly Changement[] }): Promise<Sauvegarde> => {
    const failure = this.failures.shift()
    if (failure) throw failure
    this.received.push(changements)
    this.seq++
    const conflits = changements.filter(({ at, vu }) => (this.cells.get(at)?.s ?? 0) !== vu)
    const accepted = changements.filter((change) => !conflits.includes(change))
    for (const { at, v, so, b, e } of accepted)
      this.cells.set(at, {
        ...stored(at, { v, so, b, before: this.cells.get(at) }),
        ...(e === undefined ? {} : { e }),
        s: this.seq,
        m: moyen,
        p: 'Bruno Carle',
      })
    return {
      seq: this.seq,
      valeurs: Object.fromEntries(accepted.flatMap(({ at }) => (this.cells.has(at) ? [[at, this.cells.get(at) ?? { s: 0, m: '' }]] : []))),
      calculees: this.#computed(),
      conflits: conflits.flatMap(({ at }) => {
        const actuelle = this.cells.get(at)
        return actuelle ? [{ at, actuelle, qui: actuelle.p ?? '', le: LE }] : []
      }),
      le: LE,
    }
  }

  #computed(): Record<string, string | null> {
    const byAt = new Map(qdis.cellules.map((cellule) => [cellule.at, cellule]))
    const valeurs = new Map(
      [...this.cells].flatMap(([at, fil]) => {
        const cellule = byAt.get(at)
        return cellule ? [[at, readWire(fil, cellule)] as const] : []
      }),
    )
    const sheet = openSheet(edition2025, 'qdis', { famille: this.famille, valeurs })
    return Object.fromEntries(
      qdis.ordre.flatMap((index) => {
        const cellule = qdis.cellules[index]
        return cellule ? [[cellule.at, wireText(sheet.read(index), cellule)]] : []
      }),
    )
  }

  read = (): DossierLu => ({
    resume: {
      id: UUID,
      liasse: 'qdis',
      campagne: '2025',
      etape: 1,
      etapeLibelle: '1 Saisie',
      sousEtape: null,
      seq: this.seq,
      modifieSeq: this.seq,
      verifieSeq: null,
      verifieLe: this.verifieLe,
      initialiseLe: LE,
      initialisePar: 'Bruno Carle',
      modifieLe: LE,
      transmisLe: null,
      etapeDepuis: LE,
      bloquants: null,
      aJustifier: null,
      remplies: 0,
      limite: '2026-06-30',
    },
    organisme: { id: UUID, raisonSociale: 'Coopérative des Tilleuls', siren: '999000011', siret: null, famille: this.famille },
    editionDigest: edition2025.digest,
    valeurs: Object.fromEntries(this.cells),
    refusEcriture: null,
    refusSynchroniser: null,
    refusVerifier: null,
    refusJustifier: null,
    reprisePossible: null,
    passages: [],
    parcours: [],
    justifications: [],
  })
}

type Stored = {
  readonly v: string | null | undefined
  readonly so: true | undefined
  readonly b: string | undefined
  readonly before: ValeurFil | undefined
}

function stored(at: string, { v, so, b, before }: Stored): Pick<ValeurFil, 'v' | 't' | 'so' | 'b'> {
  if (b !== undefined) return { ...(before?.v === undefined ? {} : { v: before.v }), b }
  if (so) return { so }
  if (v === null || v === undefined) return {}
  const type = qdis.cellules.find((cellule) => cellule.at === at)?.type
  return type === 'texte' || type === 'choix' ? { t: v } : { v }
}

export const horsLigne = (): ApiProblem => new ApiProblem({ code: 'reseau/coupe', status: 0, message: 'Le serveur ne répond pas.' })

export function mapShelf(map: Map<string, string> = new Map()): Shelf {
  return {
    keys: () => [...map.keys()],
    get: (key) => map.get(key) ?? null,
    set: (key, text) => void (text === null ? map.delete(key) : map.set(key, text)),
  }
}

type OpenOptions = { readonly shelf?: Shelf; readonly onglet?: string; readonly vivants?: ReadonlySet<string> }

/** The dossier as a page opens it; ready to be typed in. */
export function openDossier(
  server: VersionedServer,
  { shelf = mapShelf(), onglet = 'onglet-1', vivants = new Set() }: OpenOptions = {},
): DossierStore {
  const store = new DossierStore({
    edition: edition2025,
    liasse: qdis,
    lu: server.read(),
    precedents: [],
    send: server.save,
    reload: async () => server.read(),
    keeper: createKeeper({ shelf, dossierId: UUID, compteId: UUID, onglet, vivants }),
  })
  store.setProtege(false)
  return store
}

export function indexOf(at: string): number {
  const index = qdis.cellules.findIndex((cellule) => cellule.at === at)
  if (index < 0) throw new RangeError(`no cell ${at}`)
  return index
}
