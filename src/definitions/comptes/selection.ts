/** What a selection of accounts (`213 sauf 21315 et 2135`) says once parsed, and whether an account is in it. Plain JSON. */

export type Cote = 'debiteur' | 'crediteur'
/** Recoverable from tenants, or not. */
export type Part = 'R' | 'NR'

/** The roots between two numbers of the same length, both included; a single root is its own two ends. */
export type Racines = { readonly de: string; readonly a: string }

export type Terme = Racines & {
  readonly sauf: readonly Racines[]
  /** Only the accounts whose balance is on this side. */
  readonly cote?: Cote
  /** Only the accounts of this part. */
  readonly part?: Part
}
export type Selection = readonly Terme[]

/** An account as a selection sees it. */
export type CompteVu = {
  readonly numero: string
  /** Null when its balance is nil: it is then on neither side. */
  readonly cote: Cote | null
  readonly part: Part
}

/** Whether the number begins with one of the roots. */
export function isSous(numero: string, { de, a }: Racines): boolean {
  if (numero.length < de.length) return false
  const debut = numero.slice(0, de.length)
  return debut >= de && debut <= a
}

/** Length of the longest root of the selection that takes the account, exceptions removed first; 0 when none does. */
export function matchLength(selection: Selection, compte: CompteVu): number {
  let longest = 0
  for (const terme of selection) if (terme.de.length > longest && isTaken(terme, compte)) longest = terme.de.length
  return longest
}

function isTaken(terme: Terme, { numero, cote, part }: CompteVu): boolean {
  if (!isSous(numero, terme) || terme.sauf.some((racines) => isSous(numero, racines))) return false
  return (terme.cote === undefined || terme.cote === cote) && (terme.part === undefined || terme.part === part)
}

const differ = <T>(one: T | undefined, other: T | undefined): boolean => one !== undefined && other !== undefined && one !== other

/** Whether some account could be taken by both terms on roots of the same length: then neither wins. */
export function isEquallyLong(a: Terme, b: Terme): boolean {
  return a.de.length === b.de.length && a.de <= b.a && b.de <= a.a && !differ(a.cote, b.cote) && !differ(a.part, b.part)
}

/** « 213 sauf 21315 et 2135 », as `parseSelection` reads it. */
export const writeSelection = (selection: Selection): string => selection.map(writeTerme).join(', ')

const writeRacines = ({ de, a }: Racines): string => (de === a ? de : `${de} à ${a}`)
function writeTerme({ sauf, cote, part, ...racines }: Terme): string {
  const said = [writeRacines(racines)]
  if (cote !== undefined) said.push(cote === 'debiteur' ? 'débiteur' : 'créditeur')
  if (part !== undefined) said.push(part)
  if (sauf.length > 0) said.push(`sauf ${sauf.map(writeRacines).join(' et ')}`)
  return said.join(' ')
}
