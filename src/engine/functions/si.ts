import { VIDE, verites, type Fonction } from './fonction.ts'

/** One value or the other. A condition that rests on empty cells only reads them as zero. */
export const SI: Fonction = {
  nom: 'SI',
  evaluate: ([condition = VIDE, alors = VIDE, sinon = VIDE]) => (verites([condition])[0] ? alors : sinon),
  exemples: [
    { formule: 'SI([a] > [b]; [a] - [b]; 0)', cases: { a: '5.00', b: '3.00' }, donne: '2.00' },
    { formule: 'SI([a] > [b]; [a] - [b]; 0)', cases: { a: '1.00', b: '3.00' }, donne: '0.00' },
    { formule: 'SI([b] = 0; [a]; 1)', cases: { a: '7.00' }, donne: '7.00', pourquoi: 'une case vide se lit zéro dans la condition' },
    { formule: 'SI([a] > 0; 1; 2)', cases: {}, donne: 'vide', pourquoi: 'une case calculée sans aucune case remplie reste vide' },
  ],
}
