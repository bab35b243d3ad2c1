/**
 * Saves cells. The saves of one dossier that wait for one another are committed together, in the order they came: each has its own answer
 * and its own line in the journal, and none is answered before the commit.
 */
import type { CelluleStockee } from '#store/cellules.ts'
import type { Cellule } from '#definitions/edition.ts'
import { refusalEcriture } from '#domain/droits.ts'
import { Problem } from '#domain/problems.ts'
import { lockDossier, type DossierRow } from '#store/dossiers.ts'
import { sceller } from '#store/journal.ts'
import { enregistrerLot, type Lot } from '#store/lot.ts'
import { transact, type Tx } from '#store/transact.ts'
import { autoriser, dossierDe, dossierOf, trouve } from './autoriser.ts'
import { parLigne } from './ecrire-cellules.ts'
import { failed, grouper, settled, type Groupe } from './grouper.ts'
import type { Ouvert, Plateforme } from './plateforme.ts'
import { saisir, type Enregistree, type Saisie } from './saisir.ts'
import { ligneDe, type Call } from './service.ts'

const ACTION = 'enregistrer-cellules'
/** Cells of a lot: what the process computes without a pause. A larger paste leaves alone. */
const CELLULES_MAX = 2000

type Demande = { readonly call: Call; readonly input: Saisie }
type Reponse = PromiseSettledResult<Enregistree>
type Suite = { readonly ouvert: Ouvert; readonly lot: Lot; readonly reponses: readonly Reponse[] }

const groupes = new WeakMap<Plateforme, Map<string, Groupe<Demande, Enregistree>>>()

/** Refused with the `Problem` of whoever asks; the others of the lot are saved. */
export function enregistrerCellules(call: Call, input: Saisie): Promise<Enregistree> {
  const ofPlateforme = groupes.get(call.plateforme) ?? new Map<string, Groupe<Demande, Enregistree>>()
  groupes.set(call.plateforme, ofPlateforme)
  // A lot is written in one scope: people of one body only.
  const clef = `${call.acteur.organismeId} ${call.acteur.operateur ?? ''} ${input.dossierId}`
  const groupe =
    ofPlateforme.get(clef) ??
    grouper(enregistrerEnsemble, {
      poids: (demande) => demande.input.changements.length,
      poidsMax: CELLULES_MAX,
      auRepos: () => void ofPlateforme.delete(clef),
    })
  ofPlateforme.set(clef, groupe)
  return groupe({ call, input })
}

/**
 * First from what the process remembers, in one statement that writes only if the dossier has not moved since. Otherwise, and for whatever
 * needs more than the memory to be decided, with the dossier's row locked.
 */
async function enregistrerEnsemble(demandes: readonly Demande[]): Promise<readonly Reponse[]> {
  const [premiere] = demandes
  if (!premiere) return []
  const { plateforme, acteur } = premiere.call
  const connu = plateforme.connu(acteur.organismeId, premiere.input.dossierId)
  const prete = connu && demandes.every((demande) => isPermise(connu, demande)) ? enchainer(connu, demandes) : null
  const written = prete !== null && prete.lot.actes.length > 0 && (await enregistrerLot(plateforme.base, acteur, prete.lot))
  const suite = written ? prete : await transact(plateforme.base, acteur, (tx) => enregistrerSousVerrou(tx, demandes, premiere))
  plateforme.retenir(suite.ouvert)
  if (suite.lot.actes.length > 0) plateforme.annoncer({ dossierId: suite.ouvert.row.id, seq: suite.ouvert.row.seq })
  return suite.reponses
}

/** Allowed by what is remembered alone. An `AD_` account depends on a setting, and a refusal wants names: both are for the database. */
const isPermise = ({ row, sheet }: Ouvert, { call }: Demande): boolean =>
  call.acteur.genre === 'utilisateur' && refusalEcriture(call.acteur, dossierDe(row), { edition: sheet.edition, droit: 'saisir' }) === null

async function enregistrerSousVerrou(tx: Tx, demandes: readonly Demande[], { call, input }: Demande): Promise<Suite> {
  const row = trouve(await lockDossier(tx, input.dossierId))
  const refus = new Map<Demande, Problem>()
  for (const demande of demandes) {
    const problem = await refusOf(tx, row, demande)
    if (problem) refus.set(demande, problem)
  }
  const suite = enchainer(await call.plateforme.ouvrir(tx, row), demandes, refus)
  if (suite.lot.actes.length > 0 && !(await enregistrerLot(tx, call.acteur, suite.lot)))
    throw new Error(`the locked dossier ${row.id} could not be written`)
  return suite
}

async function refusOf(tx: Tx, row: DossierRow, { call }: Demande): Promise<Problem | null> {
  try {
    const edition = await call.plateforme.edition(tx, row.edition_digest)
    const dossier = await dossierOf(tx, call, row)
    await autoriser(tx, call, { edition, refusal: (contexte) => refusalEcriture(call.acteur, dossier, { ...contexte, droit: 'saisir' }) })
    return null
  } catch (error) {
    if (error instanceof Problem) return error
    throw error
  }
}

/** Each save sees what the one before it wrote; a refused one changes nothing. */
function enchainer(depart: Ouvert, demandes: readonly Demande[], refus: ReadonlyMap<Demande, Problem> = new Map()): Suite {
  let ouvert = depart
  const actes: Lot['actes'][number][] = []
  const ecrites: [Cellule, CelluleStockee][] = []
  const repondre = (demande: Demande): Reponse => {
    try {
      const refuse = refus.get(demande)
      if (refuse) throw refuse
      const { call, input } = demande
      const { sortie, ecriture } = saisir(ouvert, call, input)
      if (!ecriture) return settled(sortie)
      const acte = ligneDe(call, ouvert.row, { action: ACTION, details: { moyen: input.moyen, cellules: ecriture.journal } })
      const empreinte = sceller(ouvert.row.empreinte, acte)
      actes.push({ ...acte, precedente: ouvert.row.empreinte, empreinte })
      ecrites.push(...ecriture.ecrites)
      ouvert = { ...ecriture.contenu, row: { ...ouvert.row, ...ecriture.modification, seq: ecriture.seq, empreinte } }
      return settled(sortie)
    } catch (error) {
      return failed(error)
    }
  }
  const reponses = demandes.map(repondre)
  return { ouvert, lot: { avant: depart.row, apres: ouvert.row, actes, lignes: parLigne(ecrites) }, reponses }
}
