import type { Fonction } from './fonction.ts'

/** True when the cell holds a value or « sans objet »: the opposite of VIDE. */
export const REMPLI: Fonction = {
  nom: 'REMPLI',
  evaluate: ([operande]) => ({ vrai: operande !== undefined && 'rempli' in operande && operande.rempli }),
  exemples: [
    { formule: 'REMPLI([a])', cases: { a: '12.00' }, donne: 'vrai' },
    { formule: 'REMPLI([a])', cases: { a: 's.o.' }, donne: 'vrai', pourquoi: '« sans objet » est une réponse' },
    { formule: 'REMPLI([a])', cases: {}, donne: 'faux' },
  ],
}
