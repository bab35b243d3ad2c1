/** Signing in and out. A session is a random token of which the database keeps the SHA-256; its life is bounded twice. */
import { hash, randomBytes, randomUUID } from 'node:crypto'
import type { Acteur } from '#domain/acteur.ts'
import { refusalMotDePasse } from '#domain/mot-de-passe.ts'
import { Problem } from '#domain/problems.ts'
import { findReglage } from '#store/campagnes.ts'
import { findByLogin, findCompte, updateCompte, type CompteRow } from '#store/comptes.ts'
import { findOperateur, findOrganisme } from '#store/organismes.ts'
import { closeSessions, insertSession, isAdresseConnue, listSessions, touchSession, type SessionRow } from '#store/sessions.ts'
import { clearTentatives, countEchec, listTentatives } from '#store/tentatives.ts'
import { transact } from '#store/transact.ts'
import { EXCEPTION_ADMINISTRATEUR, trouve } from './autoriser.ts'
import { comparerAuLeurre, hacher, isHacheAJour, isMotDePasse } from './mots-de-passe.ts'
import { organismeOf } from './presenter.ts'
import type { Plateforme } from './plateforme.ts'
import { ecriture, lecture, type Call } from './service.ts'

/** Source: `design/ux.md` SE-03. */
export const INACTIVITE_MINUTES = 30
const DUREE_HEURES = 12
const MINUTE = 60_000
const JOUR = 86_400_000

const empreinteDe = (jeton: string): Buffer => hash('sha256', jeton, 'buffer')

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

/** Who this token speaks for; `null` when the session is unknown, closed, idle for too long or over. */
export async function findActeur(
  plateforme: Plateforme,
  jeton: string,
  maintenant: Date,
): Promise<{ acteur: Acteur; jeton: Buffer } | null> {
  const empreinte = empreinteDe(jeton)
  const row = await plateforme.session(empreinte)
  if (!row || row.fermee_le !== null || !row.actif) return null
  const idle = maintenant.getTime() - row.vue_le.getTime()
  if (idle > INACTIVITE_MINUTES * MINUTE || maintenant.getTime() - row.ouverte_le.getTime() > DUREE_HEURES * 60 * MINUTE) return null
  if (idle > MINUTE) await touchSession(plateforme.base, empreinte, maintenant)
  return { acteur: acteurOf(row), jeton: empreinte }
}

/**
 * A stranger's failures never lock anyone out: the account-wide wait applies only to addresses from which the account has
 * not signed in during the last 90 days.
 */
async function refuseTropTot(plateforme: Plateforme, essai: Essai, compte: CompteRow | undefined): Promise<void> {
  const attentes = (await listTentatives(plateforme.base, essai.clefs)).filter((t) => t.libre_le > essai.maintenant)
  const parCompte = attentes.find((t) => t.clef === essai.clefCompte)
  const autres = attentes.filter((t) => t !== parCompte)
  const connue = parCompte !== undefined && compte !== undefined && (await isConnue(plateforme, essai, compte))
  const bloquantes = connue || !parCompte ? autres : [...autres, parCompte]
  if (bloquantes.length === 0) return
  const until = Math.max(...bloquantes.map((t) => t.libre_le.getTime()))
  throw new Problem('session/attendre', { secondes: Math.ceil((until - essai.maintenant.getTime()) / 1000) })
}

type Essai = { readonly clefs: readonly string[]; readonly clefCompte: string; readonly adresse: string; readonly maintenant: Date }

const isConnue = (plateforme: Plateforme, essai: Essai, compte: CompteRow): Promise<boolean> =>
  transact(plateforme.base, { organismeId: compte.organisme_id, operateur: null }, (tx) =>
    isAdresseConnue(
      tx,
      { organismeId: compte.organisme_id, compteId: compte.id },
      { adresse: essai.adresse, depuis: new Date(essai.maintenant.getTime() - 90 * JOUR) },
    ),
  )

async function compterEchec(plateforme: Plateforme, essai: Essai): Promise<void> {
  for (const clef of essai.clefs) {
    const gratuits = clef.startsWith('adresse:') ? 30 : clef === essai.clefCompte ? 20 : 5
    await countEchec(plateforme.base, clef, { gratuits, plafondSecondes: 300, maintenant: essai.maintenant })
  }
}

export type Entree = {
  readonly login: string
  readonly motDePasse: string
  readonly adresse: string
  readonly appareil: string
  readonly maintenant: Date
}

/** Same answer, same time, for an unknown login and a wrong password. Returns the token, to be kept by the browser only. */
export async function ouvrirSession(plateforme: Plateforme, entree: Entree): Promise<string> {
  const login = entree.login.trim()
  const clefCompte = `compte:${login.toLowerCase()}`
  const essai: Essai = {
    clefs: [`adresse:${entree.adresse}`, `${clefCompte}@${entree.adresse}`, clefCompte],
    clefCompte,
    adresse: entree.adresse,
    maintenant: entree.maintenant,
  }
  const compte = await findByLogin(plateforme.base, login)
  await refuseTropTot(plateforme, essai, compte)
  const juste = compte ? await isMotDePasse(compte.mot_de_passe, entree.motDePasse) : await comparerAuLeurre(entree.motDePasse)
  if (!compte || !juste) {
    await compterEchec(plateforme, essai)
    throw new Problem('session/identifiants')
  }
  if (!compte.actif) throw new Problem('session/compte-inactif')
  await clearTentatives(plateforme.base, [`${clefCompte}@${entree.adresse}`])
  return enregistrerSession(plateforme, compte, entree)
}

async function enregistrerSession(plateforme: Plateforme, compte: CompteRow, entree: Entree): Promise<string> {
  const jeton = randomBytes(32).toString('base64url')
  const nouveauHache = isHacheAJour(compte.mot_de_passe) ? {} : { mot_de_passe: await hacher(entree.motDePasse) }
  await transact(plateforme.base, { organismeId: compte.organisme_id, operateur: null }, async (tx) => {
    await insertSession(tx, {
      organisme_id: compte.organisme_id,
      id: randomUUID(),
      compte_id: compte.id,
      jeton: empreinteDe(jeton),
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
  return jeton
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
