/** Who is asking. Built by the session, never by the request. */
export type OperateurRole = 'federation' | 'ministere' | 'cglls'

export type Acteur = {
  readonly compteId: string
  readonly login: string
  readonly nom: string
  readonly prenom: string
  /** `administrateur` is the `AD_<SIRET>` account of a body: it creates users, nothing else. */
  readonly genre: 'administrateur' | 'utilisateur' | 'operateur'
  /** The body, or the operator, the account belongs to. */
  readonly organismeId: string
  readonly operateur: OperateurRole | null
  /** Code of the profile; `null` = a user without profile, who can do nothing. */
  readonly profil: string | null
  readonly droits: readonly string[]
  readonly doitChangerMotDePasse: boolean
}

/** « Claire Petit », or the login of an account that has no person. */
export const nomComplet = (personne: { readonly prenom: string; readonly nom: string; readonly login?: string }): string =>
  `${personne.prenom} ${personne.nom}`.trim() || (personne.login ?? '')
