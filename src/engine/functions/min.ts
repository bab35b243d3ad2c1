import { compare } from '../fraction.ts'
import { nombres, VIDE, type Fonction } from './fonction.ts'

/** Smallest value; empty values are left out. */
export const MIN: Fonction = {
  nom: 'MIN',
  evaluate: (operandes) => {
    const values = nombres(operandes)
    return values.length === 0 ? VIDE : { nombre: values.reduce((a, b) => (compare(b, a) < 0 ? b : a)) }
  },
  exemples: [
    { formule: 'MIN([a]; [b])', cases: { a: '2.00', b: '-3.00' }, donne: '-3.00' },
    { formule: 'MIN([a]; [b])', cases: { a: '2.00' }, donne: '2.00', pourquoi: 'une case vide est ignorée, elle ne vaut pas zéro' },
    { formule: 'MIN([a]; 0)', cases: { a: '2.00' }, donne: '0.00' },
  ],
}
