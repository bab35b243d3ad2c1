/** The users of a body, managed by its `AD_` account and by nobody else. */
import { randomUUID } from 'node:crypto'
import type { Edition } from '#definitions/edition.ts'
import { problemOf, refusalComptes } from '#domain/droits.ts'
import { listImpasses } from '#domain/impasses.ts'
import { refusalMotDePasse } from '#domain/mot-de-passe.ts'
import { Problem } from '#domain/problems.ts'
import { isLoginAdministrateur } from '#domain/siret.ts'
import { findCompte, insertCompte, listComptes, reserveLogin, updateCompte, type CompteRow } from '#store/comptes.ts'
import { closeSessions } from '#store/sessions.ts'
import type { Tx } from '#store/transact.ts'
import { personneOf } from './autoriser.ts'
import { hacher } from './mots-de-passe.ts'
import { compteOf } from './presenter.ts'
import { ecriture, lecture, type Call } from './service.ts'

export type CompteSaisi = {
  readonly nom: string
  readonly prenom: string
  readonly courriel: string
  readonly login: string
  readonly motDePasse: string
  readonly telephone: string
  readonly fonction: string
  readonly configuration: 'seul' | 'plusieurs' | null
  readonly profil: string | null
  readonly droits: readonly string[]
}

const autoriserComptes = (call: Call): void => {
  const refused = refusalComptes(call.acteur)
  if (refused) throw problemOf(refused)
}

const editionCourante = async (tx: Tx, call: Call): Promise<Edition> =>
  call.plateforme.edition(tx, (await call.plateforme.campagne(tx)).edition_digest)

const impassesOf = async (tx: Tx, call: Call) =>
  listImpasses(
    await editionCourante(tx, call),
    (await listComptes(tx, call.acteur.organismeId)).filter((c) => c.genre === 'utilisateur').map(personneOf),
  ).map((impasse) => ({ ...impasse }))

const champ = (nom: string, pourquoi: string): Problem => new Problem('compte/champ', { champ: nom, pourquoi })

/** Checks the fields that everybody must fill, [S19] to [S23], and that the boxes are rights of the edition. */
function controler(saisi: CompteSaisi, edition: Edition): CompteSaisi {
  const propre = {
    ...saisi,
    nom: saisi.nom.trim(),
    prenom: saisi.prenom.trim(),
    courriel: saisi.courriel.trim(),
    login: saisi.login.trim(),
  }
  if (propre.nom === '' || propre.nom.length > 100) throw champ('Nom', 'indiquez le nom (100 caractères au plus).')
  if (propre.prenom === '' || propre.prenom.length > 100) throw champ('Prénom', 'indiquez le prénom (100 caractères au plus).')
  if (!/^[^\s@]+@[^\s@]+\.[^\s@.]{2,}$/.test(propre.courriel) || propre.courriel.length > 200)
    throw champ('Adresse électronique', 'écrivez-la sous la forme nom@exemple.fr.')
  if (!/^[\p{L}\d._@-]{3,60}$/u.test(propre.login))
    throw champ('Identifiant', '3 à 60 caractères : lettres, chiffres, point, tiret, souligné ou arobase.')
  if (isLoginAdministrateur(propre.login)) throw new Problem('compte/login-reserve')
  if (propre.profil === null) throw new Problem('compte/profil-manquant')
  if (!edition.profils.some((profil) => profil.code === propre.profil && profil.acteur === 'organisme'))
    throw champ('Profil', 'choisissez l’un des profils proposés.')
  const connus = new Set(edition.droits.filter((droit) => droit.acteur === 'organisme').map((droit) => droit.code))
  const inconnu = propre.droits.find((droit) => !connus.has(droit))
  if (inconnu !== undefined) throw champ('Droits', `« ${inconnu} » n’est pas une case du tableau des droits.`)
  return { ...propre, droits: [...new Set(propre.droits)] }
}

function controlerMotDePasse(saisi: CompteSaisi): void {
  const pourquoi = refusalMotDePasse(saisi.motDePasse, saisi)
  if (pourquoi) throw new Problem('motdepasse/faible', { pourquoi })
}

export const listerComptes = lecture(async (tx, call: Call, _input: object) => {
  autoriserComptes(call)
  return { comptes: (await listComptes(tx, call.acteur.organismeId)).map(compteOf), impasses: await impassesOf(tx, call) }
})

export const creerCompte = ecriture({
  nom: 'creer-compte',
  run: async (tx, call: Call, input: CompteSaisi) => {
    autoriserComptes(call)
    const saisi = controler(input, await editionCourante(tx, call))
    controlerMotDePasse(saisi)
    const id = randomUUID()
    const organismeId = call.acteur.organismeId
    if (!(await reserveLogin(tx, saisi.login, { organismeId, compteId: id })))
      throw new Problem('compte/login-pris', { login: saisi.login })
    const { motDePasse, droits, ...champs } = saisi
    await insertCompte(tx, {
      ...champs,
      droits: [...droits],
      organisme_id: organismeId,
      id,
      genre: 'utilisateur',
      mot_de_passe: await hacher(motDePasse),
      doit_changer: false,
      actif: true,
      version: 1,
      cree_le: call.maintenant,
      connecte_le: null,
    })
    return {
      sortie: await reponse(tx, call, id),
      trace: { organismeId, details: { compte: saisi.login, profil: saisi.profil, droits: [...droits] } },
    }
  },
})

async function reponse(tx: Tx, call: Call, id: string) {
  return { compte: compteOf(await getCompte(tx, call, id)), impasses: await impassesOf(tx, call) }
}

async function getCompte(tx: Tx, call: Call, id: string): Promise<CompteRow> {
  const compte = await findCompte(tx, call.acteur.organismeId, id)
  if (!compte) throw new Problem('compte/inconnu')
  return compte
}

/** The `AD_` account is left untouched, whatever is asked. [S15] */
async function getModifiable(tx: Tx, call: Call, id: string): Promise<CompteRow> {
  const compte = await getCompte(tx, call, id)
  if (compte.genre !== 'utilisateur') throw new Problem('compte/intouchable')
  return compte
}

export const modifierCompte = ecriture({
  nom: 'modifier-compte',
  run: async (tx, call: Call, input: CompteSaisi & { compteId: string; version: number }) => {
    autoriserComptes(call)
    const compte = await getModifiable(tx, call, input.compteId)
    const saisi = controler(input, await editionCourante(tx, call))
    if (saisi.login.toLowerCase() !== compte.login.toLowerCase())
      throw champ('Identifiant', 'il ne change plus une fois le compte créé ; désactivez ce compte et ajoutez-en un autre.')
    if (saisi.motDePasse !== '') controlerMotDePasse(saisi)
    const changes = {
      nom: saisi.nom,
      prenom: saisi.prenom,
      courriel: saisi.courriel,
      telephone: saisi.telephone,
      fonction: saisi.fonction,
      configuration: saisi.configuration,
      profil: saisi.profil,
      droits: [...saisi.droits],
      ...(saisi.motDePasse === '' ? {} : { mot_de_passe: await hacher(saisi.motDePasse) }),
    }
    if (compte.version !== input.version || !(await updateCompte(tx, compte, changes))) throw new Problem('compte/version')
    if (saisi.motDePasse !== '') await closeSessions(tx, { organismeId: compte.organisme_id, compteId: compte.id }, { le: call.maintenant })
    const details = {
      compte: compte.login,
      profil: [compte.profil, saisi.profil],
      droits: [compte.droits, [...saisi.droits]],
      motDePasse: saisi.motDePasse !== '',
    }
    return { sortie: await reponse(tx, call, compte.id), trace: { organismeId: compte.organisme_id, details } }
  },
})

/** A deactivated account keeps its name in the history; its sessions close at once. */
export const activerCompte = ecriture({
  nom: 'activer-compte',
  run: async (tx, call: Call, input: { compteId: string; actif: boolean }) => {
    autoriserComptes(call)
    const compte = await getModifiable(tx, call, input.compteId)
    if (!(await updateCompte(tx, compte, { actif: input.actif }))) throw new Problem('compte/version')
    if (!input.actif) await closeSessions(tx, { organismeId: compte.organisme_id, compteId: compte.id }, { le: call.maintenant })
    return {
      sortie: await reponse(tx, call, compte.id),
      trace: { organismeId: compte.organisme_id, details: { compte: compte.login, actif: input.actif } },
    }
  },
})
