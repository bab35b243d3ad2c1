import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openBase } from '#store/connect.ts'
import { openScene, type Person, type Scene } from '#test/scene.ts'

const NOUVEAU = 'Colline-Verte-77'

let scene: Scene
let alix: Person
beforeAll(async () => {
  scene = await openScene()
  const premiere = await scene.signIn('AD_99900001100018')
  const provisoire = scene.comptes.find((compte) => compte.login === 'AD_99900001100018')?.motDePasse ?? ''
  await premiere.ask('changerMotDePasse', { body: { ancien: provisoire, nouveau: NOUVEAU } })
  alix = premiere
})
afterAll(() => scene[Symbol.asyncDispose]())

const personne = {
  nom: 'Carle',
  prenom: 'Bruno',
  courriel: 'bruno@exemple.fr',
  login: 'bruno.tilleuls',
  motDePasse: 'Prairie-Bleue-12',
  telephone: '',
  fonction: '',
  configuration: null,
  profil: 'responsable_saisie',
  droits: [] as string[],
}
const droitsDe = (profil: string): string[] => [...(scene.edition.profils.find((candidate) => candidate.code === profil)?.droits ?? [])]

describe('the credentials that the federation issues', () => {
  test('[S02] the demonstration holds three operators, each its own tenant: federation, ministry, CGLLS', async () => {
    const roles = await Promise.all(
      ['fanny.federation', 'malik.ministere', 'odile.cglls'].map(async (login) => {
        const { operateur, organismeId } = (await (await scene.signIn(login)).ask('lireSession')).acteur
        return [operateur, organismeId]
      }),
    )
    expect(roles.map(([role]) => role)).toEqual(['federation', 'ministere', 'cglls'])
    expect(new Set(roles.map(([, organismeId]) => organismeId)).size).toBe(3)
  })

  test.each([
    ['the SIRET', '99900006000015', 'siret', 'AD_99900006000015'],
    ['the SIREN', '999000078', 'siren', 'AD_999000078'],
  ] as const)(
    '[S06] [S07] [S08] the federation issues AD_ followed by %s, and that account is the administrator',
    async (_what, numero, forme, login) => {
      const fanny = await scene.signIn('fanny.federation')
      const { organisme } = await fanny.ask('creerOrganisme', { body: { numero, raisonSociale: `Coopérative ${numero}`, famille: 'COOP' } })
      const emis = await fanny.ask('emettreIdentifiants', { params: { organismeId: organisme.id }, body: { forme } })
      expect(emis.login).toBe(login)
      const nouveau = await scene.signIn(emis.login, emis.motDePasse)
      expect((await nouveau.ask('lireSession')).acteur).toMatchObject({ genre: 'administrateur', doitChangerMotDePasse: true })
    },
  )

  test('[S07] a SIRET with a false key is refused with a sentence', async () => {
    const fanny = await scene.signIn('fanny.federation')
    const refused = await fanny.send('creerOrganisme', { body: { numero: '99900001100019', raisonSociale: 'Fausse', famille: 'COOP' } })
    expect([refused.status, refused.problem.code]).toEqual([422, 'organisme/siret'])
    expect(refused.problem.detail).toContain('clé de contrôle')
  })

  test('only the federation issues credentials', async () => {
    const malik = await scene.signIn('malik.ministere')
    const { lignes } = await malik.ask('suivreCampagne')
    const refused = await malik.send('emettreIdentifiants', {
      params: { organismeId: lignes[0]?.organisme.id ?? '' },
      body: { forme: 'siret' },
    })
    expect(refused.status).toBe(403)
  })

  test('the password handed over serves once: until it is changed, every other route is closed', async () => {
    const fanny = await scene.signIn('fanny.federation')
    const tilleuls = (await fanny.ask('suivreCampagne')).lignes.find(
      (ligne) => ligne.organisme.raisonSociale === 'Coopérative du Val Fleuri',
    )
    const emis = await fanny.ask('emettreIdentifiants', { params: { organismeId: tilleuls?.organisme.id ?? '' }, body: { forme: 'siret' } })
    const nouveau = await scene.signIn(emis.login, emis.motDePasse)
    expect((await nouveau.send('listerComptes')).problem.code).toBe('session/mot-de-passe-a-changer')
  })
})

describe('the AD_ account', () => {
  test('[S09] [S11] it opens the settings and nothing else: data routes answer 403 with an explanation', async () => {
    expect((await alix.send('listerComptes')).status).toBe(200)
    const refused = await alix.send('initialiser', { body: { liasse: 'qdis' } })
    expect(refused.status).toBe(403)
    expect(refused.problem.detail).toContain('sert uniquement à créer les utilisateurs')
  })

  test('[S12] an operator may allow it to enter, off by default and kept in the journal', async () => {
    const fanny = await scene.signIn('fanny.federation')
    const reglages = await fanny.ask('lireReglages')
    expect(reglages.exceptionAdministrateur).toBe(false)
    await fanny.ask('modifierReglages', { body: { ...reglages, exceptionAdministrateur: true } })
    expect((await alix.ask('lireAccueil')).liasses[0]?.refusInitialiser).toBeNull()
    await fanny.ask('modifierReglages', { body: reglages })
    expect((await alix.ask('lireAccueil')).liasses[0]?.refusInitialiser?.code).toBe('droit/administrateur-sans-saisie')
  })

  test('[S12] with the exception it finds the dossier of its body, enters, and never passes a step; each change is in the journal', async () => {
    const fanny = await scene.signIn('fanny.federation')
    const admin = await scene.signIn('AD_99900005200012')
    const dossierDe = async () => (await admin.ask('lireAccueil')).liasses[0]?.dossier ?? null
    expect(await dossierDe()).toBeNull()
    const reglages = await fanny.ask('lireReglages')
    await fanny.ask('modifierReglages', { body: { ...reglages, exceptionAdministrateur: true } })
    const dossierId = (await dossierDe())?.id ?? ''
    const { valeurs, refusEcriture, passages } = await admin.ask('lireDossier', { params: { dossierId } })
    expect(refusEcriture).toBeNull()
    expect(passages.map(({ refus }) => refus?.code)).toEqual(['droit/administrateur-sans-saisie'])
    const at = 'BA.A101[brut]'
    const saved = await admin.ask('enregistrerCellules', {
      params: { dossierId },
      body: { moyen: 'saisie', changements: [{ at, v: '7', vu: valeurs[at]?.s ?? 0 }] },
    })
    expect(saved.valeurs[at]?.v).toBe('7.00')
    await fanny.ask('modifierReglages', { body: reglages })
    expect(await dossierDe()).toBeNull()
    expect((await admin.send('lireDossier', { params: { dossierId } })).status).toBe(403)
    await using audit = openBase(scene.db, { role: 'harmonia_audit', max: 1 })
    const lines = await audit.selectFrom('journal').select('qui').where('action', '=', 'modifier-reglages').execute()
    expect(lines.map(({ qui }) => qui)).toEqual(Array.from({ length: 4 }, () => 'Fanny Roux'))
  })

  test('[S14] [S15] it is listed, and can neither be changed nor deactivated', async () => {
    const { comptes } = await alix.ask('listerComptes')
    const moi = comptes.find((compte) => compte.genre === 'administrateur')
    expect(moi?.login).toBe('AD_99900001100018')
    const refused = await alix.send('activerCompte', { params: { compteId: moi?.id ?? '' }, body: { actif: false } })
    expect([refused.status, refused.problem.code]).toEqual([403, 'compte/intouchable'])
    const change = await alix.send('modifierCompte', { params: { compteId: moi?.id ?? '' }, body: { ...personne, version: 1 } })
    expect(change.problem.code).toBe('compte/intouchable')
  })
})

describe('the users that it creates', () => {
  test.each([
    ['the last name', { nom: ' ' }, 'Nom'],
    ['the first name', { prenom: '' }, 'Prénom'],
    ['a well-formed e-mail address', { courriel: 'bruno.exemple.fr' }, 'Adresse électronique'],
    ['the login', { login: '' }, 'Identifiant'],
  ])('[S19] [S20] [S21] [S22] %s is mandatory', async (_what, manque, champ) => {
    const refused = await alix.send('creerCompte', { body: { ...personne, ...manque } })
    expect([refused.status, refused.problem.code]).toEqual([422, 'compte/champ'])
    expect(refused.problem.detail).toContain(champ)
  })

  test('[S23] the password is mandatory and must resist', async () => {
    for (const motDePasse of ['', 'court', 'azertyuiopqs', 'bruno.tilleuls-9A']) {
      expect((await alix.send('creerCompte', { body: { ...personne, motDePasse } })).problem.code, motDePasse).toBe('motdepasse/faible')
    }
  })

  test('[S25] a login in AD_ form is refused', async () => {
    expect((await alix.send('creerCompte', { body: { ...personne, login: 'ad_bruno' } })).problem.code).toBe('compte/login-reserve')
  })

  test('[S42] a user without profile is not saved', async () => {
    expect((await alix.send('creerCompte', { body: { ...personne, profil: null } })).problem.code).toBe('compte/profil-manquant')
  })

  test('[S24] [S37] [S38] the five mandatory fields and a profile are enough; the user is in the list, as typed', async () => {
    const { compte } = await alix.ask('creerCompte', { body: { ...personne, droits: droitsDe('responsable_saisie') } })
    expect(compte).toMatchObject({ nom: 'Carle', prenom: 'Bruno', profil: 'responsable_saisie', telephone: '', fonction: '' })
    expect((await alix.ask('listerComptes')).comptes.map((one) => one.login)).toContain('bruno.tilleuls')
  })

  test('[S44] a login is unique across the platform, whatever the case', async () => {
    for (const login of ['Bruno.Tilleuls', 'denis.remparts'])
      expect((await alix.send('creerCompte', { body: { ...personne, login } })).problem.code).toBe('compte/login-pris')
  })

  test('dead ends are told when a user is saved: nobody can yet give the visas', async () => {
    const { impasses } = await alix.ask('listerComptes')
    expect(impasses.map((impasse) => impasse.droit)).toEqual(['viser_comptabilite', 'viser_direction'])
    expect(impasses[1]?.message).toContain('ne sera jamais transmis')
  })

  test('[S10] [S26] [S41] the three profiles are offered and created by the same form', async () => {
    const libelles = scene.edition.profils.filter((profil) => profil.acteur === 'organisme').map((profil) => profil.libelle)
    expect(libelles).toEqual(['Responsable Hiérarchique', 'Responsable de Saisie', 'Responsable Comptable'])
    for (const [login, profil] of [
      ['claire.tilleuls', 'responsable_comptable'],
      ['denis.tilleuls', 'responsable_hierarchique'],
    ] as const)
      await alix.ask('creerCompte', {
        body: { ...personne, nom: 'Petit', prenom: login.slice(0, 5), login, profil, droits: droitsDe(profil) },
      })
    expect((await alix.ask('listerComptes')).impasses).toEqual([])
  })

  test('[S34] [S39] [S40] « Initialisation du dossier » is empty for the Responsable Hiérarchique, ticked for the Responsable de Saisie, who may also enter', () => {
    expect(droitsDe('responsable_hierarchique')).not.toContain('initialiser')
    expect(droitsDe('responsable_saisie')).toEqual(expect.arrayContaining(['initialiser', 'saisir']))
  })

  test('[S35] without that box the QDIS cannot start: the refusal names who can', async () => {
    const denis = await scene.signIn('denis.tilleuls', personne.motDePasse)
    const accueil = await denis.ask('lireAccueil')
    expect(accueil.liasses[0]?.refusInitialiser?.message).toContain('Demandez à Bruno Carle')
    const refused = await denis.send('initialiser', { body: { liasse: 'qdis' } })
    expect([refused.status, refused.problem.code]).toEqual([403, 'droit/manquant'])
  })

  test('[S43] a user left without profile can do nothing, and is told so', async () => {
    await scene.base.transaction().execute(async (tx) => {
      const { organisme } = await alix.ask('lireSession')
      await tx
        .selectNoFrom((eb) => eb.fn('set_config', [eb.val('app.organisme'), eb.val(organisme?.id ?? ''), eb.val(true)]).as('x'))
        .execute()
      await tx.updateTable('comptes').set({ profil: null }).where('login', '=', 'claire.tilleuls').execute()
    })
    const claire = await scene.signIn('claire.tilleuls', personne.motDePasse)
    const refused = await claire.send('initialiser', { body: { liasse: 'qdis' } })
    expect([refused.status, refused.problem.code]).toEqual([403, 'droit/sans-profil'])
    expect((await alix.ask('listerComptes')).impasses.some((impasse) => impasse.droit === 'profil')).toBe(true)
  })

  test('[S45] [S46] signing out ends the session; signing in again works at once', async () => {
    const bruno = await scene.signIn('bruno.tilleuls', personne.motDePasse)
    await bruno.ask('fermerSession')
    expect((await bruno.send('lireAccueil')).problem.code).toBe('session/absente')
    expect((await (await scene.signIn('bruno.tilleuls', personne.motDePasse)).send('lireAccueil')).status).toBe(200)
  })
})
