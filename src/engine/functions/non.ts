import { verites, type Fonction } from './fonction.ts'

/** The opposite; undetermined stays undetermined. */
export const NON: Fonction = {
  nom: 'NON',
  evaluate: (operandes) => {
    const value = verites(operandes)[0] ?? null
    return { vrai: value === null ? null : !value }
  },
  exemples: [
    { formule: 'NON([a] > 0)', cases: { a: '-1.00' }, donne: 'vrai' },
    { formule: 'NON([a] > 0)', cases: { a: '1.00' }, donne: 'faux' },
    { formule: 'NON([a] > 0)', cases: {}, donne: 'indetermine' },
  ],
}
