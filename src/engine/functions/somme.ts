import { add } from '../fraction.ts'
import { nombres, VIDE, type Fonction } from './fonction.ts'

/** Sum; empty values count for zero, and the sum of empty values is empty. */
export const SOMME: Fonction = {
  nom: 'SOMME',
  evaluate: (operandes) => {
    const values = nombres(operandes)
    return values.length === 0 ? VIDE : { nombre: values.reduce(add) }
  },
  exemples: [
    { formule: 'SOMME([a]; [b]; [c])', cases: { a: '10.50', b: '-0.50', c: '3.00' }, donne: '13.00' },
    { formule: 'SOMME([a]; [b])', cases: { a: '10.50' }, donne: '10.50', pourquoi: 'une case vide compte pour zéro' },
    { formule: 'SOMME([a]; [b])', cases: {}, donne: 'vide', pourquoi: 'la somme de cases vides est vide' },
  ],
}
