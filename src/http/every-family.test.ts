/** A body of each family, from the declaration by its federation to the reading at step 4. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { isSiret } from '#domain/siret.ts'
import { changementsOf, openScene, type Scene } from '#test/scene.ts'

const MOT_DE_PASSE = 'Prairie-Bleue-12'

let scene: Scene
beforeAll(async () => {
  scene = await openScene()
})
afterAll(() => scene[Symbol.asyncDispose]())

const siretOf = (siren: string): string =>
  Array.from({ length: 10 }, (_, clef) => `${siren}0001${clef}`).find(isSiret) ?? expect.unreachable(siren)

/** The body, its `AD_` account and the one person who holds every box. */
async function declare({ siren, famille }: { readonly siren: string; readonly famille: 'OPH' | 'ESH' | 'COOP' | 'SEM' }) {
  const fanny = await scene.signIn('fanny.federation')
  const { organisme } = await fanny.ask('creerOrganisme', { body: { numero: siretOf(siren), raisonSociale: `Essai ${famille}`, famille } })
  const emis = await fanny.ask('emettreIdentifiants', { params: { organismeId: organisme.id }, body: { forme: 'siret' } })
  const administrateur = await scene.signIn(emis.login, emis.motDePasse)
  await administrateur.ask('changerMotDePasse', { body: { ancien: emis.motDePasse, nouveau: MOT_DE_PASSE } })
  const login = `solange.${famille.toLowerCase()}`
  await administrateur.ask('creerCompte', {
    body: {
      nom: 'Olivier',
      prenom: 'Solange',
      courriel: `${login}@exemple.fr`,
      login,
      motDePasse: MOT_DE_PASSE,
      telephone: '',
      fonction: '',
      configuration: 'seul',
      profil: 'responsable_hierarchique',
      droits: scene.edition.droits.filter((droit) => droit.acteur === 'organisme').map((droit) => droit.code),
    },
  })
  return { fanny, solange: await scene.signIn(login, MOT_DE_PASSE) }
}

test.each([
  ['OPH', '999000060'],
  ['ESH', '999000078'],
  ['COOP', '999000086'],
  ['SEM', '999000094'],
] as const)(
  '[S01] [S04] [S36] [S59] [S64] [S69] a body of the family %s files its QDIS alone and without any ER, up to step 4, and its federation reads it',
  async (famille, siren) => {
    const { fanny, solange } = await declare({ siren, famille })
    const { dossierId } = await solange.ask('initialiser', { body: { liasse: 'qdis' } })
    const params = { dossierId }
    const changements = changementsOf(scene.exemples.get(famille.toLowerCase()))
    await solange.ask('enregistrerCellules', { params, body: { moyen: 'collage', changements } })
    const { constats } = await solange.ask('verifier', { params })
    expect(constats.anomalies.filter(({ niveau }) => niveau === 'bloquant')).toEqual([])
    for (const { controle } of constats.anomalies.filter(({ niveau }) => niveau === 'a_justifier'))
      await solange.ask('justifier', { params, body: { controle, texte: 'Écart connu et suivi, sans incidence.' } })
    await solange.ask('verifier', { params })
    for (const action of ['terminer_saisie', 'viser_comptabilite', 'viser_direction']) {
      expect((await fanny.send('lireDossier', { params })).problem.code).toBe('dossier/non-transmis')
      await solange.ask('passerEtape', { params, body: { action } })
    }
    const { resume, organisme, valeurs } = await fanny.ask('lireDossier', { params })
    expect([resume.etapeLibelle, organisme.famille]).toEqual(['4 Fiabilisation', famille])
    expect(Object.keys(valeurs)).toHaveLength(changements.length)
  },
)
