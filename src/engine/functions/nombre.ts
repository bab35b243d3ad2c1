import { fraction } from '../fraction.ts'
import type { Fonction } from './fonction.ts'

/** Number of the rows chosen. */
export const NOMBRE: Fonction = {
  nom: 'NOMBRE',
  evaluate: (operandes) => ({ nombre: fraction(operandes.length) }),
  exemples: [
    { formule: 'NOMBRE(EL)', lignes: [{ x: '1.00' }, { x: '0.00' }, { y: 's.o.' }], cases: {}, donne: '3.00' },
    { formule: 'NOMBRE(EL SI [x] > 1)', lignes: [{ x: '1.00' }, { x: '1.01' }, { y: '5.00' }], cases: {}, donne: '1.00' },
    { formule: 'NOMBRE(EL SI [x] > 1)', lignes: [{ x: '1.00' }], cases: {}, donne: '0.00', pourquoi: 'aucune ligne ne convient' },
    { formule: 'NOMBRE(EL)', lignes: [], cases: {}, donne: 'vide', pourquoi: 'une liste sans ligne est vide' },
  ],
}
