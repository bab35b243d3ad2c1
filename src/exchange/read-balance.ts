/** The account balances of a dossier file, each account once, in centimes. */
import type { Defect } from '#definitions/defect.ts'
import { MAX_VALEUR } from '#engine/money.ts'
import type { JsonSource } from './json-source.ts'
import type { DossierEcrit } from './dossier-shape.ts'
import { readValeur } from './read-valeur.ts'

/** One account as posted: both sides in centimes, at most one of them usual, none negative. */
export type SoldeDeCompte = {
  readonly compte: string
  readonly libelle: string | null
  readonly debitCents: number
  readonly creditCents: number
}
type Ligne = NonNullable<DossierEcrit['balance']>[number]

const MONTANT = { type: 'montant', decimales: 2 } as const

/** Reads the accounts; a wrong one is told and left out. Null, and told, when a column is beyond the amounts held exactly. */
export function readBalance(lignes: readonly Ligne[], source: JsonSource, defauts: Defect[]): readonly SoldeDeCompte[] | null {
  const balance = readComptes(lignes, source, defauts)
  const total = (cote: 'debitCents' | 'creditCents'): number => balance.reduce((sum, own) => sum + own[cote], 0)
  if (total('debitCents') <= MAX_VALEUR && total('creditCents') <= MAX_VALEUR) return balance
  defauts.push(source.defect(['balance'], 'Le total de la balance dépasse 90 071 992 547 409,91 € : vérifiez l’unité, il faut des euros.'))
  return null
}

function readComptes(lignes: readonly Ligne[], source: JsonSource, defauts: Defect[]): readonly SoldeDeCompte[] {
  const seen = new Set<string>()
  return lignes.flatMap(({ compte, libelle = null, debit, credit }, rank) => {
    if (seen.has(compte)) {
      defauts.push(source.defect(['balance', rank, 'compte'], `Compte ${compte} écrit deux fois : une balance dit chaque compte une fois.`))
      return []
    }
    seen.add(compte)
    const debitCents = readCote(debit, { compte, source, rank, cote: 'debit' }, defauts)
    const creditCents = readCote(credit, { compte, source, rank, cote: 'credit' }, defauts)
    return debitCents === null || creditCents === null ? [] : [{ compte, libelle, debitCents, creditCents }]
  })
}

type Place = { readonly compte: string; readonly source: JsonSource; readonly rank: number; readonly cote: 'debit' | 'credit' }

function readCote(ecrit: string | number, { compte, source, rank, cote }: Place, defauts: Defect[]): number | null {
  const path = ['balance', rank, cote]
  const lu = readValeur(MONTANT, ecrit, source.nombreEcrit(path))
  const refuse = (raison: string): null => {
    defauts.push(source.defect(path, `Compte ${compte}, ${cote === 'debit' ? 'débit' : 'crédit'} : ${raison}`))
    return null
  }
  if ('refus' in lu) return refuse(lu.refus)
  if (lu.valeur.etat === 'vide') return 0
  if (lu.valeur.etat !== 'valeur' || lu.valeur.valeur === undefined) return refuse('il faut un montant.')
  return lu.valeur.valeur < 0 ? refuse('un solde négatif s’écrit de l’autre côté, sans signe.') : lu.valeur.valeur
}
