/** The people of `docs/droits.md` on a listening server, and one body whose dossiers can be put at any step. */
import { sql } from 'kysely'
import { expect } from 'vitest'
import type { LiasseCode } from '#definitions/edition.ts'
import { evenementsPath, routes, type RouteName } from '#contract/routes.ts'
import { MOT_DE_PASSE_DEMO } from '#services/demo.ts'
import { openBase } from '#store/connect.ts'
import { ADMINISTRATEUR, addAutreFederation, addSansProfil, addSeul } from './extra-people.ts'
import type { Colonne } from './rights-table.ts'
import { changementsOf, openScene, type Scene } from './scene.ts'

export const LIASSES = ['qdis', 'er'] as const
/** An entry cell that both liasses hold, and that « synchroniser » brings. */
export const CASE = 'BP.P101[N]'

const SAISIE = 'bruno.valfleuri'

/** Server-sent events are outside the table of routes. */
export type Chemin = RouteName | 'ecouter'
type Ask = { readonly dossierId?: string; readonly seq?: number | undefined; readonly body?: object }
/** A person signed in: sends a request, gets the code of the refusal, `null` when it is accepted. */
export type Client = (name: Chemin, ask: Ask) => Promise<{ readonly code: string | null; readonly body: Record<string, unknown> }>

export type RightsScene = AsyncDisposable & {
  readonly scene: Scene
  clientOf(login: string): Client
  organismeDe(login: string): string
  dossierDe(liasse: LiasseCode): string
  /** Opens the dossier and fills it with an example that leaves nothing to correct or to justify. */
  fill(liasse: LiasseCode): Promise<void>
  remove(liasse: LiasseCode): Promise<void>
  /** The dossier at this step, verified since its last change: the state that the table speaks of. */
  putAt(liasse: LiasseCode, etape: number): Promise<void>
  /** What `CASE` holds, as a change that leaves it as it is. */
  read(liasse: LiasseCode): Promise<{ v: string; vu: number }>
  /** Types into `CASE` of the QDIS, which must be at step 1. */
  write(v: string): Promise<void>
  setException(isOpen: boolean): Promise<void>
  /** Asks what must be accepted. */
  must(login: string, name: RouteName, ask: Ask): Promise<Record<string, unknown>>
}

/** The people of a column; for the ER the ministry receives what the federation receives of the QDIS. */
export const loginsDe = (liasse: LiasseCode): Readonly<Record<Colonne, readonly string[]>> => ({
  AD_: [ADMINISTRATEUR],
  'AD_ excepté': [ADMINISTRATEUR],
  'sans profil': ['sans.valfleuri'],
  saisie: [SAISIE],
  comptable: ['claire.valfleuri'],
  hiérarchique: ['denis.valfleuri'],
  seul: ['seul.valfleuri'],
  autre: ['solange.estuaire', 'AD_99900004500016'],
  destinataire: [liasse === 'qdis' ? 'fanny.federation' : 'malik.ministere'],
  'autre opérateur': [liasse === 'qdis' ? 'malik.ministere' : 'fanny.federation', 'autre.federation'],
  CGLLS: ['odile.cglls'],
})

/** Role of an operator's login; `null` for a person of a body. */
export const roleOf = (login: string): 'federation' | 'ministere' | 'cglls' | null =>
  (['federation', 'ministere', 'cglls'] as const).find((role) => login.endsWith(`.${role}`)) ?? null

function clientWith(adresse: string, cookie: string): Client {
  return async (name, { dossierId = '', seq = 0, body = {} }) => {
    const { method, path } = name === 'ecouter' ? { method: 'GET', path: evenementsPath } : routes[name]
    const stop = new AbortController()
    const response = await fetch(adresse + path.replace(':dossierId', dossierId).replace(':seq', String(seq)), {
      method,
      signal: stop.signal,
      headers: { cookie, 'content-type': 'application/json' },
      ...(method === 'GET' ? {} : { body: JSON.stringify(body) }),
    })
    if (response.headers.get('content-type') === 'text/event-stream') {
      stop.abort()
      return { code: null, body: {} }
    }
    const json = (await response.json()) as Record<string, unknown>
    return { code: response.ok ? null : String(json['code']), body: json }
  }
}

export async function openRightsScene(): Promise<RightsScene> {
  const scene = await openScene()
  const owner = openBase(scene.db, { role: null, max: 2 })
  const adresse = await scene.app.listen({ host: '127.0.0.1', port: 0 })
  const people = new Map<string, { client: Client; organismeId: string }>()
  const dossiers = new Map<LiasseCode, string>()
  const personOf = (login: string) => people.get(login) ?? expect.unreachable(`${login} is not signed in`)
  const dossierDe = (liasse: LiasseCode): string => dossiers.get(liasse) ?? expect.unreachable(`no ${liasse}`)

  async function enter(login: string): Promise<void> {
    const opened = await fetch(`${adresse}/api/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ login, motDePasse: MOT_DE_PASSE_DEMO }),
    })
    const { acteur } = (await opened.json()) as { acteur: { organismeId: string } }
    const cookie = opened.headers.getSetCookie()[0]?.split(';')[0] ?? ''
    people.set(login, { client: clientWith(adresse, cookie), organismeId: acteur.organismeId })
  }

  async function must(login: string, name: RouteName, ask: Ask): Promise<Record<string, unknown>> {
    const { code, body } = await personOf(login).client(name, ask)
    expect(code, `${login} ${name}`).toBeNull()
    return body
  }

  async function fill(liasse: LiasseCode): Promise<void> {
    const dossierId = String((await must(SAISIE, 'initialiser', { body: { liasse } }))['dossierId'])
    dossiers.set(liasse, dossierId)
    const changements = changementsOf(scene.exemples.get(liasse === 'qdis' ? 'coop' : 'coop-er'))
    await must(SAISIE, 'enregistrerCellules', { dossierId, body: { moyen: 'saisie', changements } })
    const { constats } = (await must(SAISIE, 'verifier', { dossierId })) as {
      constats: { anomalies: { controle: string; niveau: string }[] }
    }
    for (const { controle } of constats.anomalies.filter((anomalie) => anomalie.niveau === 'a_justifier'))
      await must(SAISIE, 'justifier', { dossierId, body: { controle, texte: 'Écart connu et suivi.' } })
  }

  async function read(liasse: LiasseCode): Promise<{ v: string; vu: number }> {
    const { valeurs } = await must(SAISIE, 'lireDossier', { dossierId: dossierDe(liasse) })
    const { v, s } = (valeurs as Record<string, { v: string; s: number }>)[CASE] ?? expect.unreachable(CASE)
    return { v, vu: s }
  }

  const remove = async (liasse: LiasseCode): Promise<void> => {
    await owner.deleteFrom('dossiers').where('organisme_id', '=', personOf(SAISIE).organismeId).where('liasse', '=', liasse).execute()
  }

  await addAutreFederation(scene, 'autre.federation')
  await addSeul(scene, 'seul.valfleuri')
  await addSansProfil(scene, 'sans.valfleuri')
  for (const login of new Set(LIASSES.flatMap((liasse) => Object.values(loginsDe(liasse)).flat()))) await enter(login)
  for (const liasse of LIASSES) await remove(liasse)

  return {
    scene,
    clientOf: (login) => personOf(login).client,
    organismeDe: (login) => personOf(login).organismeId,
    dossierDe,
    fill,
    remove,
    must,
    read,
    async write(v) {
      const { vu } = await read('qdis')
      const body = { moyen: 'saisie', changements: [{ at: CASE, v, vu }] }
      await must(SAISIE, 'enregistrerCellules', { dossierId: dossierDe('qdis'), body })
    },
    async putAt(liasse, etape) {
      await sql`update dossiers set etape = ${etape}, sous_etape = null, verifie_seq = seq, modifie_seq = seq
                where id = ${dossierDe(liasse)}`.execute(owner)
    },
    async setException(isOpen) {
      await sql`insert into reglages (clef, valeur) values ('exception_administrateur', ${JSON.stringify(isOpen)}::jsonb)
                on conflict (clef) do update set valeur = excluded.valeur`.execute(owner)
    },
    async [Symbol.asyncDispose]() {
      await owner.destroy()
      await scene[Symbol.asyncDispose]()
    },
  }
}
