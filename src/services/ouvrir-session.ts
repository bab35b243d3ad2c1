/** Signing in: the password is compared, failures are counted, a new session is opened. */
import { randomUUID } from 'node:crypto'
import { Problem } from '#domain/problems.ts'
import { reseauOf } from '#domain/reseau.ts'
import { findByLogin, type CompteRow } from '#store/comptes.ts'
import { insertSession } from '#store/sessions.ts'
import { transact } from '#store/transact.ts'
import { commencerEssai, compterEchec, oublierEchecs } from './essais.ts'
import { empreinteDuJeton, marqueDeLAppareil, nouveauJeton } from './jetons.ts'
import { comparerAuLeurre, hacher, isHacheAJour, isMotDePasse } from './mots-de-passe.ts'
import type { Plateforme } from './plateforme.ts'

export type Entree = {
  readonly login: string
  readonly motDePasse: string
  readonly adresse: string
  /** What the browser calls itself. */
  readonly appareil: string
  /** What it kept of a former session, as it sent it. */
  readonly marque: string | null
  readonly maintenant: Date
}

/** Two secrets for the browser: the token of the session, and the mark it is recognised by later. */
export type Ouverture = { readonly jeton: string; readonly marque: string }

/** Same answer, same time, for an unknown login and a wrong password. Whatever the browser sent, the session is a new one. */
export async function ouvrirSession(plateforme: Plateforme, entree: Entree): Promise<Ouverture> {
  const venue = {
    login: entree.login.trim(),
    adresse: reseauOf(entree.adresse),
    marque: entree.marque === null ? null : Buffer.from(entree.marque, 'base64url'),
    maintenant: entree.maintenant,
  }
  const compte = await findByLogin(plateforme.base, venue.login)
  const essai = await commencerEssai(plateforme, venue, compte)
  const juste = compte ? await isMotDePasse(compte.mot_de_passe, entree.motDePasse) : await comparerAuLeurre(entree.motDePasse)
  if (!compte || !juste) {
    await compterEchec(plateforme, essai)
    throw new Problem('session/identifiants')
  }
  if (!compte.actif) throw new Problem('session/compte-inactif')
  await oublierEchecs(plateforme, essai)
  return enregistrerSession(plateforme, compte, { ...entree, adresse: venue.adresse })
}

async function enregistrerSession(plateforme: Plateforme, compte: CompteRow, entree: Entree): Promise<Ouverture> {
  const jeton = nouveauJeton()
  const empreinte = empreinteDuJeton(jeton)
  const nouveauHache = isHacheAJour(compte.mot_de_passe) ? {} : { mot_de_passe: await hacher(entree.motDePasse) }
  await transact(plateforme.base, { organismeId: compte.organisme_id, operateur: null }, async (tx) => {
    await insertSession(tx, {
      organisme_id: compte.organisme_id,
      id: randomUUID(),
      compte_id: compte.id,
      jeton: empreinte,
      adresse: entree.adresse,
      appareil: entree.appareil.slice(0, 200),
      ouverte_le: entree.maintenant,
      vue_le: entree.maintenant,
      fermee_le: null,
    })
    await tx
      .updateTable('comptes')
      .set({ connecte_le: entree.maintenant, ...nouveauHache })
      .where('organisme_id', '=', compte.organisme_id)
      .where('id', '=', compte.id)
      .execute()
  })
  return { jeton, marque: marqueDeLAppareil(empreinte).toString('base64url') }
}
