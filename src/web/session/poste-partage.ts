/** The choice of a shared computer, made at sign-in: nothing of what is typed stays on it. [EG-21] */
const CLEF = 'harmonia:ne-rien-garder'

export const isPostePartage = (): boolean => localStorage.getItem(CLEF) === 'oui'

/** The choice itself stays, so that the next person finds the box as it was left. */
export function choisirPostePartage(partage: boolean): void {
  if (partage) localStorage.setItem(CLEF, 'oui')
  else localStorage.removeItem(CLEF)
}
