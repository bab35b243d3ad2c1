import { verites, type Fonction } from './fonction.ts'

/** True as soon as one is; false when all are; undetermined otherwise. */
export const OU: Fonction = {
  nom: 'OU',
  evaluate: (operandes) => {
    const values = verites(operandes)
    if (values.includes(true)) return { vrai: true }
    return { vrai: values.includes(null) ? null : false }
  },
  exemples: [
    { formule: '[a] > 0 OU [b] > 0', cases: { a: '-1.00', b: '2.00' }, donne: 'vrai' },
    { formule: '[a] > 0 OU [b] > 0', cases: { a: '-1.00', b: '-2.00' }, donne: 'faux' },
    { formule: 'OU([a] > 0; [b] > 0)', cases: { a: '-1.00' }, donne: 'indetermine', pourquoi: 'b manque' },
  ],
}
