import { compare } from '../fraction.ts'
import { nombres, VIDE, type Fonction } from './fonction.ts'

/** Largest value; empty values are left out. */
export const MAX: Fonction = {
  nom: 'MAX',
  evaluate: (operandes) => {
    const values = nombres(operandes)
    return values.length === 0 ? VIDE : { nombre: values.reduce((a, b) => (compare(b, a) > 0 ? b : a)) }
  },
  exemples: [
    { formule: 'MAX([a]; [b])', cases: { a: '2.00', b: '-3.00' }, donne: '2.00' },
    { formule: 'MAX([a]; [b])', cases: { b: '-3.00' }, donne: '-3.00', pourquoi: 'une case vide est ignorée, elle ne vaut pas zéro' },
    {
      formule: 'MAX([a]; 0 + [b])',
      cases: { a: '-3.00' },
      donne: '0.00',
      pourquoi: 'un zéro écrit est une valeur, même ajouté à une case vide',
    },
    { formule: 'MAX([a] - [b]; 0)', cases: {}, donne: 'vide', pourquoi: 'une case calculée sans aucune case remplie reste vide' },
  ],
}
