import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { checkCorrespondances, FICHIER_CORRESPONDANCES } from '#definitions/compile-correspondances.ts'
import { loadEdition } from '#definitions/load-edition.ts'
import { smallEdition } from '#definitions/small-edition.fixture.ts'
import { readEditionFolder } from '#store/read-edition-folder.ts'
import { CHECKOUT } from './source-files.ts'

const EDITIONS = join(CHECKOUT, 'editions')
const suites = readdirSync(EDITIONS).filter((code) => existsSync(join(EDITIONS, code, FICHIER_CORRESPONDANCES)))

describe('[AD-06] every figure of an edition has its destiny in the next', () => {
  test('each edition but the oldest says what became of the one before', () => {
    const codes = readdirSync(EDITIONS).filter((code) => existsSync(join(EDITIONS, code, 'edition.yaml')))
    expect(suites).toEqual(codes.toSorted().slice(1))
  })

  test.each(suites)('in the edition %s', async (code) => {
    const files = await readEditionFolder(join(EDITIONS, code))
    const apres = loadEdition(files)
    const avant = loadEdition(await readEditionFolder(join(EDITIONS, apres.correspondances?.depuis ?? '')))
    expect(checkCorrespondances(files.get(FICHIER_CORRESPONDANCES) ?? '', apres, avant)).toEqual([])
  })

  test('a line that nothing continues, or that never was, is told at its line', () => {
    const avant = loadEdition(smallEdition({ 'edition: "2025"': 'edition: "2024"' }))
    const files = new Map(smallEdition({ '  - { code: A1021, libelle: dont bureaux, retrait: 1 }\n': '' }))
    const texte = 'depuis: "2024"\nsource: "[expert]"\ncorrespondances:\n  - { de: BA.A999, vers: BA.A102, pourquoi: Réunie. }\n'
    files.set(FICHIER_CORRESPONDANCES, texte)
    const told = checkCorrespondances(texte, loadEdition(files), avant).map(({ ligne, message }) => `${ligne}: ${message}`)
    expect(told[0]).toBe('4: « BA.A999 » n’existe pas dans l’édition 2024.')
    expect(told).toContain(
      '4: La case BA.A1021[brut] de l’édition 2024 n’a pas de suite : dites ce qu’elle devient, ou mettez-la dans « sans_suite ».',
    )
  })
})
