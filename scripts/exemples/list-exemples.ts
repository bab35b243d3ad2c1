/** Every filing of the editions 2024 and 2026: path of its file, its text. */
import { join } from 'node:path'
import { formatDefect, type Defect } from '#definitions/defect.ts'
import { loadEdition } from '#definitions/load-edition.ts'
import { formatWire } from '#engine/format-montant.ts'
import { checkDossier } from '#exchange/check-dossier.ts'
import { openDossierFile, readDossier } from '#exchange/read-dossier.ts'
import { readEditionFolder, readExemples } from '#store/read-edition-folder.ts'
import { deplacer, type Filing, type Read } from './deplacer.ts'

const EDITIONS = join(import.meta.dirname, '../../editions')

/** The filings, made again from those of 2025. */
export async function listExemples(): Promise<ReadonlyMap<string, string>> {
  const folder = join(EDITIONS, '2025')
  const edition = loadEdition(await readEditionFolder(folder))
  const filings = [...(await readExemples(folder))].map(([name, content]) => {
    const filing = content as Filing
    return { name, filing, read: readerOf(edition, filing) }
  })
  return new Map(
    ['2024', '2026'].flatMap((code) =>
      filings.map(({ name, filing, read }) => [
        join(EDITIONS, code, 'exemples', `${name}.json`),
        `${JSON.stringify(deplacer(filing, read, code), null, 1)}\n`,
      ]),
    ),
  )
}

function readerOf(edition: ReturnType<typeof loadEdition>, filing: Filing): Read {
  const defauts: Defect[] = []
  const ouvert = openDossierFile('exemple', new TextEncoder().encode(JSON.stringify(filing)), defauts)
  if (!ouvert) throw new Error(defauts.map(formatDefect).join('\n'))
  const { sheet } = checkDossier(readDossier(ouvert, { edition, editions: new Map() }, defauts))
  return (at) => {
    const value = sheet.read(at)
    return value.etat === 'valeur' && value.valeur !== undefined ? formatWire(value.valeur, 2) : ''
  }
}
