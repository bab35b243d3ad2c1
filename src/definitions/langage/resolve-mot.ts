/** FAMILLE, LIASSE, EXERCICE and PARMI: conditions on the dossier itself, and a value among several. */
import { didYouMean } from '../nearest-name.ts'
import type { Comparateur, Expression } from './ast.ts'
import type { Contexte } from './catalogue.ts'
import type { Resolve, Resolved } from './check-type.ts'
import { FormuleError } from './formule-error.ts'
import type { Mot, Noeud, Parmi, Place } from './syntaxe.ts'

/** The two words that are compared with codes between quotes. */
type Code = Mot & { readonly mot: 'FAMILLE' | 'LIASSE' }
const isCode = (noeud: Noeud): noeud is Code => noeud.genre === 'mot' && noeud.mot !== 'EXERCICE'

export const FAMILLES = ['OPH', 'ESH', 'COOP', 'SEM'] as const
const LIASSES = ['qdis', 'er'] as const
const KNOWN = { FAMILLE: FAMILLES, LIASSE: LIASSES } as const
const NAMES = { FAMILLE: 'Famille', LIASSE: 'Liasse' } as const

/** A word on its own: the exercice is a number; the others only stand in a comparison. */
export function resolveMot(noeud: Mot, { catalogue }: Contexte): Resolved {
  if (noeud.mot === 'EXERCICE')
    return { expression: { op: 'nombre', numerateur: catalogue.exercice, decimales: 0, mot: 'EXERCICE' }, type: 'nombre' }
  throw misused(noeud.mot, noeud)
}

type Sides = { readonly par: Comparateur; readonly gauche: Noeud; readonly droite: Noeud }

/** `FAMILLE = "OPH"`, `"er" <> LIASSE`; null for a comparison without these words. */
export function resolveCompareMot({ par, gauche, droite }: Sides, contexte: Contexte): Resolved | null {
  const [mot, code] = isCode(gauche) ? [gauche, droite] : isCode(droite) ? [droite, gauche] : [null, null]
  if (!mot) return null
  if (par !== '=' && par !== '<>') throw misused(mot.mot, mot)
  const expression = toCondition(mot.mot, [codeOf(code, mot.mot)], contexte)
  return { expression: par === '=' ? expression : { op: 'fonction', nom: 'NON', arguments: [expression] }, type: 'condition' }
}

/** One of the codes of a word; for any other value, the same as so many equalities joined by OU. */
export function resolveParmi({ de, valeurs, debut, fin }: Parmi, contexte: Contexte, resolve: Resolve): Resolved | null {
  if (isCode(de)) {
    const { mot } = de
    return {
      expression: toCondition(
        mot,
        valeurs.map((valeur) => codeOf(valeur, mot)),
        contexte,
      ),
      type: 'condition',
    }
  }
  const equals = valeurs.map((droite): Noeud => ({ genre: 'binaire', par: '=', gauche: de, droite, debut, fin: droite.fin }))
  const [only] = equals
  return equals.length === 1 && only
    ? resolve(only, contexte)
    : resolve({ genre: 'appel', nom: 'OU', arguments: equals, debut, fin }, contexte)
}

function toCondition(mot: Code['mot'], codes: readonly string[], { catalogue }: Contexte): Expression {
  return mot === 'FAMILLE' ? { op: 'famille', codes } : { op: 'liasse', codes, vrai: codes.includes(catalogue.liasse) }
}

/** A known code between quotes; the fault is told with what was expected, or with the nearest code. */
export function codeOf(noeud: Noeud, mot: Code['mot']): string {
  if (noeud.genre !== 'texte') throw misused(mot, noeud)
  const known: readonly string[] = KNOWN[mot]
  if (known.includes(noeud.texte)) return noeud.texte
  throw new FormuleError(`${NAMES[mot]} « ${noeud.texte} » inconnue.${didYouMean(noeud.texte, known)}`, noeud.debut, noeud.fin)
}

const misused = (mot: Code['mot'], at: Place): FormuleError => {
  const [one, two] = KNOWN[mot]
  return new FormuleError(
    `${mot} se compare par =, <> ou PARMI à un code entre guillemets (${KNOWN[mot].join(', ')}) : ${mot} = "${one}", ${mot} PARMI ("${one}"; "${two}").`,
    at.debut,
    at.fin,
  )
}
