import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Famille, LiasseCode, LiasseCompilee } from '#definitions/edition.ts'
import { loadEdition } from '#definitions/load-edition.ts'
import { readEditionFolder } from '#store/read-edition-folder.ts'
import { openSheet, type CellValue } from './sheet.ts'

const edition = loadEdition(await readEditionFolder(join(import.meta.dirname, '../../editions/2025')))

const FAMILLES: readonly Famille[] = ['OPH', 'ESH', 'COOP', 'SEM']
const LIASSES: readonly LiasseCode[] = ['qdis', 'er']

/** A figure in every entry cell of numbers: no two alike, none round. */
const filled = (liasse: LiasseCompilee): ReadonlyMap<number, CellValue> =>
  new Map(
    liasse.cellules.flatMap(({ formule, type }, index): readonly (readonly [number, CellValue])[] =>
      formule || type === 'texte' || type === 'choix' ? [] : [[index, { etat: 'valeur', valeur: 100_003 + index * 7_919 }]],
    ),
  )

describe.each(FAMILLES)('the edition 2025 for %s', (famille) => {
  test.each(LIASSES)('%s opens empty: nothing is computed from nothing but constants', (code) => {
    const sheet = openSheet(edition, code, { famille, valeurs: new Map() })
    const spontaneous = sheet.liasse.cellules.filter(
      ({ formule }, index) => formule && /[A-Za-z[]/.test(formule.texte) && sheet.presence[index] === 1,
    )
    expect(spontaneous.map(({ at, formule }) => `${at} = ${formule?.texte}`)).toEqual([])
  })

  test.each(LIASSES)('%s filled everywhere computes, verifies and explains every cell', (code) => {
    const liasse = edition.liasses.find((candidate) => candidate.code === code)
    if (!liasse) throw new Error(`no liasse ${code}`)
    const sheet = openSheet(edition, code, { famille, valeurs: filled(liasse) })
    const missing = liasse.ordre.filter((index) => sheet.applies(index) && sheet.presence[index] === 3)
    expect(missing).toEqual([])
    const { anomalies, nonEvaluables, total } = sheet.verify()
    expect(total).toBeGreaterThan(0)
    expect(anomalies.length + nonEvaluables.length).toBeLessThanOrEqual(total)
    for (const index of liasse.ordre) expect(sheet.explain(index).calcul?.enMots).not.toBe('')
  })

  test.each(LIASSES)('%s edited cell by cell agrees with the same figures opened at once', (code) => {
    const liasse = edition.liasses.find((candidate) => candidate.code === code)
    if (!liasse) throw new Error(`no liasse ${code}`)
    const valeurs = filled(liasse)
    let sheet = openSheet(edition, code, { famille, valeurs: new Map() })
    for (const change of valeurs) sheet = sheet.with(new Map([change]))
    const whole = openSheet(edition, code, { famille, valeurs })
    expect(whole.changedFrom(sheet)).toEqual([])
  })
})
