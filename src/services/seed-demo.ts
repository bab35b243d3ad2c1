/** Fills an empty platform with the demonstration, through the same services as people use: its journal is a real one. */
import { randomUUID } from 'node:crypto'
import type { Edition } from '#definitions/edition.ts'
import type { Acteur } from '#domain/acteur.ts'
import type { Campagne } from '#store/campagnes.ts'
import { findByLogin, insertCompte, reserveLogin } from '#store/comptes.ts'
import { transact } from '#store/transact.ts'
import { creerCompte } from './comptes.ts'
import {
  MOT_DE_PASSE_DEMO,
  OPERATEURS_DEMO,
  ORGANISMES_DEMO,
  type CompteDemo,
  type Exemple,
  type Exemples,
  type OrganismeDemo,
} from './demo.ts'
import { enregistrerCellules } from './enregistrer-cellules.ts'
import { initialiser } from './initialiser.ts'
import { justifier } from './justifier.ts'
import { lireDossier } from './lire-dossier.ts'
import { hacher } from './mots-de-passe.ts'
import { creerOrganisme, emettreIdentifiants } from './operateur.ts'
import { passerEtape } from './passer-etape.ts'
import type { Plateforme } from './plateforme.ts'
import type { Call } from './service.ts'
import { changerMotDePasse } from './session.ts'
import { verifier } from './verifier.ts'

type Seme = { readonly plateforme: Plateforme; readonly edition: Edition; readonly exemples: Exemples; readonly maintenant: Date }
/** The year before: its edition, its filings, the day they were made. Its campaign is prepared, and closed. */
export type AnneeAvant = Omit<Seme, 'plateforme'>
type Demonstration = Seme & {
  /** Asked for once, when there is something to seed; without it no body has a past. */
  readonly avant?: () => Promise<AnneeAvant>
}

/** Returns the accounts to print; `null` when the demonstration is already there. */
export async function seedDemo({ avant, ...seme }: Demonstration): Promise<readonly CompteDemo[] | null> {
  const [federation] = OPERATEURS_DEMO
  if (await findByLogin(seme.plateforme.base, federation.login)) return null
  const comptes: CompteDemo[] = []
  const hache = await hacher(MOT_DE_PASSE_DEMO)
  const operateurs = new Map<string, Acteur>()
  for (const operateur of OPERATEURS_DEMO) {
    operateurs.set(operateur.role, await creerOperateur(seme, operateur, hache))
    comptes.push({
      qui: `${operateur.prenom} ${operateur.nom}, ${operateur.libelle}`,
      login: operateur.login,
      motDePasse: MOT_DE_PASSE_DEMO,
    })
  }
  const fanny = operateurs.get('federation')
  if (!fanny) throw new RangeError('the demonstration needs a federation')
  const passe = (await avant?.()) ?? null
  for (const organisme of ORGANISMES_DEMO) {
    comptes.push(...(await semerPersonnes(seme, callOf(seme, fanny), organisme)))
    if (passe) await semerPasse({ ...seme, ...passe }, fanny, organisme)
    for (const liasse of organisme.liasses) await semerLiasse(seme, organisme, liasse)
  }
  return comptes
}

/** The filings of the year before, transmitted by the body and closed by the federation. */
async function semerPasse(seme: Seme, fanny: Acteur, demo: OrganismeDemo): Promise<void> {
  const { code, exercice, digest } = seme.edition
  const campagne: Campagne = { code, exercice, edition_digest: digest, ouverte: false }
  const ofThen = { ...seme, plateforme: { ...seme.plateforme, campagne: async () => campagne } }
  for (const { liasse, exemple } of demo.avant ?? []) {
    const dossierId = await semerLiasse(ofThen, demo, { liasse, exemple, part: 1, jusqua: 4 })
    for (const action of ['valider_dossier', 'cloturer_dossier']) await passerEtape(callOf(ofThen, fanny), { dossierId, action })
  }
}

const callOf = ({ plateforme, maintenant }: Seme, acteur: Acteur): Call => ({
  plateforme,
  acteur,
  maintenant,
  jeton: null,
  adresse: '127.0.0.1',
})

async function creerOperateur(seme: Seme, operateur: (typeof OPERATEURS_DEMO)[number], hache: string): Promise<Acteur> {
  const { prenom, nom, login, profil, role, id: organismeId } = operateur
  const droits = [...(seme.edition.profils.find((candidate) => candidate.code === profil)?.droits ?? [])]
  const id = randomUUID()
  await transact(seme.plateforme.base, { organismeId, operateur: role }, async (tx) => {
    await reserveLogin(tx, login, { organismeId, compteId: id })
    await insertCompte(tx, {
      organisme_id: organismeId,
      id,
      login,
      genre: 'operateur',
      nom,
      prenom,
      courriel: `${login}@exemple.fr`,
      telephone: '',
      fonction: '',
      configuration: null,
      profil,
      droits,
      mot_de_passe: hache,
      doit_changer: false,
      actif: true,
      version: 1,
      cree_le: seme.maintenant,
      connecte_le: null,
    })
  })
  return {
    compteId: id,
    login,
    nom,
    prenom,
    genre: 'operateur',
    organismeId,
    operateur: role,
    profil,
    droits,
    doitChangerMotDePasse: false,
  }
}

/** Credentials, then people. A body without people keeps its one-time password. */
async function semerPersonnes(seme: Seme, federation: Call, demo: OrganismeDemo): Promise<readonly CompteDemo[]> {
  const { organisme } = await creerOrganisme(federation, { numero: demo.siret, raisonSociale: demo.raisonSociale, famille: demo.famille })
  const emis = await emettreIdentifiants(federation, { organismeId: organisme.id, forme: 'siret' })
  if (demo.personnes.length === 0) return [{ qui: `${demo.raisonSociale}, première connexion (mot de passe à changer)`, ...emis }]
  const administrateur = await acteurDe(seme, emis.login)
  await changerMotDePasse(callOf(seme, administrateur), { ancien: emis.motDePasse, nouveau: MOT_DE_PASSE_DEMO })
  const comptes: CompteDemo[] = [{ qui: `Administrateur de ${demo.raisonSociale}`, login: emis.login, motDePasse: MOT_DE_PASSE_DEMO }]
  for (const personne of demo.personnes) {
    await creerCompte(callOf(seme, administrateur), {
      nom: personne.nom,
      prenom: personne.prenom,
      courriel: `${personne.login}@exemple.fr`,
      login: personne.login,
      motDePasse: MOT_DE_PASSE_DEMO,
      telephone: '',
      fonction: '',
      configuration: personne.tout ? 'seul' : 'plusieurs',
      profil: personne.profil,
      droits: droitsOf(seme.edition, personne),
    })
    const profil = seme.edition.profils.find((candidate) => candidate.code === personne.profil)?.libelle ?? ''
    comptes.push({
      qui: `${personne.prenom} ${personne.nom}, ${profil}, ${demo.raisonSociale}`,
      login: personne.login,
      motDePasse: MOT_DE_PASSE_DEMO,
    })
  }
  return comptes
}

const droitsOf = (edition: Edition, { profil, tout }: { profil: string; tout?: true }): readonly string[] =>
  tout
    ? edition.droits.filter((droit) => droit.acteur === 'organisme').map((droit) => droit.code)
    : (edition.profils.find((candidate) => candidate.code === profil)?.droits ?? [])

async function acteurDe({ plateforme }: Seme, login: string): Promise<Acteur> {
  const compte = await findByLogin(plateforme.base, login)
  if (!compte) throw new RangeError(`no account ${login}`)
  return {
    compteId: compte.id,
    login,
    nom: compte.nom,
    prenom: compte.prenom,
    genre: compte.genre,
    organismeId: compte.organisme_id,
    operateur: null,
    profil: compte.profil,
    droits: compte.droits,
    doitChangerMotDePasse: false,
  }
}

/** The entry person, the accountant and the director; one person alone is all three. */
async function semerLiasse(
  seme: Seme,
  demo: OrganismeDemo,
  { liasse, exemple, part, jusqua }: OrganismeDemo['liasses'][number],
): Promise<string> {
  const filing = seme.exemples.get(exemple)
  if (!filing) throw new RangeError(`no example ${exemple}`)
  const calls = await Promise.all(demo.personnes.map(async ({ login }) => callOf(seme, await acteurDe(seme, login))))
  const saisie = calls[0]
  if (!saisie) throw new RangeError(`${demo.raisonSociale} has nobody to file ${exemple}`)
  const { dossierId } = await initialiser(saisie, { liasse })
  // What was taken over from the year before stays, with its mark.
  const { valeurs: reprises } = await lireDossier(saisie, { dossierId })
  const changements = changementsOf(filing, part).filter(({ at }) => reprises[at] === undefined)
  await enregistrerCellules(saisie, { dossierId, moyen: 'saisie', changements })
  if (jusqua === 1) return dossierId
  const { constats } = await verifier(saisie, { dossierId })
  for (const anomalie of constats.anomalies.filter((a) => a.niveau === 'a_justifier'))
    await justifier(saisie, {
      dossierId,
      controle: anomalie.controle,
      texte: 'Écart connu et suivi, sans incidence sur les comptes de l’exercice.',
    })
  await verifier(saisie, { dossierId })
  for (const [rang, action] of ['terminer_saisie', 'viser_comptabilite', 'viser_direction'].slice(0, jusqua - 1).entries())
    await passerEtape(calls[rang] ?? saisie, { dossierId, action })
  return dossierId
}

/** The first `part` of an example's cells, as changes of cells never seen. */
export const changementsOf = (exemple: Exemple, part = 1) => {
  const entries = Object.entries(exemple.valeurs)
  return entries.slice(0, Math.ceil(entries.length * part)).map(([at, v]) => ({ at, v, vu: 0 }))
}
