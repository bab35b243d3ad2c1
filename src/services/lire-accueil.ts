/** The home page of a body: where each liasse stands, the one next act, who can do what. [S47] [S49] [S50] */
import type { Edition, LiasseCode } from '#definitions/edition.ts'
import { joursAvant, parisDateTime } from '#domain/calendrier.ts'
import { isVerifie } from '#domain/dossier.ts'
import { refusalDroit, type Contexte } from '#domain/droits.ts'
import { listImpasses } from '#domain/impasses.ts'
import { listEcheances } from '#store/campagnes.ts'
import { findDossierOf, type DossierRow } from '#store/dossiers.ts'
import { listLines } from '#store/journal.ts'
import { findOrganisme } from '#store/organismes.ts'
import type { Tx } from '#store/transact.ts'
import { contexteAvecNoms, listPersonnes, refusOf, trouve } from './autoriser.ts'
import { phraseOf } from './phrase-du-journal.ts'
import { resumeOf } from './presenter.ts'
import { lecture, type Call } from './service.ts'

type Acte = {
  readonly libelle: string
  readonly cible: 'initialiser' | 'saisie' | 'verification' | 'passage' | 'lecture' | 'parametres' | 'aucun'
}

/** The one button of the card: what this person can usefully do next. */
function prochainActe(call: Call, { row, edition, contexte }: { row: DossierRow | undefined; edition: Edition; contexte: Contexte }): Acte {
  const peut = (droit: string): boolean => refusalDroit(call.acteur, droit, contexte) === null
  if (call.acteur.genre === 'administrateur' && !contexte.exceptionAdministrateur)
    return { libelle: 'Gérer les utilisateurs', cible: 'parametres' }
  if (!row)
    return peut('initialiser')
      ? { libelle: 'Initialiser', cible: 'initialiser' }
      : { libelle: 'En attente d’initialisation', cible: 'aucun' }
  const passage = edition.passages.find((p) => p.de === row.etape && p.vers > p.de && p.acteur === 'organisme')
  const verifie = isVerifie({ verifieSeq: row.verifie_seq, modifieSeq: row.modifie_seq })
  if (passage && peut(passage.droit) && verifie && row.remplies > 0 && row.bloquants === 0 && row.a_justifier === 0)
    return { libelle: passage.libelle, cible: 'passage' }
  if (edition.etapesSaisie.includes(row.etape) && peut('saisir')) {
    if (row.remplies === 0) return { libelle: 'Commencer la saisie', cible: 'saisie' }
    if (verifie && (row.bloquants ?? 0) > 0)
      return { libelle: row.bloquants === 1 ? 'Corriger 1 erreur' : `Corriger ${row.bloquants ?? 0} erreurs`, cible: 'verification' }
    return { libelle: 'Reprendre la saisie', cible: 'saisie' }
  }
  return passage && peut(passage.droit)
    ? { libelle: 'Lancer la vérification', cible: 'verification' }
    : { libelle: 'Consulter', cible: 'lecture' }
}

export const lireAccueil = lecture(async (tx, call: Call, _input: object) => {
  const campagne = await call.plateforme.campagne(tx)
  const edition = await call.plateforme.edition(tx, campagne.edition_digest)
  const organisme = trouve(await findOrganisme(tx, call.acteur.organismeId))
  const contexte = await contexteAvecNoms(tx, call, edition)
  const aujourdhui = parisDateTime(call.maintenant).date
  const echeances = await listEcheances(tx, campagne.code)
  const liasses = []
  for (const { code, libelle, destinataire } of edition.liasses) {
    const row = await findDossierOf(tx, { organismeId: organisme.id, campagne: campagne.code, liasse: code })
    const echeance = echeances.find((e) => e.liasse === code && e.famille === organisme.famille)
    const limite = echeance?.limite ?? null
    const transmis = row !== undefined && row.etape >= edition.etapeVisible
    liasses.push({
      liasse: code,
      libelle,
      destinataire,
      ouverture: echeance?.ouverture ?? null,
      limite,
      joursRestants: limite === null ? null : joursAvant(limite, aujourdhui),
      enRetard: limite !== null && !transmis && joursAvant(limite, aujourdhui) < 0,
      dossier: row && call.acteur.genre !== 'administrateur' ? resumeOf(row, edition, limite) : null,
      refusInitialiser: refusOf(refusalDroit(call.acteur, 'initialiser', contexte)),
      prochainActe: prochainActe(call, { row, edition, contexte }),
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
    evenements: call.acteur.genre === 'administrateur' ? [] : await derniersEvenements(tx, call, campagne.code),
  }
})

async function derniersEvenements(tx: Tx, call: Call, campagne: string) {
  const codes: readonly LiasseCode[] = ['qdis', 'er']
  const events = []
  for (const liasse of codes) {
    const row = await findDossierOf(tx, { organismeId: call.acteur.organismeId, campagne, liasse })
    if (!row) continue
    const prefix = liasse === 'qdis' ? 'QDIS' : 'ER'
    for (const line of await listLines(tx, row.id, { limit: 6 }))
      events.push({ le: line.le.toISOString(), qui: line.qui, quoi: `${prefix} : ${phraseOf(line.action, line.details)}` })
  }
  return events.sort((a, b) => (a.le < b.le ? 1 : -1)).slice(0, 8)
}
