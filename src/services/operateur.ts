/** The operators' side: who stands where, who is late, credentials, sub-steps. No figure before step 4. [S06] [S84] */
import { randomUUID } from 'node:crypto'
import type { Edition, Famille, LiasseCode } from '#definitions/edition.ts'
import { joursAvant, parisDateTime } from '#domain/calendrier.ts'
import { problemOf, refusalClassement, refusalOperateur } from '#domain/droits.ts'
import { etapeLabel } from '#domain/etapes.ts'
import { Problem } from '#domain/problems.ts'
import { loginAdministrateur, parseSiret } from '#domain/siret.ts'
import { listEcheances } from '#store/campagnes.ts'
import { findCompte, insertCompte, listComptes, reserveLogin, updateCompte } from '#store/comptes.ts'
import { findBySiren, findOrganisme, insertOrganisme, listComptesDuPerimetre, listSuivi } from '#store/organismes.ts'
import { closeSessions } from '#store/sessions.ts'
import type { Tx } from '#store/transact.ts'
import { autoriser, dossierOf, getDossierForAct, trouve } from './autoriser.ts'
import { hacher, motDePasseProvisoire } from './mots-de-passe.ts'
import { iso, organismeOf } from './presenter.ts'
import { ecriture, lecture, type Call } from './service.ts'

async function autoriserOperateur(tx: Tx, call: Call, droit: string): Promise<Edition> {
  const edition = await call.plateforme.edition(tx, (await call.plateforme.campagne(tx)).edition_digest)
  const refused = refusalOperateur(call.acteur, droit, { edition })
  if (refused) throw problemOf(refused)
  return edition
}

type LigneSuivi = Awaited<ReturnType<typeof listSuivi>>[number]
type ComptePerimetre = Awaited<ReturnType<typeof listComptesDuPerimetre>>[number]

export const suivreCampagne = lecture(async (tx, call: Call, _input: object) => {
  const edition = await autoriserOperateur(tx, call, 'suivre')
  const campagne = await call.plateforme.campagne(tx)
  const aujourdhui = parisDateTime(call.maintenant).date
  const echeances = await listEcheances(tx, campagne.code)
  const comptes = Map.groupBy(await listComptesDuPerimetre(tx), (compte) => compte.organisme_id)
  const lignes = []
  for (const { code, destinataire } of edition.liasses) {
    const concerne = call.acteur.operateur === 'cglls' || call.acteur.operateur === destinataire
    if (!concerne) continue
    for (const row of await listSuivi(tx, { campagne: campagne.code, liasse: code })) {
      const limite = echeances.find((e) => e.liasse === code && e.famille === row.famille)?.limite ?? null
      lignes.push(ligneOf(row, { edition, liasse: code, limite, aujourdhui, comptes: comptes.get(row.id) ?? [] }))
    }
  }
  return { campagne: campagne.code, aujourdhui, lignes }
})

function ligneOf(
  row: LigneSuivi,
  vue: { edition: Edition; liasse: LiasseCode; limite: string | null; aujourdhui: string; comptes: readonly ComptePerimetre[] },
) {
  const lisible = row.etape !== null && row.etape >= vue.edition.etapeVisible
  const retard = vue.limite === null || lisible ? 0 : Math.max(0, -joursAvant(vue.limite, vue.aujourdhui))
  const administrateur = vue.comptes.find((compte) => compte.genre === 'administrateur')
  return {
    organisme: organismeOf(row),
    liasse: vue.liasse,
    dossierId: row.dossier_id,
    etape: row.etape,
    etapeLibelle: row.etape === null ? 'Non initialisé' : etapeLabel(vue.edition, row.etape),
    sousEtape: vue.edition.etapes.flatMap((etape) => etape.sousEtapes).find((sous) => sous.code === row.sous_etape)?.libelle ?? null,
    etapeDepuis: iso(row.etape_depuis),
    limite: vue.limite,
    enRetard: retard > 0,
    joursDeRetard: retard,
    bloquants: lisible ? row.bloquants : null,
    aJustifier: lisible ? row.a_justifier : null,
    derniereActivite: iso(row.modifie_le),
    lisible,
    compteAdministrateur: administrateur
      ? { login: administrateur.login, emisLe: administrateur.cree_le.toISOString(), jamaisConnecte: administrateur.connecte_le === null }
      : null,
    utilisateurs: vue.comptes.filter((compte) => compte.genre === 'utilisateur' && compte.actif).length,
  }
}

export const creerOrganisme = ecriture({
  nom: 'creer-organisme',
  run: async (tx, call: Call, input: { numero: string; raisonSociale: string; famille: Famille }) => {
    await autoriserOperateur(tx, call, 'emettre_identifiants')
    const numero = parseSiret(input.numero)
    if (!numero) throw new Problem('organisme/siret', { saisi: input.numero })
    if (input.raisonSociale.trim() === '')
      throw new Problem('compte/champ', { champ: 'Raison sociale', pourquoi: 'indiquez le nom de l’organisme.' })
    if (await findBySiren(tx, numero.siren)) throw new Problem('organisme/deja', { siret: numero.siret ?? numero.siren })
    const id = randomUUID()
    await insertOrganisme(tx, {
      id,
      federation_id: call.acteur.organismeId,
      siren: numero.siren,
      siret: numero.siret,
      raison_sociale: input.raisonSociale.trim(),
      famille: input.famille,
      cree_le: call.maintenant,
    })
    const organisme = trouve(await findOrganisme(tx, id))
    return {
      sortie: { organisme: organismeOf(organisme) },
      trace: { organismeId: id, details: { siren: numero.siren, siret: numero.siret, famille: input.famille } },
    }
  },
})

/** Creates the `AD_` account, or gives it a new one-time password; its open sessions close. [S06] [S07] */
export const emettreIdentifiants = ecriture({
  nom: 'emettre-identifiants',
  run: async (tx, call: Call, input: { organismeId: string; forme: 'siret' | 'siren' }) => {
    await autoriserOperateur(tx, call, 'emettre_identifiants')
    const organisme = await findOrganisme(tx, input.organismeId)
    if (!organisme) throw new Problem('organisme/inconnu')
    const numero = input.forme === 'siret' ? organisme.siret : organisme.siren
    if (numero === null) throw new Problem('organisme/siret', { saisi: organisme.siren })
    const motDePasse = motDePasseProvisoire()
    const hache = await hacher(motDePasse)
    const existing = (await listComptes(tx, organisme.id)).find((compte) => compte.genre === 'administrateur')
    const login = existing?.login ?? loginAdministrateur(numero)
    if (existing) {
      if (!(await updateCompte(tx, existing, { mot_de_passe: hache, doit_changer: true, actif: true }))) throw new Problem('compte/version')
      await closeSessions(tx, { organismeId: organisme.id, compteId: existing.id }, { le: call.maintenant })
    } else await creerAdministrateur(tx, call, { organismeId: organisme.id, login, hache })
    return { sortie: { login, motDePasse }, trace: { organismeId: organisme.id, details: { login, renouvele: existing !== undefined } } }
  },
})

async function creerAdministrateur(
  tx: Tx,
  call: Call,
  { organismeId, login, hache }: { organismeId: string; login: string; hache: string },
): Promise<void> {
  const id = randomUUID()
  if (!(await reserveLogin(tx, login, { organismeId, compteId: id }))) throw new Problem('compte/login-pris', { login })
  await insertCompte(tx, {
    organisme_id: organismeId,
    id,
    login,
    genre: 'administrateur',
    nom: 'Administrateur',
    prenom: '',
    courriel: '',
    telephone: '',
    fonction: '',
    configuration: null,
    profil: null,
    droits: [],
    mot_de_passe: hache,
    doit_changer: true,
    actif: true,
    version: 1,
    cree_le: call.maintenant,
    connecte_le: null,
  })
  trouve(await findCompte(tx, organismeId, id))
}

/** Sub-steps of a dossier that the operator receives. */
export const classerDossier = ecriture({
  nom: 'classer-dossier',
  run: async (tx, call: Call, input: { dossierId: string; sousEtape: string }) => {
    const row = await getDossierForAct(tx, input.dossierId)
    const edition = await call.plateforme.edition(tx, row.edition_digest)
    const dossier = await dossierOf(tx, call, row)
    await autoriser(tx, call, {
      edition,
      refusal: (contexte) => refusalClassement(call.acteur, dossier, { ...contexte, sousEtape: input.sousEtape }),
    })
    return {
      sortie: { seq: row.seq + 1 },
      trace: { dossier: row, modification: { sous_etape: input.sousEtape }, details: { sousEtape: input.sousEtape } },
    }
  },
})
