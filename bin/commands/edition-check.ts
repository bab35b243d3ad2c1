import { existsSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { checkCorrespondances, FICHIER_CORRESPONDANCES } from '#definitions/compile-correspondances.ts'
import { EditionDefects } from '#definitions/defect.ts'
import type { Edition } from '#definitions/edition.ts'
import { loadEdition } from '#definitions/load-edition.ts'
import { readEditionFolder } from '#store/read-edition-folder.ts'
import { refuseOthers, UsageError } from '../command.ts'
import { sayDefaut } from '../dossier-input.ts'
import { EDITION_COURANTE, editionFolder } from '../editions.ts'

/** Throws what the edition leaves unsaid of the one before, when that one is in the folder beside. */
async function checkSuite(folder: string, files: ReadonlyMap<string, string>, edition: Edition): Promise<void> {
  const texte = files.get(FICHIER_CORRESPONDANCES)
  const before = join(folder, '..', edition.correspondances?.depuis ?? '')
  if (texte === undefined || !existsSync(join(before, 'edition.yaml'))) return
  const defects = checkCorrespondances(texte, edition, loadEdition(await readEditionFolder(before)))
  if (defects.length > 0) throw new EditionDefects(defects)
}

/** Prints `fichier:ligne:colonne: raison` for each defect of an edition's folder; 1 when there is any. */
export async function run(words: readonly string[]): Promise<number> {
  refuseOthers(words.slice(1), [])
  const folder = words[0] ?? editionFolder(EDITION_COURANTE)
  if (!existsSync(folder)) throw new UsageError(`Le dossier ${resolve(folder)} n’existe pas.`)
  if (!statSync(folder).isDirectory()) throw new UsageError(`${resolve(folder)} n’est pas un dossier : donnez celui d’une édition.`)
  try {
    const files = await readEditionFolder(folder)
    const edition = loadEdition(files)
    await checkSuite(folder, files, edition)
    const cellules = edition.liasses.reduce((sum, liasse) => sum + liasse.cellules.length, 0)
    console.log(
      `Édition ${edition.code}, révision ${edition.revision} : ${edition.tableaux.length} tableaux, ${cellules} cases, aucun défaut. Empreinte ${edition.digest}.`,
    )
    return 0
  } catch (error) {
    if (!(error instanceof EditionDefects)) throw error
    for (const defect of error.defects) console.error(sayDefaut({ ...defect, fichier: join(folder, defect.fichier) }))
    console.error(`${error.defects.length} défaut${error.defects.length > 1 ? 's' : ''}.`)
    return 1
  }
}
