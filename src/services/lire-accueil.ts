/** The home page of a body: where each liasse stands, the one next act, who can do what. [S47] [S49] [S50] */
import type { Edition, LiasseCode } from '#definitions/edition.ts'
import { joursAvant, parisDateTime } from '#domain/calendrier.ts'
import { isVerifie } from '#domain/dossier.ts'
import { refusalDroit } from '#domain/droits.ts'
import { listImpasses } from '#domain/impasses.ts'
import { prochainActe, type Avancement } from '#domain/prochain-acte.ts'
import { listEcheances } from '#store/campagnes.ts'
import { findDossierOf, type DossierRow } from '#store/dossiers.ts'
import { listLines } from '#store/journal.ts'
import { findDossierDepose, listProvenances } from '#store/precedents.ts'
import { findOrganisme } from '#store/organismes.ts'
import type { Tx } from '#store/transact.ts'
import { contexteAvecNoms, listPersonnes, refusOf, trouve } from './autoriser.ts'
import { countObligatoires, dernierTableau } from './completude.ts'
import { phraseOf } from './phrase-du-journal.ts'
import { liasseOf } from './plateforme.ts'
import { resumeOf } from './presenter.ts'
import { lecture, type Call } from './service.ts'

export const lireAccueil = lecture(async (tx, call: Call, _input: object) => {
  const campagne = await call.plateforme.campagne(tx)
  const edition = await call.plateforme.edition(tx, campagne.edition_digest)
  const organisme = trouve(await findOrganisme(tx, call.acteur.organismeId))
  const contexte = await contexteAvecNoms(tx, call, edition)
  // The AD_ account sees no dossier, unless the operator's exception lets it enter. [S11] [S12]
  const lit = call.acteur.genre !== 'administrateur' || contexte.exceptionAdministrateur === true
  const aujourdhui = parisDateTime(call.maintenant).date
  const echeances = await listEcheances(tx, campagne.code)
  const liasses = []
  for (const { code, libelle, destinataire } of edition.liasses) {
    const row = await findDossierOf(tx, { organismeId: organisme.id, campagne: campagne.code, liasse: code })
    const limite = echeances.find((e) => e.liasse === code && e.famille === organisme.famille)?.limite ?? null
    const transmis = row !== undefined && row.etape >= edition.etapeVisible
    const lu = row && lit ? await lireLiasse(tx, call, row) : null
    liasses.push({
      liasse: code,
      libelle,
      destinataire,
      ouverture: echeances.find((e) => e.liasse === code && e.famille === organisme.famille)?.ouverture ?? null,
      limite,
      joursRestants: limite === null ? null : joursAvant(limite, aujourdhui),
      enRetard: limite !== null && !transmis && joursAvant(limite, aujourdhui) < 0,
      dossier: row && lu ? resumeOf(row, edition, limite) : null,
      refusInitialiser: refusOf(refusalDroit(call.acteur, 'initialiser', contexte)),
      prochainActe: prochainActe(call.acteur, row ? avancementOf(row, lu?.dernierTableau ?? null) : null, contexte),
      obligatoires: lu?.obligatoires ?? null,
      renvoi: lu?.renvoi ?? null,
      precedent: lit ? await precedentDe(tx, call, { row, liasse: code, exercice: campagne.exercice - 1 }) : null,
    })
  }
  const personnes = await listPersonnes(tx, organisme.id)
  return {
    campagne: campagne.code,
    exercice: campagne.exercice,
    aujourdhui,
    liasses,
    equipe: personnes
      .filter((p) => p.actif)
      .map((p) => ({
        nom: p.nom,
        profil: edition.profils.find((profil) => profil.code === p.profil)?.libelle ?? null,
        actes: p.profil === null ? [] : [...p.droits],
      })),
    impasses: listImpasses(edition, personnes).map((impasse) => ({ ...impasse })),
    evenements: lit ? await derniersEvenements(tx, call, { campagne: campagne.code, edition }) : [],
  }
})

const avancementOf = (row: DossierRow, dernier: string | null): Avancement => ({
  etape: row.etape,
  verifie: isVerifie({ verifieSeq: row.verifie_seq, modifieSeq: row.modifie_seq }),
  remplies: row.remplies,
  bloquants: row.bloquants,
  aJustifier: row.a_justifier,
  dernierTableau: dernier,
})

/** What the card says of the figures themselves, and of the way back if there was one. */
async function lireLiasse(tx: Tx, call: Call, row: DossierRow) {
  const edition = await call.plateforme.edition(tx, row.edition_digest)
  const liasse = liasseOf(edition, row.liasse)
  const { cellules } = await call.plateforme.ouvrir(tx, row)
  const [passage] = await listLines(tx, row.id, { limit: 1, action: ['passer-etape'] })
  const motif = passage?.details['vers'] === row.etape ? passage.details['motif'] : undefined
  return {
    obligatoires: countObligatoires(liasse, row.famille, cellules),
    dernierTableau: dernierTableau(cellules),
    renvoi: passage && typeof motif === 'string' ? { qui: passage.qui, le: passage.le.toISOString(), motif } : null,
  }
}

type Avant = { readonly row: DossierRow | undefined; readonly liasse: LiasseCode; readonly exercice: number }

/** What the dossier took over from the year before; while it is not opened, what « Initialiser » would take over. [PI-01] */
async function precedentDe(tx: Tx, call: Call, { row, liasse, exercice }: Avant) {
  if (row) {
    const taken = (await listProvenances(tx, row)).find(({ rang }) => rang === 1)
    return taken ? { exercice, edition: taken.edition, deposeLe: taken.depose_le.toISOString(), repris: true } : null
  }
  const depose = await findDossierDepose(tx, { organismeId: call.acteur.organismeId, liasse, exercice })
  if (!depose) return null
  const { code } = await call.plateforme.edition(tx, depose.edition_digest)
  return { exercice, edition: code, deposeLe: (depose.transmis_le ?? depose.etape_depuis).toISOString(), repris: false }
}

type Campagne = { readonly campagne: string; readonly edition: Edition }

/** The newest first; of one instant, the last act first. */
async function derniersEvenements(tx: Tx, call: Call, { campagne, edition }: Campagne) {
  const events = []
  for (const { code: liasse } of edition.liasses) {
    const row = await findDossierOf(tx, { organismeId: call.acteur.organismeId, campagne, liasse })
    if (!row) continue
    const prefix = liasse === 'qdis' ? 'QDIS' : 'ER'
    for (const { le, qui, action, details } of await listLines(tx, row.id, { limit: 6 }))
      events.push({ le: le.toISOString(), qui, quoi: `${prefix} : ${phraseOf(action, details, edition)}` })
  }
  return events.toSorted((a, b) => b.le.localeCompare(a.le)).slice(0, 8)
}
