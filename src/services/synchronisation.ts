/**
 * « synchroniser »: the figures of the ER into the QDIS, through a difference read before. [S56] [S57] [S58]
 * Nothing is copied that was not accepted; nothing accepted is copied if either side moved since it was shown.
 * It is undone by `annuler-synchronisation.ts`.
 */
import type { Cellule, Edition } from '#definitions/edition.ts'
import type { Dossier } from '#domain/dossier.ts'
import { refusalComparaison, refusalEcriture, type Contexte, type Refusal } from '#domain/droits.ts'
import { Problem } from '#domain/problems.ts'
import type { CelluleStockee } from '#store/cellules.ts'
import { findDossier, findDossierOf, lockDossier, type DossierRow } from '#store/dossiers.ts'
import type { Tx } from '#store/transact.ts'
import { autoriser, dossierOf, trouve } from './autoriser.ts'
import { isSaisissable, REPRISE } from './completude.ts'
import { ecrireCellules, type Ecrite } from './ecrire-cellules.ts'
import { libelleOf } from './libelle-de-case.ts'
import { liasseOf, type Ouvert } from './plateforme.ts'
import { ecriture, lecture, type Call } from './service.ts'
import { contenuOf, filDuMoteur, sameContenu, surLeFil } from './valeurs-du-moteur.ts'

export const SYNCHRONISER = 'synchroniser'

type Face = { readonly row: DossierRow; readonly ouvert: Ouvert }
type Demande = { readonly row: DossierRow; readonly refusal: (dossier: Dossier, contexte: Contexte) => Refusal | null }
type Faces = { readonly edition: Edition; readonly qdis: Face; readonly er: Face }

/** Both dossiers, once the person may do with the QDIS what `refusal` decides. */
async function ouvrirLesDeux(tx: Tx, call: Call, { row, refusal }: Demande): Promise<Faces> {
  const edition = await call.plateforme.edition(tx, row.edition_digest)
  const dossier = await dossierOf(tx, call, row)
  await autoriser(tx, call, { edition, refusal: (contexte) => refusal(dossier, contexte) })
  const erRow = await findDossierOf(tx, { organismeId: row.organisme_id, campagne: row.campagne, liasse: 'er' })
  if (row.liasse !== 'qdis' || !erRow || erRow.remplies === 0) throw new Problem('synchronisation/rien')
  return {
    edition,
    qdis: { row, ouvert: await call.plateforme.ouvrir(tx, row) },
    er: { row: erRow, ouvert: await call.plateforme.ouvrir(tx, erRow) },
  }
}

type Difference = {
  readonly cellule: Cellule
  readonly actuelle: CelluleStockee | undefined
  readonly ecrite: Ecrite
  readonly genre: 'nouvelle' | 'changee' | 'reprise' | 'saisie'
}

/** Cells that the ER fill and the QDIS holds otherwise. An empty ER cell takes nothing away. */
function comparer({ edition, qdis, er }: Faces): { differences: Difference[]; identiques: number } {
  const differences: Difference[] = []
  let identiques = 0
  for (const cellule of liasseOf(edition, 'qdis').cellules) {
    if (cellule.depuisEr === undefined || !isSaisissable(cellule, qdis.row.famille)) continue
    const valeur = er.ouvert.sheet.read(cellule.depuisEr)
    if (valeur.etat === 'vide' || valeur.etat === 'hors_limites') continue
    const actuelle = qdis.ouvert.cellules.get(cellule.at)
    if (sameContenu(actuelle, contenuOf(valeur))) identiques++
    else differences.push({ cellule, actuelle, ecrite: { cellule, valeur }, genre: genreOf(actuelle) })
  }
  return { differences, identiques }
}

function genreOf(actuelle: CelluleStockee | undefined): Difference['genre'] {
  if (actuelle === undefined || sameContenu(actuelle, {})) return 'nouvelle'
  if (actuelle.m === REPRISE) return 'reprise'
  return actuelle.m === 'synchronisation' ? 'changee' : 'saisie'
}

/** Where the two parts differ: open to whoever reads the dossier in the body, at every step. */
export const lireSynchronisation = lecture(async (tx, call: Call, input: { dossierId: string }) => {
  const faces = await ouvrirLesDeux(tx, call, {
    row: trouve(await findDossier(tx, input.dossierId)),
    refusal: (dossier, contexte) => refusalComparaison(call.acteur, dossier, contexte),
  })
  const { differences, identiques } = comparer(faces)
  return {
    erDossierId: faces.er.row.id,
    erSeq: faces.er.row.seq,
    seq: faces.qdis.row.seq,
    identiques,
    differences: differences.map(({ cellule, actuelle, ecrite, genre }) => ({
      at: cellule.at,
      libelle: libelleOf(faces.edition, cellule),
      tableau: cellule.tableau,
      actuelle: actuelle ? surLeFil(actuelle, cellule.decimales) : null,
      er: filDuMoteur(ecrite.valeur, cellule.decimales),
      genre,
    })),
  }
})

export const synchroniser = ecriture({
  nom: SYNCHRONISER,
  run: async (tx, call: Call, input: { dossierId: string; erSeq: number; seq: number; cases: readonly string[] }) => {
    const faces = await ouvrirLesDeux(tx, call, {
      row: trouve(await lockDossier(tx, input.dossierId)),
      refusal: (dossier, contexte) => refusalEcriture(call.acteur, dossier, { ...contexte, droit: SYNCHRONISER }),
    })
    const { row, ouvert } = faces.qdis
    if (row.seq !== input.seq || faces.er.row.seq !== input.erSeq) throw new Problem('synchronisation/perimee')
    const acceptees = new Set(input.cases)
    const cellules = comparer(faces)
      .differences.filter(({ cellule }) => acceptees.has(cellule.at))
      .map(({ ecrite }) => ecrite)
    if (cellules.length === 0) return { sortie: { seq: row.seq, reprises: 0 }, trace: null }
    const fait = await ecrireCellules(tx, call, { ouvert, moyen: 'synchronisation', cellules })
    const details = { erSeq: input.erSeq, cellules: fait.journal }
    return {
      sortie: { seq: fait.seq, reprises: cellules.length },
      trace: { dossier: row, modification: fait.modification, details },
      apres: (after) => call.plateforme.retenir({ ...fait.contenu, row: after }),
    }
  },
})
