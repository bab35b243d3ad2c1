/** What is measured: a PostgreSQL as durable as in production, Harmoni@ in a process of its own, bodies with a whole QDIS. */
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { qdisOf, signIn, type Api } from '../scripts/api-client.ts'
import { CHECKOUT, startServer } from '../scripts/server-process.ts'
import { MOT_DE_PASSE_DEMO, type Exemple } from '#services/demo.ts'
import { changementsOf } from '#services/seed-demo.ts'
import { readExemples } from '#store/read-edition-folder.ts'
import { findRunningPostgres } from '#store/embedded-postgres.ts'

export const EDITION = join(CHECKOUT, 'editions/2025')

/** A person of a body, signed in, with the QDIS that she fills. */
export type Saisie = { readonly api: Api; readonly login: string; readonly dossier: string }
export type Banc = AsyncDisposable & { readonly url: string; readonly adresse: string }

export async function monterBanc(): Promise<Banc> {
  const folder = await mkdtemp(join(tmpdir(), 'harmonia-bench-'))
  const { child: server, adresse } = await startServer(folder)
  const postgres = findRunningPostgres(join(folder, 'postgresql'))
  if (!postgres) throw new Error('no embedded PostgreSQL is running')
  return {
    url: postgres.url,
    adresse,
    async [Symbol.asyncDispose]() {
      server.kill('SIGTERM')
      if (server.exitCode === null) await once(server, 'exit')
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** The filings that everything is measured on. */
export async function lireExemple(nom: 'esh' | 'esh-er'): Promise<Exemple> {
  const exemple = (await readExemples(EDITION)).get(nom) as Exemple | undefined
  if (!exemple) throw new Error(`the edition has no example « ${nom} »`)
  return exemple
}

/** Bodies declared by the federation, each with one person and her QDIS filled with the example of its family. */
export async function ouvrirOrganismes(banc: Banc, nombre: number): Promise<readonly Saisie[]> {
  const exemple = await lireExemple('esh')
  const federation = await signIn(banc.adresse, 'fanny.federation', MOT_DE_PASSE_DEMO)
  const saisies: Saisie[] = []
  for (let rang = 1; rang <= nombre; rang++) saisies.push(await ouvrirOrganisme(banc, { federation, exemple, rang }))
  return saisies
}

async function ouvrirOrganisme(
  { adresse }: Banc,
  { federation, exemple, rang }: { federation: Api; exemple: Exemple; rang: number },
): Promise<Saisie> {
  const { organisme } = (await federation('POST', '/api/operateur/organismes', {
    numero: sirenOf(rang),
    raisonSociale: `Banc ${rang}`,
    famille: exemple.famille,
  })) as { organisme: { id: string } }
  const emis = (await federation('POST', `/api/operateur/organismes/${organisme.id}/identifiants`, { forme: 'siren' })) as {
    login: string
    motDePasse: string
  }
  const administrateur = await signIn(adresse, emis.login, emis.motDePasse)
  await administrateur('POST', '/api/session/mot-de-passe', { ancien: emis.motDePasse, nouveau: MOT_DE_PASSE_DEMO })
  const login = `banc.${rang}`
  await administrateur('POST', '/api/comptes', {
    nom: 'Banc',
    prenom: `Saisie ${rang}`,
    courriel: `${login}@exemple.fr`,
    login,
    motDePasse: MOT_DE_PASSE_DEMO,
    telephone: '',
    fonction: '',
    configuration: 'plusieurs',
    profil: 'responsable_saisie',
    droits: ['initialiser', 'saisir', 'verifier'],
  })
  const api = await signIn(adresse, login, MOT_DE_PASSE_DEMO)
  await api('POST', '/api/dossiers', { liasse: exemple.liasse })
  const dossier = await qdisOf(api)
  await api('PUT', `/api/dossiers/${dossier}/cellules`, { moyen: 'api', changements: changementsOf(exemple) })
  return { api, login, dossier }
}

/** An invented company number with a valid key, outside those of the demonstration. Source: INSEE, Luhn key. */
function sirenOf(rang: number): string {
  const stem = String(99_910_000 + rang)
  const sum = Array.from(stem).reduce((total, digit, place) => {
    const weighted = place % 2 === 1 ? Number(digit) * 2 : Number(digit)
    return total + (weighted > 9 ? weighted - 9 : weighted)
  }, 0)
  return `${stem}${(10 - (sum % 10)) % 10}`
}
