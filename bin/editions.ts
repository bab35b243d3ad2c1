/** The editions of this checkout, loaded once each. */
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Edition } from '#definitions/edition.ts'
import { EditionDefects } from '#definitions/defect.ts'
import { loadEdition } from '#definitions/load-edition.ts'
import { openEditionFolder } from '#store/compiled-edition.ts'
import { readEditionFolder } from '#store/read-edition-folder.ts'
import { CHECKOUT } from './checkout.ts'
import { StartError, UsageError } from './command.ts'

const FOLDER = join(CHECKOUT, 'editions')
/** Beside the packages, whose versions it depends on. */
const CACHE = join(CHECKOUT, 'node_modules/.cache/editions')
/** The edition of the open campaign: what is meant when nobody says which. */
export const EDITION_COURANTE = '2025'

/** Folder of an edition of this checkout. */
export const editionFolder = (code: string): string => join(FOLDER, code)

/** Codes of the editions of this checkout, oldest first. */
export const listEditions = (): readonly string[] =>
  readdirSync(FOLDER)
    .filter((code) => existsSync(join(FOLDER, code, 'edition.yaml')))
    .toSorted()

const loaded = new Map<string, Promise<Edition>>()

/**
 * The edition a person asks for: a code of this checkout, or the path of a folder (one being written, not yet published).
 * Throws a `UsageError` when there is none, or when the folder has defects.
 */
export async function getEdition(asked: string): Promise<Edition> {
  const edition = await findEdition(asked)
  if (edition) return edition
  if (!existsSync(join(asked, 'edition.yaml')))
    throw new UsageError(
      `Édition « ${asked} » inconnue. Éditions connues : ${listEditions().join(', ')} ; ou le chemin d’un dossier qui contient edition.yaml.`,
    )
  try {
    return loadEdition(await readEditionFolder(asked))
  } catch (error) {
    if (!(error instanceof EditionDefects)) throw error
    throw new UsageError(sayDefects(asked, asked))
  }
}

/** An edition by its code; null when there is none. Throws a `StartError` when its files have defects. */
export async function findEdition(code: string): Promise<Edition | null> {
  if (!listEditions().includes(code)) return null
  const known = loaded.get(code) ?? load(code)
  loaded.set(code, known)
  return known
}

/** An edition from its folder, or from the compiled form kept since the last time. Throws `EditionDefects`. */
export const openEdition = (code: string): Promise<Edition> => openEditionFolder(editionFolder(code), CACHE)

async function load(code: string): Promise<Edition> {
  try {
    return await openEdition(code)
  } catch (error) {
    if (!(error instanceof EditionDefects)) throw error
    throw new StartError(sayDefects(code, editionFolder(code)))
  }
}

const sayDefects = (name: string, folder: string): string =>
  `L’édition ${name} a des défauts : « harmonia edition check ${folder} » les dit.`
