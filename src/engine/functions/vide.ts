import type { Fonction } from './fonction.ts'

/** True when the cell holds neither a value nor « sans objet ». */
export const VIDE_FONCTION: Fonction = {
  nom: 'VIDE',
  evaluate: ([operande]) => ({ vrai: operande === undefined || !('rempli' in operande) || !operande.rempli }),
  exemples: [
    { formule: 'VIDE([a])', cases: {}, donne: 'vrai' },
    { formule: 'VIDE([a])', cases: { a: '0.00' }, donne: 'faux', pourquoi: 'zéro n’est pas vide' },
    { formule: 'VIDE([a])', cases: { a: 's.o.' }, donne: 'faux', pourquoi: '« sans objet » est une réponse' },
  ],
}
