import { absolute } from '../fraction.ts'
import { nombres, VIDE, type Fonction } from './fonction.ts'

/** The value without its sign. */
export const ABS: Fonction = {
  nom: 'ABS',
  evaluate: (operandes) => {
    const [value] = nombres(operandes)
    return value ? { nombre: absolute(value) } : VIDE
  },
  exemples: [
    { formule: 'ABS([a])', cases: { a: '-12.34' }, donne: '12.34' },
    { formule: 'ABS([a] - [b])', cases: { a: '1.00', b: '4.00' }, donne: '3.00' },
    { formule: 'ABS([a])', cases: {}, donne: 'vide' },
  ],
}
