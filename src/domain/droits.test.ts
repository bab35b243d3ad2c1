import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Edition, EtapeNumero, LiasseCode } from '#definitions/edition.ts'
import { loadEdition } from '#definitions/load-edition.ts'
import { readEditionFolder } from '#store/read-edition-folder.ts'
import { COLONNES, MOTS, readRightsTable, type Colonne, type Mot } from '#test/rights-table.ts'
import { CHECKOUT } from '#test/source-files.ts'
import type { Acteur } from './acteur.ts'
import type { Dossier } from './dossier.ts'
import {
  refusalClassement,
  refusalComparaison,
  refusalDroit,
  refusalEcriture,
  refusalLecture,
  refusalPassage,
  refusalVerification,
  type Contexte,
  type Refusal,
} from './droits.ts'

const edition: Edition = loadEdition(await readEditionFolder(join(CHECKOUT, 'editions/2025')))
const table = readRightsTable()

const droitsDe = (profil: string): readonly string[] => edition.profils.find((candidate) => candidate.code === profil)?.droits ?? []
const TOUTES = edition.droits.filter((droit) => droit.acteur === 'organisme').map((droit) => droit.code)

const acteur = (given: Partial<Acteur>): Acteur => ({
  compteId: 'compte',
  login: 'personne',
  nom: 'Personne',
  prenom: 'Une',
  genre: 'utilisateur',
  organismeId: 'tilleuls',
  operateur: null,
  profil: null,
  droits: [],
  doitChangerMotDePasse: false,
  ...given,
})
const utilisateur = (profil: string): Acteur => acteur({ profil, droits: droitsDe(profil) })
const operateur = (role: Acteur['operateur'], profil: string, organismeId: string): Acteur =>
  acteur({ genre: 'operateur', operateur: role, organismeId, profil, droits: droitsDe(profil) })

const administrateur = acteur({ genre: 'administrateur', login: 'AD_99900001100018' })
const seul = acteur({ profil: 'responsable_hierarchique', droits: TOUTES })
const federation = operateur('federation', 'gestionnaire_federation', 'federation')
const autreFederation = operateur('federation', 'gestionnaire_federation', 'autre-federation')
const ministere = operateur('ministere', 'gestionnaire_ministere', 'ministere')

/** The people of a column; for the ER the ministry receives what the federation receives of the QDIS. */
const gensDe = (liasse: LiasseCode): Readonly<Record<Colonne, readonly Acteur[]>> => ({
  AD_: [administrateur],
  'AD_ excepté': [administrateur],
  'sans profil': [acteur({ droits: TOUTES })],
  saisie: [utilisateur('responsable_saisie')],
  comptable: [utilisateur('responsable_comptable')],
  hiérarchique: [utilisateur('responsable_hierarchique')],
  seul: [seul],
  autre: [
    { ...seul, organismeId: 'remparts' },
    { ...administrateur, organismeId: 'remparts' },
  ],
  destinataire: [liasse === 'qdis' ? federation : ministere],
  'autre opérateur': [liasse === 'qdis' ? ministere : federation, autreFederation],
  CGLLS: [operateur('cglls', 'lecteur_cglls', 'cglls')],
})

const dossier = (liasse: LiasseCode, etape: number): Dossier => ({
  id: 'dossier',
  organismeId: 'tilleuls',
  federationId: 'federation',
  campagne: '2025',
  liasse,
  famille: 'COOP',
  editionDigest: edition.digest,
  etape: etape as EtapeNumero,
  sousEtape: null,
  seq: 9,
  modifieSeq: 8,
  verifieSeq: 9,
})

type Demande = { readonly action: string; readonly qui: Acteur; readonly sur: Dossier; readonly contexte: Contexte }

function refusalOf({ action, qui, sur, contexte }: Demande): Refusal | null {
  switch (action) {
    case 'initialiser':
      return refusalDroit(qui, 'initialiser', contexte)
    case 'lire':
      return refusalLecture(qui, sur, contexte)
    case 'comparer':
      return refusalComparaison(qui, sur, contexte)
    case 'saisir':
    case 'synchroniser':
    case 'justifier':
      return refusalEcriture(qui, sur, { ...contexte, droit: action })
    case 'verifier':
      return refusalVerification(qui, sur, contexte)
    case 'classer':
      return refusalClassement(qui, sur, { ...contexte, sousEtape: 'en_cours' })
    default:
      return refusalPassage(qui, sur, { ...contexte, action, anomalies: { bloquants: 0, aJustifier: 0 } })
  }
}

/** The word of the table for a refusal. */
const motDe = (refusal: Refusal | null): Mot =>
  (Object.keys(MOTS) as (keyof typeof MOTS)[]).find((mot) => MOTS[mot] === (refusal?.code ?? null)) ?? '—'

/** An operator asking for an act of the body: whichever reason comes first, no figure of another is named. */
const isOperateurRefuse = (mot: Mot, refusal: Refusal | null): boolean =>
  mot === 'opérateur' && ['droit/operateur', 'dossier/non-transmis', 'dossier/inconnu'].includes(refusal?.code ?? '')

describe.each(['qdis', 'er'] as const)('who may do what on the %s, against docs/droits.md', (liasse) => {
  const gens = gensDe(liasse)
  const rows = table.flatMap(({ action, etapes, attendu }) => etapes.map((etape) => [action, etape, attendu] as const))

  /** The word that a person gets. « déjà » is what the service answers to whoever may open the campaign. */
  function wordOf(colonne: Colonne, attendu: Mot, ask: Omit<Demande, 'contexte'>): Mot {
    const refusal = refusalOf({ ...ask, contexte: { edition, exceptionAdministrateur: colonne === 'AD_ excepté' } })
    if (attendu === 'déjà' && refusal === null) return 'déjà'
    return isOperateurRefuse(attendu, refusal) ? 'opérateur' : motDe(refusal)
  }

  test.each(rows)('[S11] [S12] [S43] [S73] [S75] [S76] %s at step %i', (action, etape, attendu) => {
    const sur = dossier(liasse, Math.max(1, etape))
    const given = COLONNES.map((colonne) => {
      const words = attendu[colonne] === '—' ? ['—'] : gens[colonne].map((qui) => wordOf(colonne, attendu[colonne], { action, qui, sur }))
      return [colonne, [...new Set(words)].join(' / ')]
    })
    expect(Object.fromEntries(given)).toEqual(attendu)
  })
})

describe('the table itself', () => {
  const stepsOfAction = Map.groupBy(table, (ligne) => ligne.action)

  test('each action has one row for each step, no more', () => {
    for (const [action, lignes] of stepsOfAction) {
      const etapes = lignes.flatMap((ligne) => ligne.etapes).toSorted((a, b) => a - b)
      expect(etapes, action).toEqual([...(action === 'initialiser' ? [0] : []), ...edition.etapes.map((etape) => etape.numero)])
    }
  })

  test('every passage of the workflow is in it, and nothing else passes as one', () => {
    const autres = ['initialiser', 'lire', 'comparer', 'saisir', 'synchroniser', 'verifier', 'justifier', 'classer']
    expect([...stepsOfAction.keys()].toSorted()).toEqual([...autres, ...edition.passages.map((passage) => passage.action)].toSorted())
  })
})

describe('what else a passage asks for, once the person and the step are right', () => {
  const demande = { edition, action: 'terminer_saisie', anomalies: { bloquants: 0, aJustifier: 0 } }
  const saisie = utilisateur('responsable_saisie')

  test.each([
    ['never verified', { verifieSeq: null }, {}, 'dossier/non-verifie'],
    ['changed since the verification', { verifieSeq: 7 }, {}, 'dossier/non-verifie'],
    ['verified at the very line of the last change', { verifieSeq: 8 }, {}, undefined],
    ['with a blocking finding', {}, { anomalies: { bloquants: 1, aJustifier: 0 } }, 'dossier/bloquants'],
    ['with a finding left to justify', {}, { anomalies: { bloquants: 0, aJustifier: 1 } }, 'dossier/a-justifier'],
  ] as const)('[S77] a dossier %s', (_what, etat, de, code) => {
    expect(refusalPassage(saisie, { ...dossier('qdis', 1), ...etat }, { ...demande, ...de })?.code).toBe(code)
  })

  test('an unknown passage is refused as one that is not open', () => {
    expect(refusalPassage(saisie, dossier('qdis', 1), { ...demande, action: 'transmettre_sans_visa' })?.code).toBe('dossier/etape')
  })

  test('an unknown right is nobody’s', () => {
    expect(refusalDroit(seul, 'tout_faire', { edition })?.code).toBe('droit/organisme')
    expect(refusalDroit(federation, 'tout_faire', { edition })?.code).toBe('droit/operateur')
  })
})
