import { expect, test } from 'vitest'
import { FormuleError } from './formule-error.ts'
import { parseFormule } from './parse-formule.ts'
import type { Noeud } from './syntaxe.ts'

const CODES = new Set(['AF-01', 'AF-01-2', 'Q02-01', 'A101', 'A102'])
const parse = (formule: string): Noeud => parseFormule(formule, (code) => CODES.has(code))

/** The tree with every bracket written. */
function shape(noeud: Noeud): string {
  switch (noeud.genre) {
    case 'nombre':
      return String(noeud.numerateur / 10 ** noeud.decimales)
    case 'texte':
      return `"${noeud.texte}"`
    case 'reference':
      return `${noeud.tableau ? `${noeud.tableau}.` : ''}${noeud.ligne ?? ''}${noeud.colonne ? `[${noeud.colonne}]` : ''}`
    case 'plage':
      return `${noeud.tableau ? `${noeud.tableau}.` : ''}${noeud.de}..${noeud.a}${noeud.colonne ? `[${noeud.colonne}]` : ''}`
    case 'filtre':
      return `${shape(noeud.de)} SI ${shape(noeud.si)}`
    case 'mot':
      return noeud.mot
    case 'parmi':
      return `(${shape(noeud.de)} PARMI ${noeud.valeurs.map(shape).join('; ')})`
    case 'oppose':
      return `(-${shape(noeud.de)})`
    case 'binaire':
      return `(${shape(noeud.gauche)} ${noeud.par} ${shape(noeud.droite)})`
    case 'appel':
      return `${noeud.nom}(${noeud.arguments.map(shape).join('; ')})`
  }
}

test.each([
  ['1 + 2 * 3', '(1 + (2 * 3))'],
  ['(1 + 2) * 3', '((1 + 2) * 3)'],
  ['1 - 2 - 3', '((1 - 2) - 3)'],
  ['8 / 4 / 2', '((8 / 4) / 2)'],
  ['8 ÷ 4 × 2 − 1', '(((8 / 4) * 2) - 1)'],
  ['-A101 + 2', '((-A101) + 2)'],
  ['-2 * -3', '(-2 * -3)'],
  ['1,5 + 2.25', '(1.5 + 2.25)'],
  ['A101[net] = BA.A102[n1]', '(A101[net] = BA.A102[n1])'],
  ['[brut] - [amort]', '([brut] - [amort])'],
  ['T04.[cloture] = [brut]', '(T04.[cloture] = [brut])'],
  ['SOMME(A101..A102)', 'SOMME(A101..A102)'],
  ['SOMME(BA.A101..A102[brut]; 3)', 'SOMME(BA.A101..A102[brut]; 3)'],
  ['BA.A101..BA.A102', 'BA.A101..A102'],
  ['somme(A101…A102)', 'SOMME(A101..A102)'],
  ['A101 > 0 ET A102 > 0 OU NON(A101 = 1)', '(((A101 > 0) ET (A102 > 0)) OU NON((A101 = 1)))'],
  ['A101 ≤ 3 OU A102 ≠ "x"', '((A101 <= 3) OU (A102 <> "x"))'],
  ['FAMILLE = "OPH" ET EXERCICE >= 2025', '((FAMILLE = "OPH") ET (EXERCICE >= 2025))'],
  ['LIASSE PARMI ("er"; "qdis") OU A101 PARMI (1; A102 + 1)', '((LIASSE PARMI "er"; "qdis") OU (A101 PARMI 1; (A102 + 1)))'],
  ['A101 + 1 PARMI (2) ET A102 = 3', '(((A101 + 1) PARMI 2) ET (A102 = 3))'],
  ['FAMILLE("OPH"; "SEM")', 'FAMILLE("OPH"; "SEM")'],
  ['SOMME(X08[crd] SI [nature] = "2.21"; 3)', 'SOMME(X08[crd] SI ([nature] = "2.21"); 3)'],
  ['NOMBRE(X08 SI [duree] > 30 ET [crd] > 0)', 'NOMBRE(X08 SI (([duree] > 30) ET ([crd] > 0)))'],
])('%s is read as %s', (formule, expected) => {
  expect(shape(parse(formule))).toBe(expected)
})

test.each([
  ['AF-01 + 1', '(AF-01 + 1)', 'a known code with a dash'],
  ['A101-A102', '(A101 - A102)', 'no such code: a subtraction'],
  ['AF-01-A101', '(AF-01 - A101)', 'the longest known code, then a subtraction'],
  ['AF-01-2', 'AF-01-2', 'the longest code wins over a subtraction'],
  ['AF-01 - 2', '(AF-01 - 2)', 'a space always makes a subtraction'],
  ['T02.AF-01[N]-Q02-01[N]', '(T02.AF-01[N] - Q02-01[N])', 'also after a table'],
])('the dash in %s gives %s: %s', (formule, expected) => {
  expect(shape(parse(formule))).toBe(expected)
})

function fault(formule: string): FormuleError | null {
  try {
    parse(formule)
    return null
  } catch (error) {
    if (error instanceof FormuleError) return error
    throw error
  }
}

test.each([
  ['', 0, 'Formule vide.'],
  ['1 +', 3, 'La formule s’arrête trop tôt'],
  ['(1 + 2', 6, 'La formule s’arrête trop tôt : il manque « ) ».'],
  ['1 2', 2, '« 2 » inattendu : il faut ici un opérateur ou la fin de la formule.'],
  ['A101[', 5, 'il manque le code d’une colonne'],
  ['1 = 2 = 3', 6, 'Deux comparaisons à la suite'],
  ['A101 & 2', 5, 'Caractère inattendu : « & ».'],
  ['"abc', 0, 'Guillemet ouvert et jamais refermé.'],
  ['BA.A101..BP.A102', 9, 'Une plage reste dans un seul tableau.'],
  [`1${'+1'.repeat(2_000)}`, 2_000, 'Formule trop longue : découpez-la en plusieurs cases.'],
  ['SOMME(1, 2)', 7, 'Caractère inattendu : « , ». Les arguments se séparent par « ; », la virgule est celle des décimales (0,1).'],
  [`${'('.repeat(500)}1${')'.repeat(500)}`, 100, 'Formule trop profonde'],
])('%s is refused at character %i', (formule, debut, message) => {
  expect(fault(formule)).toMatchObject({ debut, message: expect.stringContaining(message) })
})
