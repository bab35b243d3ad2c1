import { describe, expect, test } from 'vitest'
import { EditionDefects, formatDefect } from './defect.ts'
import type { LiasseCompilee } from './edition.ts'
import { adresseDeListe, celluleAt, indexDeListe, placeDeListe, trouveDansListe } from './liste.ts'
import { loadEdition } from './load-edition.ts'
import { editionWithList } from './small-edition.fixture.ts'

function liasse(): LiasseCompilee {
  const found = loadEdition(editionWithList()).liasses.find(({ code }) => code === 'qdis')
  if (!found) throw new Error('no qdis')
  return found
}

function defects(changes: Readonly<Record<string, string>>): string {
  try {
    loadEdition(editionWithList(changes))
    return ''
  } catch (error) {
    if (error instanceof EditionDefects) return error.defects.map(formatDefect).join('\n')
    throw error
  }
}

test('every cell of a list has one index, found from its address and back', () => {
  const compiled = liasse()
  const [liste] = compiled.listes
  if (!liste) throw new Error('no list')
  for (const numero of [1, 2, 64, 65, 10_000])
    for (const [rang] of liste.colonnes.entries()) {
      const index = indexDeListe(liste, numero, rang)
      const at = adresseDeListe({ liste, numero, rang })
      expect(trouveDansListe(compiled, at)).toBe(index)
      expect(placeDeListe(compiled, index)).toMatchObject({ numero, rang })
      expect(celluleAt(compiled, index)?.at).toBe(at)
    }
  expect(placeDeListe(compiled, indexDeListe(liste, 10_001, 0))).toBeUndefined()
  expect(celluleAt(compiled, compiled.cellules.length)).toBeUndefined()
})

test('the table says what one row is', () => {
  const tableau = loadEdition(editionWithList()).tableaux.find(({ code }) => code === 'X08')
  expect(tableau).toMatchObject({ lignes: [], liste: { capacite: 10_000, nom: 'Emprunt', cle: 'contrat' } })
})

describe('a list at fault is refused with file, line and reason', () => {
  test.each<[name: string, changes: Record<string, string>, expected: string]>([
    [
      'lines and rows',
      {
        'liste: { capacite: 10000, nom: Emprunt, cle: contrat }':
          'liste: { capacite: 10, nom: Emprunt }\nlignes: [{ code: A1, libelle: A }]',
      },
      'tableaux/x08-emprunts.yaml:5:8 Le tableau X08 a des `lignes` et une `liste` : gardez l’une des deux.',
    ],
    ['neither', { 'liste: { capacite: 10000, nom: Emprunt, cle: contrat }\n': '' }, 'Le tableau X08 n’a ni `lignes` ni `liste`.'],
    ['too many rows', { 'capacite: 10000': 'capacite: 10001' }, 'capacite : au plus 10000.'],
    ['unknown key column', { 'cle: contrat': 'cle: contra' }, 'Colonne « contra » inconnue du tableau X08. Vouliez-vous « contrat » ?'],
    ['computed key column', { 'cle: contrat': 'cle: crd' }, 'La clé « crd » est calculée : il faut une colonne saisie.'],
    ['choices without a list', { ', choix: ["2.21", "2.22"]': '' }, 'La colonne « nature » est un choix sans liste de choix.'],
    ['unknown column', { 'MIN(X08[taux])': 'MIN(X08[tau])' }, 'la liste X08 n’a pas de colonne « tau ». Vouliez-vous « taux » ?'],
    ['unknown list', { 'SOMME(X08[crd]) = ': 'SOMME(X80[crd]) = ' }, 'Écrivez le tableau : TABLEAU.LIGNE[colonne]. Vouliez-vous « X08 » ?'],
    ['unknown list in a table', { 'MAX(X08[taux])': 'MAX(X80[taux])' }, 'le tableau T08 n’a pas de ligne « X80 ». Vouliez-vous « X08 » ?'],
    ['column forgotten', { 'MIN(X08[taux])': 'MIN(X08)' }, 'Écrivez la colonne : MIN(X08[colonne]).'],
    [
      'counting a column',
      { '"NOMBRE(X08)"': '"NOMBRE(X08[crd])"' },
      'NOMBRE compte les lignes d’une liste : NOMBRE(X08), NOMBRE(X08 SI condition).',
    ],
    ['gathering a text', { 'MIN(X08[taux])': 'MIN(X08[contrat])' }, 'il faut ici un nombre, pas un texte'],
    ['a condition that is none', { '[duree] > 30': '[duree]' }, 'il faut ici une condition, pas un nombre'],
    [
      'a choice that is none',
      { '"SOMME(X08[crd])" }': '"SOMME(X08[crd])" }', '= "2.21"': '= "2.12"' },
      '« 2.12 » n’est pas un des choix : 2.21, 2.22.',
    ],
    ['SI after a plain value', { '"NOMBRE(X08)"': '"SOMME(D31 SI D31 > 0)"' }, '« SI » après une valeur choisit les lignes d’une liste'],
    ['a row named in a formula', { 'MIN(X08[taux])': 'X08.L1[taux]' }, 'X08 est une liste : ses lignes ne se lisent qu’ensemble'],
    ['a column named alone', { 'MIN(X08[taux])': 'X08[taux]' }, 'X08 est une liste : ses lignes ne se lisent qu’ensemble'],
    [
      'a cell of another table without its table',
      { '"[brut] - [rembourse]"': '"[brut] - D60"' },
      'Écrivez le tableau : TABLEAU.LIGNE[colonne].',
    ],
    ['a column that reads itself', { '"[brut] - [rembourse]"': '"[crd] - [rembourse]"' }, 'Calcul circulaire : X08[crd] → X08[crd].'],
    [
      'a column that reads its own total',
      { '"[brut] - [rembourse]"': '"[brut] - T08.D10[N]"' },
      'tableaux/t08-dette.yaml:8:57 Calcul circulaire : T08.D10[N] → X08[crd] → T08.D10[N].',
    ],
    [
      'type clash of a column',
      { '"[brut] - [rembourse]"': '"[duree] * 2"' },
      'Case X08[crd] : Types incompatibles : la case attend un montant',
    ],
    [
      'controlled rows of no list',
      { 'pour_chaque_ligne: "X08"': 'pour_chaque_ligne: "X09"' },
      'Il faut ici une plage de lignes (BA.A101..A330) ou une liste (X08).',
    ],
    ['controlled column unknown', { '"[rembourse] <= [brut]"': '"[remboursé] <= [brut]"' }, 'Caractère inattendu : « é ».'],
  ])('%s', (_name, changes, expected) => {
    expect(defects(changes)).toContain(expected)
  })

  test('a list that cannot be read is told once, not at each formula that gathers it', () => {
    expect(defects({ 'titre: Liste des emprunts\n': '' }).split('\n')).toHaveLength(1)
  })
})
