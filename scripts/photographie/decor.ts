/** The bodies that the demonstration lacks: each in a state that a page must show. Made through the API, as people would. */
import type { Famille, LiasseCode } from '#definitions/edition.ts'
import { isSiret } from '#domain/siret.ts'
import { MOT_DE_PASSE_DEMO } from '#services/demo.ts'
import { changementsOf, type Person, type Scene } from '#test/scene.ts'

export const NOM_LONG = 'Société coopérative de production d’habitations à loyer modéré du Grand Bassin de la Haute-Vallée et du Littoral'

/** Logins by body and by role: `claire.lilas`. */
const EQUIPE = [
  ['Bruno', 'Carle', 'responsable_saisie'],
  ['Claire', 'Petit', 'responsable_comptable'],
  ['Denis', 'Martin', 'responsable_hierarchique'],
] as const

type Liasse = {
  readonly liasse: LiasseCode
  readonly exemple?: string
  /** Cells written after the example, to make errors. */
  readonly puis?: Readonly<Record<string, string>>
}

type Organisme = {
  readonly suffixe: string
  readonly raisonSociale: string
  readonly famille?: Famille
  readonly personnes?: number
  readonly liasses?: readonly Liasse[]
  readonly ensuite?: (equipe: Equipe) => Promise<void>
}
type Equipe = { readonly membres: readonly Person[]; readonly dossiers: ReadonlyMap<LiasseCode, string>; readonly scene: Scene }

const membre = ({ membres }: Equipe, rang: number): Person => {
  const found = membres[rang]
  if (!found) throw new RangeError(`no person ${rang}`)
  return found
}

async function verifier(equipe: Equipe): Promise<void> {
  const dossierId = equipe.dossiers.get('qdis') ?? ''
  const bruno = membre(equipe, 0)
  const { constats } = await bruno.ask('verifier', { params: { dossierId } })
  for (const { controle, niveau } of constats.anomalies)
    if (niveau === 'a_justifier')
      await bruno.ask('justifier', {
        params: { dossierId },
        body: { controle, texte: 'Écart connu et suivi avec le commissaire aux comptes.' },
      })
  await bruno.ask('verifier', { params: { dossierId } })
}

async function passer(equipe: Equipe, actions: readonly string[]): Promise<void> {
  await verifier(equipe)
  for (const [rang, action] of actions.entries())
    await membre(equipe, rang).ask('passerEtape', { params: { dossierId: equipe.dossiers.get('qdis') ?? '' }, body: { action } })
}

const PASSAGES = ['terminer_saisie', 'viser_comptabilite', 'viser_direction'] as const

const ORGANISMES: readonly Organisme[] = [
  { suffixe: 'glycines', raisonSociale: 'Coopérative des Glycines', personnes: 0 },
  { suffixe: 'impasse', raisonSociale: NOM_LONG, personnes: 1 },
  { suffixe: 'saules', raisonSociale: 'Coopérative des Saules', liasses: [{ liasse: 'qdis' }] },
  {
    suffixe: 'lilas',
    raisonSociale: 'Coopérative des Lilas',
    liasses: [{ liasse: 'qdis', exemple: 'coop', puis: { 'BA.A124[brut]': '48250500.00', 'BP.P231[N]': '-1250.00' } }],
    ensuite: verifier,
  },
  {
    suffixe: 'bouleaux',
    raisonSociale: 'Coopérative des Bouleaux',
    liasses: [{ liasse: 'qdis', exemple: 'coop' }],
  },
  {
    suffixe: 'mimosas',
    raisonSociale: 'Coopérative des Mimosas',
    liasses: [
      { liasse: 'er', exemple: 'coop-er' },
      { liasse: 'qdis', puis: { 'BA.A101[brut]': '1200.00', 'BP.P101[N]': '99.00' } },
    ],
  },
  {
    suffixe: 'canal',
    raisonSociale: 'Coopérative du Canal',
    liasses: [{ liasse: 'qdis', exemple: 'coop' }],
    ensuite: (equipe) => passer(equipe, PASSAGES.slice(0, 2)),
  },
  {
    suffixe: 'pins',
    raisonSociale: 'Coopérative des Pins',
    liasses: [{ liasse: 'qdis', exemple: 'coop' }],
    ensuite: async (equipe) => {
      await passer(equipe, PASSAGES)
      const fanny = await equipe.scene.signIn('fanny.federation')
      const body = {
        action: 'renvoyer_organisme',
        motif: 'Les dépôts de garantie (P237) ont doublé depuis 2024 : vérifiez le montant ou expliquez-le.',
      }
      await fanny.ask('passerEtape', { params: { dossierId: equipe.dossiers.get('qdis') ?? '' }, body })
    },
  },
  {
    suffixe: 'erables',
    raisonSociale: 'Coopérative des Érables',
    liasses: [{ liasse: 'er', exemple: 'coop-er' }],
    ensuite: async (equipe) => {
      const dossierId = equipe.dossiers.get('er') ?? ''
      await verifier({ ...equipe, dossiers: new Map([['qdis', dossierId]]) })
      for (const [rang, action] of PASSAGES.entries())
        await membre(equipe, rang).ask('passerEtape', { params: { dossierId }, body: { action } })
    },
  },
]

/** Makes them all, in turn: the journal stays in order. */
export async function planterDecor(scene: Scene): Promise<void> {
  for (const [rang, organisme] of ORGANISMES.entries()) await planter(scene, organisme, siretOf(rang))
  await oublierProfil(scene, 'bruno.impasse')
}

/** Numbers of nobody, with a valid key. */
function siretOf(rang: number): string {
  for (let clef = 0; clef < 100; clef++) {
    const siren = `99901${String(rang).padStart(2, '0')}${String(clef).padStart(2, '0')}`
    for (let fin = 0; fin < 10; fin++) if (isSiret(`${siren}0001${fin}`)) return `${siren}0001${fin}`
  }
  throw new RangeError(`no number for ${rang}`)
}

async function planter(scene: Scene, organisme: Organisme, numero: string): Promise<void> {
  const { suffixe, raisonSociale, famille = 'COOP', liasses = [], ensuite } = organisme
  const fanny = await scene.signIn('fanny.federation')
  const { organisme: cree } = await fanny.ask('creerOrganisme', { body: { numero, raisonSociale, famille } })
  const emis = await fanny.ask('emettreIdentifiants', { params: { organismeId: cree.id }, body: { forme: 'siret' } })
  const administrateur = await scene.signIn(emis.login, emis.motDePasse)
  await administrateur.ask('changerMotDePasse', { body: { ancien: emis.motDePasse, nouveau: MOT_DE_PASSE_DEMO } })
  ADMINISTRATEURS.set(suffixe, emis.login)
  const membres = await embaucher(scene, await scene.signIn(emis.login), organisme)
  const dossiers = new Map<LiasseCode, string>()
  for (const liasse of liasses) dossiers.set(liasse.liasse, await remplir(scene, membres[0], liasse))
  await ensuite?.({ membres, dossiers, scene })
}

async function embaucher(scene: Scene, administrateur: Person, { suffixe, personnes = EQUIPE.length }: Organisme): Promise<Person[]> {
  const membres: Person[] = []
  for (const [prenom, nom, profil] of EQUIPE.slice(0, personnes)) {
    const login = `${prenom.toLowerCase()}.${suffixe}`
    const droits = [...(scene.edition.profils.find(({ code }) => code === profil)?.droits ?? [])]
    const personne = { prenom, nom, login, profil, droits, courriel: `${login}@exemple.fr`, motDePasse: MOT_DE_PASSE_DEMO }
    await administrateur.ask('creerCompte', { body: { ...personne, telephone: '', fonction: '', configuration: 'plusieurs' } })
    membres.push(await scene.signIn(login))
  }
  return membres
}

async function remplir(scene: Scene, saisie: Person | undefined, { liasse, exemple, puis = {} }: Liasse): Promise<string> {
  if (!saisie) throw new RangeError('nobody to type')
  const { dossierId } = await saisie.ask('initialiser', { body: { liasse } })
  const changements = exemple ? changementsOf(scene.exemples.get(exemple)) : []
  if (changements.length > 0) await saisie.ask('enregistrerCellules', { params: { dossierId }, body: { moyen: 'collage', changements } })
  if (Object.keys(puis).length === 0) return dossierId
  const { valeurs } = await saisie.ask('lireDossier', { params: { dossierId } })
  const suite = Object.entries(puis).map(([at, v]) => ({ at, v, vu: valeurs[at]?.s ?? 0 }))
  await saisie.ask('enregistrerCellules', { params: { dossierId }, body: { moyen: 'saisie', changements: suite } })
  return dossierId
}

/** Login of the `AD_` account by body. */
export const ADMINISTRATEURS = new Map<string, string>()

/** No route leaves a person without profile; accounts of before the rule may be so. */
async function oublierProfil(scene: Scene, login: string): Promise<void> {
  const { organisme } = await (await scene.signIn(login)).ask('lireSession')
  await scene.base.transaction().execute(async (tx) => {
    await tx
      .selectNoFrom((eb) => eb.fn('set_config', [eb.val('app.organisme'), eb.val(organisme?.id ?? ''), eb.val(true)]).as('x'))
      .execute()
    await tx.updateTable('comptes').set({ profil: null }).where('login', '=', login).execute()
  })
}
