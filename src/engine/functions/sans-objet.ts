import type { Fonction } from './fonction.ts'

/** True when the cell was answered « sans objet ». */
export const SANS_OBJET: Fonction = {
  nom: 'SANS_OBJET',
  evaluate: ([operande]) => ({ vrai: operande !== undefined && 'sansObjet' in operande && operande.sansObjet }),
  exemples: [
    { formule: 'SANS_OBJET([a])', cases: { a: 's.o.' }, donne: 'vrai' },
    { formule: 'SANS_OBJET([a])', cases: { a: '0.00' }, donne: 'faux', pourquoi: 'zéro est une valeur' },
    { formule: 'SANS_OBJET([a])', cases: {}, donne: 'faux', pourquoi: 'une case vide n’est pas une réponse' },
  ],
}
