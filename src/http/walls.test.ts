import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { evenementsPath, routes, type RouteName } from '#contract/routes.ts'
import { MOT_DE_PASSE_DEMO } from '#services/demo.ts'
import { addAutreFederation, addSansProfil } from '#test/extra-people.ts'
import { openScene, type Person, type Scene } from '#test/scene.ts'

const INCONNU = '7d1c2a60-0000-4000-8000-00000000abcd'
/** Of another body than ESH Les Remparts, or operators: its QDIS is at step 2, so nobody among them may see anything of it. */
const ETRANGERS = [
  'AD_99900005200012',
  'bruno.horizon',
  'claire.horizon',
  'denis.horizon',
  'solange.estuaire',
  'sans.valfleuri',
  'autre.federation',
  'fanny.federation',
  'malik.ministere',
  'odile.cglls',
]

let scene: Scene
const people = new Map<string, Person>()
const ids = { dossier: '', compte: '', administrateur: '', organisme: '', session: '' }
let bruno: Person
beforeAll(async () => {
  scene = await openScene()
  await addSansProfil(scene, 'sans.valfleuri')
  await addAutreFederation(scene, 'autre.federation')
  for (const login of ETRANGERS) people.set(login, await scene.signIn(login))
  bruno = await scene.signIn('bruno.remparts')
  const { acteur } = await bruno.ask('lireSession')
  ids.dossier = (await bruno.ask('lireAccueil')).liasses[0]?.dossier?.id ?? ''
  ids.organisme = acteur.organismeId
  ids.compte = acteur.compteId
  ids.session = (await bruno.ask('listerSessions'))[0]?.id ?? ''
  ids.administrateur = (await (await scene.signIn('AD_99900003700013')).ask('lireSession')).acteur.compteId
})
afterAll(() => scene[Symbol.asyncDispose]())

const personOf = (login: string): Person => people.get(login) ?? expect.unreachable(`${login} is not signed in`)

const compte = {
  nom: 'Vidal',
  prenom: 'Inès',
  courriel: 'ines@exemple.fr',
  login: 'ines.vidal',
  motDePasse: MOT_DE_PASSE_DEMO,
  telephone: '',
  fonction: '',
  configuration: null,
  profil: 'responsable_saisie',
  droits: ['saisir'],
}

/**
 * For each route, a well-formed request aimed at what belongs to ESH Les Remparts. A route that names something of a body is
 * refused; the others answer about the person alone (`soi`), so nothing of the Remparts may be in their answer.
 */
type Visee = { readonly vise: 'dossier' | 'compte' | 'organisme' | 'session' | 'soi'; readonly body?: object }
const VISEES: Readonly<Record<RouteName, Visee>> = {
  lireAssistance: { vise: 'soi' },
  ouvrirSession: { vise: 'soi', body: { login: 'bruno.remparts', motDePasse: 'pas-le-bon-mot-12' } },
  lireSession: { vise: 'soi' },
  changerMotDePasse: { vise: 'soi', body: { ancien: 'pas-le-bon-mot-12', nouveau: 'Colline-Verte-77' } },
  listerSessions: { vise: 'soi' },
  revoquerSession: { vise: 'session' },
  lireEdition: { vise: 'soi' },
  lireAccueil: { vise: 'soi' },
  listerComptes: { vise: 'soi' },
  creerCompte: { vise: 'soi', body: { ...compte, login: 'bruno.remparts' } },
  modifierCompte: { vise: 'compte', body: { ...compte, version: 1 } },
  activerCompte: { vise: 'compte', body: { actif: false } },
  initialiser: { vise: 'soi', body: { liasse: 'qdis' } },
  lireDossier: { vise: 'dossier' },
  lirePrecedents: { vise: 'dossier' },
  reprendrePrecedent: { vise: 'dossier' },
  enregistrerCellules: { vise: 'dossier', body: { moyen: 'saisie', changements: [{ at: 'BA.A124[brut]', v: '1', vu: 0 }] } },
  lireHistorique: { vise: 'dossier', body: {} },
  lireSynchronisation: { vise: 'dossier' },
  synchroniser: { vise: 'dossier', body: { erSeq: 1, seq: 1, cases: ['BA.A124[brut]'] } },
  lireAnnulation: { vise: 'dossier' },
  annulerSynchronisation: { vise: 'dossier', body: { seq: 1 } },
  verifier: { vise: 'dossier', body: {} },
  justifier: { vise: 'dossier', body: { controle: 'CTL-001', texte: 'Une explication assez longue.' } },
  passerEtape: { vise: 'dossier', body: { action: 'viser_comptabilite' } },
  suivreCampagne: { vise: 'soi' },
  creerOrganisme: { vise: 'soi', body: { numero: '99900003700013', raisonSociale: 'Les mêmes', famille: 'ESH' } },
  emettreIdentifiants: { vise: 'organisme', body: { forme: 'siret' } },
  classerDossier: { vise: 'dossier', body: { sousEtape: 'en_cours' } },
  lireReglages: { vise: 'soi' },
  modifierReglages: { vise: 'soi', body: {} },
  // Last: whoever has signed out asks nothing more.
  fermerSession: { vise: 'soi' },
}
const names = Object.keys(VISEES) as RouteName[]

/** What an operator is meant to know of a body of its perimeter, whatever the step: that it exists, and where it stands. */
const seesOrganisme = (name: RouteName, login: string): boolean =>
  (name === 'suivreCampagne' && ['fanny.federation', 'malik.ministere', 'odile.cglls'].includes(login)) ||
  (name === 'emettreIdentifiants' && login === 'fanny.federation')

/** Sends the request as a browser would, whatever its shape. */
async function aim(name: RouteName, person: Person) {
  const params = {
    dossierId: ids.dossier,
    compteId: name === 'modifierCompte' ? ids.compte : ids.administrateur,
    organismeId: ids.organisme,
    sessionId: ids.session,
    digest: scene.edition.digest,
    seq: 1,
  }
  const wanted = Object.entries(params).filter(([param]) => routes[name].path.includes(`:${param}`))
  const { body } = VISEES[name]
  return person.send(name, { params: Object.fromEntries(wanted), ...(body === undefined ? {} : { body }) } as never)
}

/** `METHOD path` of each route that Fastify mounted, read from the tree it prints; HEAD goes with GET. */
function listMounted(tree: string): readonly string[] {
  const parents: string[] = []
  return tree.split('\n').flatMap((line) => {
    const [, indent = '', segment = '', methods = ''] = /^([\s│]*)[├└]── (\S+)(?: \(([^)]*)\))?/.exec(line) ?? []
    if (segment === '') return []
    const depth = indent.length / 4
    parents.splice(depth, parents.length, segment)
    const verbs = methods.split(', ').filter((method) => method !== '' && method !== 'HEAD')
    return verbs.map((method) => `${method} ${parents.join('')}`)
  })
}

describe('every route, asked by every role of another body or operator about a dossier at step 2', () => {
  test('every route of the contract is aimed at, and nothing is mounted beside them but health and live events', () => {
    expect(names.toSorted()).toEqual(Object.keys(routes).toSorted())
    const mounted = listMounted(scene.app.printRoutes({ commonPrefix: false }))
    const contract = new Set(names.map((name) => `${routes[name].method} ${routes[name].path}`))
    expect(mounted.filter((route) => !contract.has(route))).toEqual([`GET ${evenementsPath}`, 'GET /healthz', 'GET /readyz'])
  })

  test.each(ETRANGERS.flatMap((login) => names.filter((name) => VISEES[name].vise !== 'soi').map((name) => [login, name] as const)))(
    '[S76] %s is refused %s',
    async (login, name) => {
      if (seesOrganisme(name, login)) return
      const answer = await aim(name, personOf(login))
      expect([403, 404]).toContain(answer.status)
      expect(JSON.stringify(answer.body)).not.toContain('Remparts')
    },
  )

  test.each(ETRANGERS)('[S76] %s is told only of itself by the routes that name nothing', async (login) => {
    for (const name of names.filter((route) => VISEES[route].vise === 'soi' && !seesOrganisme(route, login))) {
      const said = JSON.stringify((await aim(name, personOf(login))).body)
      for (const mark of ['Remparts', ids.organisme, ids.dossier, ids.compte, ids.administrateur, ids.session])
        expect(said, `${name} ${mark}`).not.toContain(mark)
    }
  })

  test('and nothing of it moved: the account, its session and the dossier are as they were', async () => {
    expect(await bruno.ask('lireSession')).toMatchObject({ acteur: { compteId: ids.compte, nom: 'Carle' } })
    expect((await bruno.ask('lireDossier', { params: { dossierId: ids.dossier } })).resume.etape).toBe(2)
    await expect(scene.signIn('AD_99900003700013')).resolves.toBeDefined()
  })

  test('what does not exist and what belongs to others look the same to another body', async () => {
    const stranger = await scene.signIn('bruno.horizon')
    const other = await stranger.send('lireDossier', { params: { dossierId: ids.dossier } })
    const unknown = await stranger.send('lireDossier', { params: { dossierId: INCONNU } })
    expect([other.status, other.problem]).toEqual([unknown.status, unknown.problem])
  })

  test('nobody passes without a session, whatever the route', async () => {
    for (const name of names) {
      const { acces, method, path } = routes[name]
      if (acces === 'public') continue
      const response = await scene.app.inject({
        method,
        url: path.replace(/:\w+/g, INCONNU),
        ...(method === 'GET' || method === 'DELETE' ? {} : { payload: {} }),
      })
      expect(response.statusCode, name).toBe(401)
    }
  })

  test('another site cannot act with the cookie of a person', async () => {
    const response = await scene.app.inject({
      method: 'DELETE',
      url: '/api/session',
      headers: { origin: 'https://ailleurs.exemple', 'sec-fetch-site': 'cross-site' },
    })
    expect([response.statusCode, response.json().code]).toEqual([403, 'requete/origine'])
  })
})
