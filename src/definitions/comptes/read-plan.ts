/** `plan-de-comptes.csv` → the chart of accounts, or every fault it holds with its line. */
import type { Defect } from '../defect.ts'
import type { ComptePlan, PlanDeComptes } from './plan.ts'

const ENTETE = 'compte;libelle;depuis;jusqua;source'
const NUMERO = /^[1-9]\d{0,11}$/
const EXERCICE = /^(19|20)\d{2}$/

/** Reads the chart; faults go to `defects` and the accounts that have one are left out. */
export function readPlan(fichier: string, text: string, defects: Defect[]): PlanDeComptes {
  const [entete = '', ...lignes] = text.replace(/^\uFEFF/, '').split(/\r?\n/)
  const tell = (ligne: number, message: string): void => void defects.push({ fichier, ligne, message })
  if (entete !== ENTETE) {
    tell(1, `Première ligne inattendue : il faut « ${ENTETE} ».`)
    return { comptes: [], sources: [] }
  }
  const sources: string[] = []
  const comptes = lignes.flatMap((ligne, rank): readonly ComptePlan[] => {
    if (ligne === '' && rank === lignes.length - 1) return []
    const lu = readLigne(ligne)
    if (typeof lu !== 'string') return [{ ...lu, source: positionOf(lu.source, sources) }]
    tell(rank + 2, lu)
    return []
  })
  checkOrdre(comptes, lignes, tell)
  return { comptes, sources }
}

type LigneLue = Omit<ComptePlan, 'source'> & { readonly source: string }

/** The account of one line, or what is wrong with it. */
function readLigne(ligne: string): LigneLue | string {
  const champs = ligne.split(';')
  if (champs.length !== 5) return `Il faut cinq champs séparés par des points-virgules ; il y en a ${champs.length}.`
  const [numero = '', libelle = '', depuis = '', jusqua = '', source = ''] = champs.map((champ) => champ.trim())
  if (!NUMERO.test(numero)) return `Compte « ${numero} » : un numéro de compte s’écrit en chiffres, le premier de 1 à 9.`
  if (libelle === '') return `Compte ${numero} : libellé absent.`
  if (source === '') return `Compte ${numero} : source absente. Citez-la, ou écrivez [expert].`
  for (const exercice of [depuis, jusqua])
    if (exercice !== '' && !EXERCICE.test(exercice)) return `Compte ${numero} : « ${exercice} » n’est pas un exercice (2025).`
  if (depuis !== '' && jusqua !== '' && depuis > jusqua) return `Compte ${numero} : il finirait (${jusqua}) avant de commencer (${depuis}).`
  return {
    numero,
    libelle,
    ...(depuis !== '' && { depuis: Number(depuis) }),
    ...(jusqua !== '' && { jusqua: Number(jusqua) }),
    source,
  }
}

function positionOf(source: string, sources: string[]): number {
  const known = sources.indexOf(source)
  return known === -1 ? sources.push(source) - 1 : known
}

/** Each account after the one before it, once, and under a parent of the chart: the order is what makes a difference readable. */
function checkOrdre(comptes: readonly ComptePlan[], lignes: readonly string[], tell: (ligne: number, message: string) => void): void {
  const seen = new Set<string>()
  let before = ''
  for (const { numero } of comptes) {
    const ligne = (): number => lineOf(lignes, numero, seen.has(numero))
    if (seen.has(numero)) tell(ligne(), `Compte ${numero} écrit deux fois.`)
    else if (numero < before) tell(ligne(), `Compte ${numero} après le compte ${before} : suivez l’ordre des chiffres.`)
    else if (numero.length > 2 && !seen.has(numero.slice(0, 2)))
      tell(ligne(), `Compte ${numero} sans compte de rang supérieur : le compte ${numero.slice(0, 2)} n’est pas au plan.`)
    seen.add(numero)
    before = numero
  }
}

function lineOf(lignes: readonly string[], numero: string, again: boolean): number {
  const rank = again
    ? lignes.findLastIndex((ligne) => ligne.startsWith(`${numero};`))
    : lignes.findIndex((ligne) => ligne.startsWith(`${numero};`))
  return rank + 2
}
