/** The form of a user: what is typed, what is wrong with it, and whom a refusal of the server concerns. */
import { isLoginAdministrateur } from '#domain/siret.ts'
import { refusalMotDePasse } from '#domain/mot-de-passe.ts'
import { nomComplet } from '#domain/acteur.ts'
import type { PersonneDroits } from '#domain/impasses.ts'
import type { Body, Reply } from '#contract/routes.ts'
import { ApiProblem } from '#web/api/api-problem.ts'

export type Compte = Reply<'listerComptes'>['comptes'][number]
export type Saisi = Body<'creerCompte'>
export type ChampSaisi = 'nom' | 'prenom' | 'courriel' | 'login' | 'motDePasse' | 'profil' | 'configuration'
export type Erreurs = Partial<Record<ChampSaisi, string>>

export const saisiOf = (compte: Compte | null): Saisi => ({
  nom: compte?.nom ?? '',
  prenom: compte?.prenom ?? '',
  courriel: compte?.courriel ?? '',
  login: compte?.login ?? '',
  motDePasse: '',
  telephone: compte?.telephone ?? '',
  fonction: compte?.fonction ?? '',
  configuration: compte?.configuration ?? null,
  profil: compte?.profil ?? null,
  droits: compte?.droits ?? [],
})

const COURRIEL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/

/** French sentences by field; empty = the form can be sent. [S19] [S20] [S21] [S22] [S23] [S25] [S42] */
export function erreursOf(saisi: Saisi, { creation }: { readonly creation: boolean }): Erreurs {
  const erreurs: Erreurs = {}
  if (saisi.nom.trim() === '') erreurs.nom = 'Indiquez le nom.'
  if (saisi.prenom.trim() === '') erreurs.prenom = 'Indiquez le prénom.'
  if (saisi.courriel.trim() === '') erreurs.courriel = 'Indiquez l’adresse de courriel.'
  else if (!COURRIEL.test(saisi.courriel.trim())) erreurs.courriel = 'Cette adresse n’a pas la forme nom@domaine.fr.'
  if (saisi.login.trim() === '') erreurs.login = 'Choisissez un identifiant.'
  else if (isLoginAdministrateur(saisi.login))
    erreurs.login = 'Un identifiant ne peut pas commencer par AD_ : cette forme est réservée au compte administrateur.'
  if (creation && saisi.motDePasse === '') erreurs.motDePasse = 'Choisissez un mot de passe.'
  else if (saisi.motDePasse !== '') {
    const refusal = refusalMotDePasse(saisi.motDePasse, saisi)
    if (refusal) erreurs.motDePasse = refusal
  }
  if (saisi.profil === null) erreurs.profil = 'Choisissez un profil : sans profil, cette personne ne pourrait rien faire.'
  return erreurs
}

/** Puts the server's refusal beside its field; empty when it concerns the whole form. */
export function erreursDuServeur(error: unknown): Erreurs {
  if (!(error instanceof ApiProblem)) return {}
  if (error.code.startsWith('compte/login')) return { login: error.message }
  if (error.code.startsWith('motdepasse/')) return { motDePasse: error.message }
  return error.code === 'compte/profil-manquant' ? { profil: error.message } : {}
}

export const personnesOf = (comptes: readonly Compte[]): readonly PersonneDroits[] =>
  comptes
    .filter((compte) => compte.genre === 'utilisateur')
    .map((compte) => ({ nom: nomComplet(compte), actif: compte.actif, profil: compte.profil, droits: compte.droits }))
