/** Settings of the platform: the support block, the deadlines, the exception for `AD_` accounts. [S12] [S79] [S81] [S82] */
import type { Famille, LiasseCode } from '#definitions/edition.ts'
import { dateFr, etatAssistance, type Assistance } from '#domain/calendrier.ts'
import { problemOf, refusalOperateur } from '#domain/droits.ts'
import { Problem } from '#domain/problems.ts'
import { findReglage, listEcheances, replaceEcheance, replaceReglage } from '#store/campagnes.ts'
import type { Base } from '#store/connect.ts'
import type { Tx } from '#store/transact.ts'
import { EXCEPTION_ADMINISTRATEUR } from './autoriser.ts'
import type { Plateforme } from './plateforme.ts'
import { ecriture, lecture, type Call } from './service.ts'

export const ASSISTANCE = 'assistance'

/** Values of the founding page, until an operator sets others. */
export const ASSISTANCE_PAR_DEFAUT: Assistance = {
  nom: 'Assistance Avantis',
  telephone: '01 55 78 23 96',
  ouverture: '09:00',
  fermeture: '17:00',
  federation: { nom: 'Fédération', telephone: '01 99 00 12 34', courriel: 'assistance@federation.exemple.fr' },
}

const getAssistance = async (reader: Base | Tx): Promise<Assistance> =>
  ((await findReglage(reader, ASSISTANCE)) as Assistance | undefined) ?? ASSISTANCE_PAR_DEFAUT

const heures = (heure: string): string => `${Number(heure.slice(0, 2))} h${heure.endsWith(':00') ? '' : ` ${heure.slice(3)}`}`

/** The support block of every page, signed in or not; the address travels in two halves. [S78] [S80] [S83] */
export async function lireAssistance(plateforme: Plateforme, maintenant: Date) {
  const assistance = await getAssistance(plateforme.base)
  const [boite = '', domaine = ''] = assistance.federation.courriel.split('@')
  return {
    nom: assistance.nom,
    telephone: assistance.telephone,
    horaires: `du lundi au vendredi, de ${heures(assistance.ouverture)} à ${heures(assistance.fermeture)}`,
    ...etatAssistance(assistance, maintenant),
    federation: { nom: assistance.federation.nom, telephone: assistance.federation.telephone, courriel: { boite, domaine } },
  }
}

async function autoriserReglages(tx: Tx, call: Call): Promise<string> {
  const campagne = await call.plateforme.campagne(tx)
  const edition = await call.plateforme.edition(tx, campagne.edition_digest)
  const refused = refusalOperateur(call.acteur, 'regler', { edition })
  if (refused) throw problemOf(refused)
  return campagne.code
}

export const lireReglages = lecture(async (tx, call: Call, _input: object) => {
  const campagne = await autoriserReglages(tx, call)
  const echeances = await listEcheances(tx, campagne)
  return {
    assistance: await getAssistance(tx),
    exceptionAdministrateur: (await findReglage(tx, EXCEPTION_ADMINISTRATEUR)) === true,
    echeances: echeances.map(({ liasse, famille, ouverture, limite }) => ({ liasse, famille, ouverture, limite })),
  }
})

type Echeance = { readonly liasse: LiasseCode; readonly famille: Famille; readonly ouverture: string; readonly limite: string }

export const modifierReglages = ecriture({
  nom: 'modifier-reglages',
  run: async (tx, call: Call, input: { assistance: Assistance; exceptionAdministrateur: boolean; echeances: readonly Echeance[] }) => {
    const campagne = await autoriserReglages(tx, call)
    const inverse = input.echeances.find((echeance) => echeance.limite < echeance.ouverture)
    if (inverse)
      throw new Problem('compte/champ', {
        champ: `Échéance ${inverse.famille}`,
        pourquoi: `la date limite (${dateFr(inverse.limite)}) précède l’ouverture (${dateFr(inverse.ouverture)}).`,
      })
    const avant = {
      assistance: await getAssistance(tx),
      exceptionAdministrateur: (await findReglage(tx, EXCEPTION_ADMINISTRATEUR)) === true,
    }
    await replaceReglage(tx, ASSISTANCE, input.assistance)
    await replaceReglage(tx, EXCEPTION_ADMINISTRATEUR, input.exceptionAdministrateur)
    for (const { liasse, famille, ouverture, limite } of input.echeances)
      await replaceEcheance(tx, { campagne, liasse, famille, ouverture, limite })
    return { sortie: { fait: true as const }, trace: { organismeId: call.acteur.organismeId, details: { avant, apres: { ...input } } } }
  },
})
