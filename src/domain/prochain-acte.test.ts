import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { EtapeNumero } from '#definitions/edition.ts'
import { loadEdition } from '#definitions/load-edition.ts'
import { readEditionFolder } from '#store/read-edition-folder.ts'
import { CHECKOUT } from '#test/source-files.ts'
import type { Acteur } from './acteur.ts'
import { prochainActe, type Avancement } from './prochain-acte.ts'

const edition = loadEdition(await readEditionFolder(join(CHECKOUT, 'editions/2025')))

function personne(profil: string | null, genre: Acteur['genre'] = 'utilisateur'): Acteur {
  const droits = edition.profils.find(({ code }) => code === profil)?.droits ?? []
  const nom = { compteId: 'c', login: 'p', nom: 'Personne', prenom: 'Une', organismeId: 'tilleuls', operateur: null }
  return { ...nom, genre, profil, droits, doitChangerMotDePasse: false }
}
const saisie = personne('responsable_saisie')
const comptable = personne('responsable_comptable')
const direction = personne('responsable_hierarchique')

const plein = (part: Partial<Avancement> = {}): Avancement => ({
  etape: 1,
  verifie: false,
  remplies: 700,
  bloquants: null,
  aJustifier: null,
  dernierTableau: null,
  ...part,
})
const verifie = (bloquants: number, aJustifier: number, etape: EtapeNumero = 1) => plein({ verifie: true, bloquants, aJustifier, etape })

test.each<[string, Acteur, Avancement | null, [libelle: string, cible: string]]>([
  ['who may initialise', saisie, null, ['Initialiser', 'initialiser']],
  ['who may not', direction, null, ['En attente d’initialisation', 'aucun']],
  ['an empty dossier', saisie, plein({ remplies: 0 }), ['Commencer la saisie', 'saisie']],
  ['a dossier left in one table', saisie, plein({ dernierTableau: 'BP' }), ['Reprendre au tableau « Bilan – passif »', 'saisie']],
  ['a dossier pasted everywhere at once', saisie, plein(), ['Reprendre la saisie', 'saisie']],
  ['one error', saisie, verifie(1, 2), ['Corriger 1 erreur', 'correction']],
  ['three errors', saisie, verifie(3, 0), ['Corriger 3 erreurs', 'correction']],
  ['nothing left but to justify', saisie, verifie(0, 2), ['Justifier 2 anomalies', 'correction']],
  ['errors of a former state', saisie, plein({ bloquants: 3, aJustifier: 0 }), ['Reprendre la saisie', 'saisie']],
  ['a clean dossier', saisie, verifie(0, 0), ['Terminer la saisie', 'passage']],
  ['a clean dossier, for whoever waits', direction, verifie(0, 0), ['Consulter', 'lecture']],
  ['the accountant who may justify', comptable, verifie(0, 1), ['Justifier 1 anomalie', 'correction']],
  ['the accountant’s turn', comptable, verifie(0, 0, 2), ['Donner le visa comptable', 'passage']],
  ['the accountant’s turn, figures changed since', comptable, plein({ etape: 2 }), ['Lancer la vérification', 'verification']],
  ['the accountant’s turn, errors left', comptable, verifie(1, 1, 2), ['Voir 2 anomalies', 'correction']],
  ['the director’s turn', direction, verifie(0, 0, 3), ['Signer et transmettre', 'passage']],
  ['a dossier sent', saisie, verifie(0, 0, 4), ['Consulter', 'lecture']],
  ['the AD_ account', personne(null, 'administrateur'), verifie(0, 0), ['Gérer les utilisateurs', 'parametres']],
])('[EG-01] the main button, for %s', (_cas, acteur, avancement, expected) => {
  const acte = prochainActe(acteur, avancement, { edition })
  expect([acte.libelle.replaceAll('\u00a0', ' '), acte.cible]).toEqual(expected)
})

test('[EG-01] the button that names a table leads to it', () => {
  expect(prochainActe(saisie, plein({ dernierTableau: 'BP' }), { edition }).tableau).toBe('BP')
  expect(prochainActe(saisie, verifie(3, 0), { edition }).tableau).toBeNull()
})
