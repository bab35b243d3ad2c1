import { fraction, roundTo } from '../fraction.ts'
import { nombres, VIDE, type Fonction } from './fonction.ts'

/** Rounds to a number of decimals (negative: to tens, hundreds…), halves away from zero. */
export const ARRONDI: Fonction = {
  nom: 'ARRONDI',
  evaluate: ([valeur = VIDE, decimales = VIDE]) => {
    const [value] = nombres([valeur])
    const [places] = nombres([decimales])
    if (!value || !places) return VIDE
    const count = Number(places.n)
    const rounded = roundTo(value, count)
    return { nombre: count >= 0 ? fraction(rounded, count) : fraction(rounded) }
  },
  exemples: [
    { formule: 'ARRONDI([a]; 0)', cases: { a: '1234.50' }, donne: '1235.00' },
    { formule: 'ARRONDI([a]; 0)', cases: { a: '-1234.50' }, donne: '-1235.00', pourquoi: 'la moitié s’éloigne de zéro' },
    { formule: 'ARRONDI([a]; -3)', cases: { a: '1499.99' }, donne: '1000.00', pourquoi: 'au millier' },
    { formule: 'ARRONDI([a] / [b]; 1)', cases: { a: '1.00', b: '3.00' }, donne: '0.30' },
  ],
}
