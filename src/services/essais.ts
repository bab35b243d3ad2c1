/**
 * How often one may be wrong at sign-in (SE-04). Failures are counted by address, by account, and by account from an address; each counter
 * makes wait longer and longer. No stranger can lock anyone out: a browser that signed in before has a counter of its own, which others
 * cannot reach; the wait of a whole account spares the addresses it signed in from, and is short for the others.
 */
import { Problem } from '#domain/problems.ts'
import type { CompteRow } from '#store/comptes.ts'
import { isAdresseConnue, isAppareilConnu } from '#store/sessions.ts'
import { clearTentatives, countEchec, listTentatives } from '#store/tentatives.ts'
import { transact } from '#store/transact.ts'
import type { Plateforme } from './plateforme.ts'

const CONNU_JOURS = 90
const JOUR = 86_400_000
/** Of an account that does not exist: it is looked up all the same, so that the answer takes the same time. */
const PERSONNE = { organisme_id: '00000000-0000-0000-0000-000000000000', id: '00000000-0000-0000-0000-000000000000' }

/** `gratuits`: failures before the first wait; it doubles from one second up to `plafondSecondes`. [expert] */
type Compteur = { readonly clef: string; readonly gratuits: number; readonly plafondSecondes: number }
export type Essai = { readonly compteurs: readonly Compteur[]; readonly effacees: readonly string[]; readonly maintenant: Date }

export type Venue = {
  readonly login: string
  /** Network of the sender: an IPv4 address, or the 64 first bits of an IPv6 one. */
  readonly adresse: string
  /** What the browser kept of a former session; `null` for one never seen. */
  readonly marque: Buffer | null
  readonly maintenant: Date
}

/** The counters that this try is under; throws when one of them says to wait. */
export async function commencerEssai(plateforme: Plateforme, venue: Venue, compte: CompteRow | undefined): Promise<Essai> {
  const connu = await reconnaitre(plateforme, venue, compte)
  const compteurs = compteursOf(venue, connu)
  const spared = connu.adresse ? clefCompte(venue) : null
  const attentes = await listTentatives(
    plateforme.base,
    compteurs.map(({ clef }) => clef),
  )
  const libre = Math.max(0, ...attentes.filter(({ clef }) => clef !== spared).map(({ libre_le }) => libre_le.getTime()))
  const secondes = Math.ceil((libre - venue.maintenant.getTime()) / 1000)
  if (secondes > 0) throw new Problem('session/attendre', { secondes })
  const effacees = compteurs.map(({ clef }) => clef).filter((clef) => clef !== clefCompte(venue) && !clef.startsWith('adresse:'))
  return { compteurs, effacees, maintenant: venue.maintenant }
}

const clefCompte = ({ login }: Venue): string => `compte:${login.toLowerCase()}`

function compteursOf(venue: Venue, connu: { readonly appareil: boolean }): readonly Compteur[] {
  if (connu.appareil && venue.marque) return [{ clef: `appareil:${venue.marque.toString('hex')}`, gratuits: 10, plafondSecondes: 300 }]
  return [
    { clef: `adresse:${venue.adresse}`, gratuits: 30, plafondSecondes: 300 },
    { clef: `${clefCompte(venue)}@${venue.adresse}`, gratuits: 5, plafondSecondes: 300 },
    { clef: clefCompte(venue), gratuits: 20, plafondSecondes: 30 },
  ]
}

async function reconnaitre(plateforme: Plateforme, { adresse, marque, maintenant }: Venue, compte: CompteRow | undefined) {
  const { organisme_id: organismeId, id: compteId } = compte ?? PERSONNE
  const depuis = new Date(maintenant.getTime() - CONNU_JOURS * JOUR)
  return transact(plateforme.base, { organismeId, operateur: null }, async (tx) => ({
    appareil: marque !== null && (await isAppareilConnu(tx, { organismeId, compteId }, { marque, depuis })),
    adresse: await isAdresseConnue(tx, { organismeId, compteId }, { adresse, depuis }),
  }))
}

export async function compterEchec(plateforme: Plateforme, { compteurs, maintenant }: Essai): Promise<void> {
  for (const { clef, gratuits, plafondSecondes } of compteurs)
    await countEchec(plateforme.base, clef, { gratuits, plafondSecondes, maintenant })
}

/** A sign-in forgets the failures of this browser, or of this account from this address; not those of the account or of the address. */
export const oublierEchecs = (plateforme: Plateforme, { effacees }: Essai): Promise<void> => clearTentatives(plateforme.base, effacees)
