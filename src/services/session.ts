/** Open sessions. A session is a random token of which the database keeps the SHA-256; its life is bounded twice. */
import type { Acteur } from '#domain/acteur.ts'
import { refusalMotDePasse } from '#domain/mot-de-passe.ts'
import { Problem } from '#domain/problems.ts'
import { findReglage } from '#store/campagnes.ts'
import { findCompte, updateCompte } from '#store/comptes.ts'
import { findOperateur, findOrganisme } from '#store/organismes.ts'
import { closeSessions, listSessions, touchSession, type SessionRow } from '#store/sessions.ts'
import { EXCEPTION_ADMINISTRATEUR, trouve } from './autoriser.ts'
import { empreinteDuJeton } from './jetons.ts'
import { hacher, isMotDePasse } from './mots-de-passe.ts'
import { organismeOf } from './presenter.ts'
import type { Plateforme } from './plateforme.ts'
import { ecriture, lecture, type Call } from './service.ts'

/** Source: `design/ux.md` SE-03. */
export const INACTIVITE_MINUTES = 30
const DUREE_HEURES = 12
const MINUTE = 60_000

const acteurOf = (row: SessionRow): Acteur => ({
  compteId: row.compte_id,
  login: row.login,
  nom: row.nom,
  prenom: row.prenom,
  genre: row.genre,
  organismeId: row.organisme_id,
  operateur: row.operateur,
  profil: row.profil,
  droits: row.droits,
  doitChangerMotDePasse: row.doit_changer,
})

type Trouve = { readonly acteur: Acteur; readonly jeton: Buffer }

/** Who this token speaks for; `null` when the session is unknown, closed, idle for too long or over. Being asked makes it last. */
export async function findActeur(plateforme: Plateforme, jeton: string, maintenant: Date): Promise<Trouve | null> {
  const empreinte = empreinteDuJeton(jeton)
  const row = await findOuverte(plateforme, empreinte, maintenant)
  if (!row) return null
  if (maintenant.getTime() - row.vue_le.getTime() > MINUTE) await touchSession(plateforme.base, empreinte, maintenant)
  return { acteur: acteurOf(row), jeton: empreinte }
}

/** The same for what a page does by itself: a session that nobody uses ends all the same. */
export async function findActeurPassif(plateforme: Plateforme, jeton: string, maintenant: Date): Promise<Trouve | null> {
  const empreinte = empreinteDuJeton(jeton)
  const row = await findOuverte(plateforme, empreinte, maintenant)
  return row ? { acteur: acteurOf(row), jeton: empreinte } : null
}

/** Whether a call's session is still open now. */
export const isSessionOuverte = async ({ plateforme, jeton }: Call, maintenant: Date): Promise<boolean> =>
  jeton !== null && (await findOuverte(plateforme, jeton, maintenant)) !== null

async function findOuverte(plateforme: Plateforme, empreinte: Buffer, maintenant: Date): Promise<SessionRow | null> {
  const row = await plateforme.session(empreinte)
  if (!row || row.fermee_le !== null || !row.actif) return null
  const idle = maintenant.getTime() - row.vue_le.getTime()
  const age = maintenant.getTime() - row.ouverte_le.getTime()
  return idle > INACTIVITE_MINUTES * MINUTE || age > DUREE_HEURES * 60 * MINUTE ? null : row
}

const moi = (call: Call) => ({ organismeId: call.acteur.organismeId, compteId: call.acteur.compteId })

export const lireSession = lecture(async (tx, call: Call, _input: object) => {
  const campagne = await call.plateforme.campagne(tx)
  const organisme = call.acteur.genre === 'operateur' ? undefined : await findOrganisme(tx, call.acteur.organismeId)
  const operateur = call.acteur.genre === 'operateur' ? await findOperateur(tx, call.acteur.organismeId) : undefined
  return {
    acteur: { ...call.acteur, droits: [...call.acteur.droits] },
    organisation: organisme?.raison_sociale ?? operateur?.libelle ?? '',
    organisme: organisme ? organismeOf(organisme) : null,
    campagne: campagne.code,
    editionDigest: campagne.edition_digest,
    inactiviteMinutes: INACTIVITE_MINUTES,
    exceptionAdministrateur: (await findReglage(tx, EXCEPTION_ADMINISTRATEUR)) === true,
  }
})

export const fermerSession = lecture(async (tx, call: Call, _input: object) => {
  const sessions = await listSessions(tx, moi(call))
  const courante = sessions.find((session) => call.jeton?.equals(session.jeton))
  if (courante) await closeSessions(tx, moi(call), { id: courante.id, le: call.maintenant })
  return { fait: true as const }
})

export const listerSessions = lecture(async (tx, call: Call, _input: object) =>
  (await listSessions(tx, moi(call))).map((session) => ({
    id: session.id,
    ouverteLe: session.ouverte_le.toISOString(),
    vueLe: session.vue_le.toISOString(),
    appareil: session.appareil,
    courante: call.jeton?.equals(session.jeton) ?? false,
  })),
)

export const revoquerSession = lecture(async (tx, call: Call, input: { sessionId: string }) => {
  const closed = await closeSessions(tx, moi(call), { id: input.sessionId, le: call.maintenant })
  if (closed === 0) throw new Problem('session/inconnue')
  return { fait: true as const }
})

/** The other sessions of the account are closed: whoever knew the old password is out. */
export const changerMotDePasse = ecriture({
  nom: 'changer-mot-de-passe',
  run: async (tx, call: Call, input: { ancien: string; nouveau: string }) => {
    const compte = trouve(await findCompte(tx, call.acteur.organismeId, call.acteur.compteId))
    if (!(await isMotDePasse(compte.mot_de_passe, input.ancien))) throw new Problem('motdepasse/ancien-faux')
    if (input.ancien === input.nouveau) throw new Problem('motdepasse/identique')
    const pourquoi = refusalMotDePasse(input.nouveau, compte)
    if (pourquoi) throw new Problem('motdepasse/faible', { pourquoi })
    if (!(await updateCompte(tx, compte, { mot_de_passe: await hacher(input.nouveau), doit_changer: false })))
      throw new Problem('compte/version')
    await closeSessions(tx, moi(call), { le: call.maintenant, ...(call.jeton ? { saufJeton: call.jeton } : {}) })
    return { sortie: { fait: true as const }, trace: { organismeId: compte.organisme_id, details: { compte: compte.login } } }
  },
})
