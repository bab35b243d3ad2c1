import { verites, type Fonction } from './fonction.ts'

/** True when all are; false as soon as one is; undetermined otherwise. */
export const ET: Fonction = {
  nom: 'ET',
  evaluate: (operandes) => {
    const values = verites(operandes)
    if (values.includes(false)) return { vrai: false }
    return { vrai: values.includes(null) ? null : true }
  },
  exemples: [
    { formule: '[a] > 0 ET [b] > 0', cases: { a: '1.00', b: '2.00' }, donne: 'vrai' },
    { formule: '[a] > 0 ET [b] > 0', cases: { a: '-1.00' }, donne: 'faux', pourquoi: 'une condition fausse suffit' },
    { formule: 'ET([a] > 0; [b] > 0)', cases: { a: '1.00' }, donne: 'indetermine', pourquoi: 'b manque' },
  ],
}
