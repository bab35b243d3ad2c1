/** Figures as text: for the screen, for the clipboard and CSV, for the wire. Values are whole numbers of `10^-decimales` units. */
import { MAX_VALEUR } from './money.ts'

/** Of a fifth of an em in the shipped face; its narrow space is half that, and « 77 170 743,54 » would read as one block. */
const ESPACE = '\u00a0'
const MOINS = '\u2212'

/** French typography: « −1 234,50 », no-break spaces and a true minus. */
export function formatEcran(valeur: number, decimales: number): string {
  const [entiers, fraction] = digits(valeur, decimales)
  const grouped = entiers.replace(/\B(?=(\d{3})+$)/g, ESPACE)
  return `${valeur < 0 ? MOINS : ''}${grouped}${fraction === '' ? '' : `,${fraction}`}`
}

/** The same without decimals when they are all zero: « 1 234 », « 1 234,50 ». */
export const formatCourt = (valeur: number, decimales: number): string =>
  valeur % 10 ** decimales === 0 ? formatEcran(valeur / 10 ** decimales, 0) : formatEcran(valeur, decimales)

/** For a French spreadsheet: `-1234,56`, no grouping, plain minus. */
export function formatPressePapiers(valeur: number, decimales: number): string {
  const [entiers, fraction] = digits(valeur, decimales)
  return `${valeur < 0 ? '-' : ''}${entiers}${fraction === '' ? '' : `,${fraction}`}`
}

/** The text put in a field to be changed: any digit may be added anywhere, so nothing is grouped: `1234`, `-1234,50`. [EG-05] */
export const formatSaisie = (valeur: number, decimales: number): string =>
  valeur % 10 ** decimales === 0 ? formatPressePapiers(valeur / 10 ** decimales, 0) : formatPressePapiers(valeur, decimales)

/** The form of the API and of files: `-1234.50`, always with all the decimals of the cell. */
export function formatWire(valeur: number, decimales: number): string {
  const [entiers, fraction] = digits(valeur, decimales)
  return `${valeur < 0 ? '-' : ''}${entiers}${fraction === '' ? '' : `.${fraction}`}`
}

/** Reads the wire form strictly (at most the decimals of the cell, no grouping, no sign but a leading `-`); null for anything else. */
export function parseWire(text: string, decimales: number): number | null {
  const match = /^(-?)(0|[1-9]\d{0,15})(?:\.(\d+))?$/.exec(text)
  if (!match) return null
  const [, sign, entiers = '', fraction = ''] = match
  if (fraction.length > decimales) return null
  const valeur = Number(entiers + fraction.padEnd(decimales, '0'))
  if (valeur > MAX_VALEUR) return null
  return sign === '-' && valeur !== 0 ? -valeur : valeur
}

function digits(valeur: number, decimales: number): readonly [entiers: string, fraction: string] {
  const text = String(Math.abs(valeur)).padStart(decimales + 1, '0')
  return decimales === 0 ? [text, ''] : [text.slice(0, -decimales), text.slice(-decimales)]
}
