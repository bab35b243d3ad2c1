/** French establishment and company numbers. Source: INSEE, Luhn key over 14 or 9 digits. */

const luhn = (digits: string): boolean => {
  let sum = 0
  for (let place = 0; place < digits.length; place++) {
    const digit = Number(digits[digits.length - 1 - place])
    const weighted = place % 2 === 0 ? digit : digit * 2
    sum += weighted > 9 ? weighted - 9 : weighted
  }
  return sum % 10 === 0
}

export const isSiret = (text: string): boolean => /^\d{14}$/.test(text) && luhn(text) && luhn(text.slice(0, 9))
export const isSiren = (text: string): boolean => /^\d{9}$/.test(text) && luhn(text)

/** Reads « 321 654 987 00012 » or « 321654987 »; `null` when the key is false. */
export function parseSiret(text: string): { readonly siren: string; readonly siret: string | null } | null {
  const digits = text.replace(/[\s\u00a0\u202f.]/g, '')
  if (isSiret(digits)) return { siren: digits.slice(0, 9), siret: digits }
  if (isSiren(digits)) return { siren: digits, siret: null }
  return null
}

/** `AD_` followed by the SIRET (14 digits), or by the SIREN (9 digits, the later practice). */
export const loginAdministrateur = (numero: string): string => `AD_${numero}`
export const isLoginAdministrateur = (login: string): boolean => /^AD_/i.test(login.trim())
