import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { loadEdition } from '#definitions/load-edition.ts'
import { readEditionFolder } from '#store/read-edition-folder.ts'
import { CHECKOUT } from '#test/source-files.ts'
import { phraseOf } from './phrase-du-journal.ts'

const edition = loadEdition(await readEditionFolder(join(CHECKOUT, 'editions/2025')))
const cellules = (nombre: number) => Object.fromEntries(Array.from({ length: nombre }, (_, at) => [`BA.A${at}[brut]`, [null, '1.00']]))

test.each<[string, Record<string, unknown>, string]>([
  ['initialiser', { precedents: [], cellules: {} }, 'Campagne initialisée'],
  [
    'initialiser',
    {
      precedents: [
        { rang: 1, exercice: 2024 },
        { rang: 2, exercice: 2023 },
      ],
      cellules: cellules(2),
    },
    'Campagne initialisée : 2 cases reprises du dossier 2024',
  ],
  ['verifier', { bloquants: 0, aJustifier: 0 }, 'Vérification : rien à corriger'],
  ['verifier', { bloquants: 1, aJustifier: 0 }, 'Vérification : 1 bloquant'],
  ['verifier', { bloquants: 2, aJustifier: 3 }, 'Vérification : 2 bloquants et 3 à justifier'],
  ['verifier', { bloquants: 0, aJustifier: 1 }, 'Vérification : 1 à justifier'],
  ['enregistrer-cellules', { moyen: 'saisie', cellules: cellules(1) }, '1 case saisie'],
  ['enregistrer-cellules', { moyen: 'collage', cellules: cellules(81) }, '81 cases collées'],
  ['enregistrer-cellules', { moyen: 'saisie', cellules: {} }, 'Texte refusé, gardé en brouillon'],
  ['synchroniser', { cellules: cellules(1) }, '1 case reprise des états réglementaires'],
  ['synchroniser', { cellules: cellules(2) }, '2 cases reprises des états réglementaires'],
  ['annuler-synchronisation', { cellules: {} }, 'Synchronisation annulée : 0 case rétablie'],
  ['passer-etape', { de: 1, vers: 2, motif: null }, 'Passage de « 1 Saisie » à « 2 Contrôle comptable »'],
  ['passer-etape', { de: 4, vers: 1, motif: 'Revoir P237.' }, 'Renvoi de « 4 Fiabilisation » à « 1 Saisie » : Revoir P237.'],
  ['classer-dossier', { sousEtape: 'question_posee' }, 'Sous-étape : Question posée'],
])('[CO-05] the journal says « %s » of %j in French', (action, details, phrase) => {
  expect(phraseOf(action, details, edition).replaceAll('\u00a0', ' ')).toBe(phrase)
})

test('every act that writes a journal line has a phrase of its own', () => {
  const folder = join(CHECKOUT, 'src/services')
  const names = readdirSync(folder).flatMap((file) =>
    [...readFileSync(join(folder, file), 'utf8').matchAll(/ecriture(?:<[^(]*>)?\(\{\s*nom: '([a-z-]+)'/g)].map(([, nom = '']) => nom),
  )
  expect(names.length).toBeGreaterThan(8)
  expect(names.filter((nom) => phraseOf(nom, { de: 1, vers: 2 }, edition) === nom)).toEqual([])
})
