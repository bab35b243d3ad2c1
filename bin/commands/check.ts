import type { Defect } from '#definitions/defect.ts'
import type { Edition } from '#definitions/edition.ts'
import { checkDossier, type DossierVerifie } from '#exchange/check-dossier.ts'
import type { DossierLu } from '#exchange/read-dossier.ts'
import { printable } from '#exchange/printable.ts'
import { writeConstats } from '#exchange/write-constats.ts'
import { writeJsonConstats } from '#exchange/write-json.ts'
import { UsageError } from '../command.ts'
import { readDossierInput, sayDefaut } from '../dossier-input.ts'
import { getEdition } from '../editions.ts'
import { readOptions } from '../options.ts'
import { writeOut } from '../write-out.ts'

/** Exit codes, the gravest of all the files. Documented in `docs/verification-hors-ligne.md`. */
const PROPRE = 0
const BLOQUANT = 1
const ILLISIBLE = 2

/** The official rules on dossier files, one after the other; `--json`: one line of JSON a file. */
export async function run(given: readonly string[]): Promise<number> {
  const { words, has, value } = readOptions(given, { flags: ['json'], values: ['edition'] })
  if (words.length === 0) throw new UsageError('Donnez au moins un fichier de dossier, ou « - » pour l’entrée standard.')
  const asked = value('edition')
  const edition = asked === null ? null : await getEdition(asked)
  let worst = PROPRE
  for (const path of words) worst = Math.max(worst, await checkFile(path, { edition, json: has('json') }))
  return worst
}

async function checkFile(path: string, { edition, json }: { readonly edition: Edition | null; readonly json: boolean }): Promise<number> {
  const { dossier, defauts } = await readDossierInput(path, edition)
  const verifie = dossier && checkDossier(dossier)
  await writeOut(json ? writeJsonConstats({ fichier: path, dossier, verifie, defauts }) : writeText(path, { dossier, verifie, defauts }))
  if (defauts.length > 0) return ILLISIBLE
  return verifie && verifie.constats.verdict !== 'non_recevable' && verifie.totaux.length === 0 ? PROPRE : BLOQUANT
}

type Result = { readonly dossier: DossierLu | null; readonly verifie: DossierVerifie | null; readonly defauts: readonly Defect[] }

function writeText(path: string, { dossier, verifie, defauts }: Result): string {
  const faults = defauts.map(sayDefaut)
  if (!dossier || !verifie) return [...faults, `${path} : illisible, rien n’a été vérifié.`, ''].join('\n')
  const partial = faults.length > 0 ? [`${path} : lecture incomplète, les cases ci-dessus comptent comme vides.`, ''] : []
  return [...faults, ...partial, printable(writeConstats(path, dossier, verifie)), ''].join('\n')
}
