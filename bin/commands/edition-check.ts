import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { EditionDefects } from '#definitions/defect.ts'
import { loadEdition } from '#definitions/load-edition.ts'
import { readEditionFolder } from '#store/read-edition-folder.ts'
import { refuseOthers, UsageError } from '../command.ts'
import { EDITION_COURANTE, editionFolder } from '../editions.ts'

/** Prints `fichier:ligne: raison` for each defect of an edition's folder; 1 when there is any. */
export async function run(words: readonly string[]): Promise<number> {
  refuseOthers(words.slice(1), [])
  const folder = words[0] ?? editionFolder(EDITION_COURANTE)
  if (!existsSync(folder)) throw new UsageError(`Le dossier ${resolve(folder)} n’existe pas.`)
  try {
    const edition = loadEdition(await readEditionFolder(folder))
    const cellules = edition.liasses.reduce((sum, liasse) => sum + liasse.cellules.length, 0)
    console.log(
      `Édition ${edition.code}, révision ${edition.revision} : ${edition.tableaux.length} tableaux, ${cellules} cases, aucun défaut. Empreinte ${edition.digest}.`,
    )
    return 0
  } catch (error) {
    if (!(error instanceof EditionDefects)) throw error
    for (const { fichier, ligne, message } of error.defects) console.error(`${join(folder, fichier)}:${ligne}: ${message}`)
    console.error(`${error.defects.length} défaut${error.defects.length > 1 ? 's' : ''}.`)
    return 1
  }
}
