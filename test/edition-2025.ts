/** The edition 2025 and its complete filings, read as `harmonia check` reads them. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { formatDefect, type Defect } from '#definitions/defect.ts'
import type { Edition, LiasseCompilee } from '#definitions/edition.ts'
import { loadEdition } from '#definitions/load-edition.ts'
import type { Sheet } from '#engine/sheet.ts'
import { checkDossier } from '#exchange/check-dossier.ts'
import { openDossierFile, readDossier, type DossierLu } from '#exchange/read-dossier.ts'
import { readEditionFolder } from '#store/read-edition-folder.ts'

export const FOLDER = join(import.meta.dirname, '../editions/2025')

export const edition: Edition = loadEdition(await readEditionFolder(FOLDER))

/** Throws when the edition has no such liasse. */
export function getLiasse(code: string): LiasseCompilee {
  const liasse = edition.liasses.find((own) => own.code === code)
  if (!liasse) throw new Error(`no liasse ${code}`)
  return liasse
}

const filing = z.object({ valeurs: z.record(z.string(), z.string()) })

/** Names of the complete filings of `exemples/`, without extension. */
export const EXEMPLES: readonly string[] = readdirSync(join(FOLDER, 'exemples'))
  .filter((name) => name.endsWith('.json'))
  .map((name) => name.replace('.json', ''))

/** Reads a filing; throws with the words of the reader when a cell is unknown or written badly. */
export function readExemple(name: string): DossierLu {
  const defauts: Defect[] = []
  const ouvert = openDossierFile(name, readFileSync(join(FOLDER, 'exemples', `${name}.json`)), defauts)
  const dossier = ouvert && readDossier(ouvert, { edition, editions: new Map() }, defauts)
  if (!dossier || defauts.length > 0) throw new Error(`${name}: ${defauts.map(formatDefect).join('\n')}`)
  return dossier
}

/** Opens a filing; throws when a cell of it is computed or of another family. */
export function openExemple(name: string): Sheet {
  const { sheet, totaux, misesDeCote } = checkDossier(readExemple(name))
  const faults = [...totaux.map(({ cellule }) => `${cellule} is computed`), ...misesDeCote]
  if (faults.length > 0) throw new Error(`${name}: ${faults.join('\n')}`)
  return sheet
}

/** The addresses that a filing fills. */
export const entriesOf = (name: string): readonly string[] =>
  Object.keys(filing.parse(JSON.parse(readFileSync(join(FOLDER, 'exemples', `${name}.json`), 'utf8'))).valeurs)

/** The figure of a cell in units of its decimals; zero when it is empty. */
export function valeurOf(sheet: Sheet, at: string): number {
  const value = sheet.read(at)
  return value.etat === 'valeur' ? (value.valeur ?? 0) : 0
}
