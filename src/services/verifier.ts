/** « Lancer la vérification »: the whole dossier, on the server, stamped. [S71] [S72] */
import type { Verdict } from '#engine/verify.ts'
import { nomComplet } from '#domain/acteur.ts'
import { constatsOf, empreinteDesConstats } from '#domain/constats.ts'
import { refusalLecture, refusalVerification } from '#domain/droits.ts'
import { Problem } from '#domain/problems.ts'
import { findDossier, lockDossier } from '#store/dossiers.ts'
import { transact } from '#store/transact.ts'
import { constater, type Constat } from './anomalies.ts'
import { autoriser, dossierOf, trouve } from './autoriser.ts'
import type { Ouvert } from './plateforme.ts'
import { ecriture, type Call } from './service.ts'

type Verifie = { readonly ouvert: Ouvert; readonly constat: Constat }

function reponse({ ouvert, constat }: Verifie, call: Call, seq: number) {
  const constats = constatsOf(ouvert.sheet, constat.verification)
  return {
    verdict: verdictOf(constat),
    constats,
    empreinte: empreinteDesConstats(constats),
    justifiees: constat.anomalies.filter(({ justifiee }) => justifiee).map(({ controle }) => controle),
    seq,
    le: call.maintenant.toISOString(),
    par: nomComplet(call.acteur),
  }
}

function verdictOf({ bloquants, aJustifier, anomalies }: Constat): Verdict {
  if (bloquants > 0 || aJustifier > 0) return 'non_recevable'
  return anomalies.some(({ justifiee }) => justifiee) ? 'recevable_avec_justifications' : 'recevable'
}

const verifierEtDater = ecriture({
  nom: 'verifier',
  run: async (tx, call: Call, input: { dossierId: string }) => {
    const row = trouve(await lockDossier(tx, input.dossierId))
    const edition = await call.plateforme.edition(tx, row.edition_digest)
    const dossier = await dossierOf(tx, call, row)
    await autoriser(tx, call, { edition, refusal: (contexte) => refusalVerification(call.acteur, dossier, contexte) })
    if (row.remplies === 0) throw new Problem('dossier/vide')
    const ouvert = await call.plateforme.ouvrir(tx, row)
    const constat = await constater(tx, row, ouvert)
    const seq = row.seq + 1
    const modification = { verifie_seq: seq, verifie_le: call.maintenant, bloquants: constat.bloquants, a_justifier: constat.aJustifier }
    const details = { bloquants: constat.bloquants, aJustifier: constat.aJustifier, controles: constat.verification.total }
    return {
      sortie: reponse({ ouvert, constat }, call, seq),
      trace: { dossier: row, modification, details },
      apres: (after) => call.plateforme.retenir({ ...ouvert, row: after }),
    }
  },
})

/** An operator reads the findings of a dossier it receives: nothing is stamped, nothing is written. */
const verifierPourLire = (call: Call, input: { dossierId: string }) =>
  transact(call.plateforme.base, call.acteur, async (tx) => {
    const row = trouve(await findDossier(tx, input.dossierId))
    const edition = await call.plateforme.edition(tx, row.edition_digest)
    const dossier = await dossierOf(tx, call, row)
    await autoriser(tx, call, { edition, refusal: (contexte) => refusalLecture(call.acteur, dossier, contexte) })
    const ouvert = await call.plateforme.ouvrir(tx, row)
    return reponse({ ouvert, constat: await constater(tx, row, ouvert) }, call, row.seq)
  })

export const verifier = (call: Call, input: { dossierId: string }) =>
  call.acteur.genre === 'operateur' ? verifierPourLire(call, input) : verifierEtDater(call, input)
