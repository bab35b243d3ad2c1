import { didYouMean } from '#definitions/nearest-name.ts'
import { checkDossier } from '#exchange/check-dossier.ts'
import { printable } from '#exchange/printable.ts'
import { explainTree, writeExplication } from '#exchange/write-explication.ts'
import { UsageError } from '../command.ts'
import { readDossierInput, sayDefaut } from '../dossier-input.ts'
import { getEdition } from '../editions.ts'
import { readOptions } from '../options.ts'
import { writeOut } from '../write-out.ts'

const ILLISIBLE = 2

/** One cell of a dossier file: its formula in words and in figures, and each of its terms in turn. */
export async function run(given: readonly string[]): Promise<number> {
  const { words, has, value } = readOptions(given, { flags: ['json'], values: ['edition'] })
  const [path, at, ...others] = words
  if (path === undefined || at === undefined || others.length > 0)
    throw new UsageError('Donnez un fichier de dossier et une case, « BA.A110[net] ».')
  const asked = value('edition')
  const { dossier, defauts } = await readDossierInput(path, asked === null ? null : await getEdition(asked))
  for (const defaut of defauts) console.error(sayDefaut(defaut))
  if (!dossier) return ILLISIBLE
  const { sheet } = checkDossier(dossier)
  if (sheet.indexOf(at) === undefined)
    throw new UsageError(
      `Case « ${at} » inconnue.${didYouMean(
        at,
        sheet.liasse.cellules.map((cellule) => cellule.at),
      )}`,
    )
  await writeOut(
    has('json')
      ? JSON.stringify({ regles: sheet.edition.digest, explication: explainTree(sheet, at) })
      : printable(writeExplication(sheet, at)),
  )
  return defauts.length > 0 ? ILLISIBLE : 0
}
