/** What a person must justify about a routed account, in the words of the edition. */
import { matchLength } from '#definitions/comptes/selection.ts'
import type { Adresse, Edition } from '#definitions/edition.ts'
import { ligneOf, tableauOf } from '../explain-words.ts'
import { formatCourt } from '../format-montant.ts'
import type { ComptePoste } from './balance.ts'
import { isAtRoot, type Destination, type Routage } from './find-destination.ts'

export type Remarque = {
  readonly compte: string
  readonly at: Adresse
  /** French, of level « à justifier ». */
  readonly message: string
}

/** « 1 234,50 € », without a sign: the sentence says the side. */
export const euros = (cents: number): string => `${formatCourt(Math.abs(cents), 2)}\u00a0€`

/** Fills the words in braces of a message of the edition. */
export const fill = (message: string, words: Readonly<Record<string, string>>): string =>
  message.replace(/\{([a-z]+)\}/g, (written, word: string) => words[word] ?? written)

type Routed = Extract<Destination, { genre: 'case' }>
type Scene = { readonly edition: Edition; readonly routage: Routage }

/** The remarks about one account, in the order: its case, its label, its use, its era. */
export function remarquesOf(compte: ComptePoste, { cible, at, cas }: Routed, { edition, routage }: Scene): readonly Remarque[] {
  const { remarques, recuperable } = routage.affectation
  const ligne = ligneOf(tableauOf(edition, cible.tableau), cible.ligne)?.libelle ?? ''
  const words = { ...wordsOf(compte), ligne: `${cible.ligne} «\u00a0${ligne}\u00a0»` }
  const said = [
    ...(cas?.remarque ? [cas.remarque] : []),
    ...(compte.part === 'R' && cible.recuperable === null ? [recuperable.sansCase] : []),
    ...remarques
      .filter(({ saufActivite }) => saufActivite === null || !routage.activites.has(saufActivite))
      .filter(({ selection, sansDetail }) => matchLength(selection, compte) > 0 && (!sansDetail || isAtRoot(selection, compte.numero)))
      .map(({ message }) => message),
  ]
  return [...said.map((message) => fill(message, words)), ...epoqueOf(compte, words, { edition, routage })].map((message) => ({
    compte: compte.numero,
    at,
    message,
  }))
}

/** The words that every message about an account may hold, its line apart. */
export const wordsOf = ({ numero, libelle, solde }: ComptePoste): Readonly<Record<string, string>> => ({
  compte: numero,
  libelle,
  solde: euros(solde),
})

/** An account posted outside the exercices of its chart (arbitrages R9): its first exercice, or the one after its last. */
function epoqueOf({ auPlan }: ComptePoste, words: Readonly<Record<string, string>>, { edition, routage }: Scene): readonly string[] {
  const { tropTard, tropTot } = routage.affectation.epoques
  if (auPlan?.jusqua !== undefined && edition.exercice > auPlan.jusqua)
    return [fill(tropTard, { ...words, exercice: String(auPlan.jusqua + 1) })]
  if (auPlan?.depuis !== undefined && edition.exercice < auPlan.depuis)
    return [fill(tropTot, { ...words, exercice: String(auPlan.depuis) })]
  return []
}
