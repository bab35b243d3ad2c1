/** People that the demonstration does not have, for the tests of rights: added to a scene, with the password of the others. */
import { randomUUID } from 'node:crypto'
import { MOT_DE_PASSE_DEMO } from '#services/demo.ts'
import { openBase, type Base } from '#store/connect.ts'
import type { Scene } from './scene.ts'

/** The `AD_` account of Coopérative du Val Fleuri. */
export const ADMINISTRATEUR = 'AD_99900002900010'
const AUTRE_FEDERATION = '7d1c2a60-0000-4000-8000-0000000000f2'

/** A person of Val Fleuri with every box ticked. */
export async function addSeul(scene: Scene, login: string): Promise<void> {
  const administrateur = await scene.signIn(ADMINISTRATEUR)
  await administrateur.ask('creerCompte', {
    body: {
      nom: 'Vidal',
      prenom: 'Inès',
      courriel: `${login}@exemple.fr`,
      login,
      motDePasse: MOT_DE_PASSE_DEMO,
      telephone: '',
      fonction: '',
      configuration: 'seul',
      profil: 'responsable_hierarchique',
      droits: scene.edition.droits.filter((droit) => droit.acteur === 'organisme').map((droit) => droit.code),
    },
  })
}

/** The same left without profile: no screen does that any more, an older base may hold one. */
export async function addSansProfil(scene: Scene, login: string): Promise<void> {
  await addSeul(scene, login)
  await asOwner(scene, (owner) => owner.updateTable('comptes').set({ profil: null }).where('login', '=', login).execute())
}

/** A second federation, with the rights of the first, that no body of the demonstration belongs to. */
export const addAutreFederation = (scene: Scene, login: string): Promise<void> =>
  asOwner(scene, async (owner) => {
    const fanny = await owner.selectFrom('comptes').selectAll().where('login', '=', 'fanny.federation').executeTakeFirstOrThrow()
    const compte = { ...fanny, organisme_id: AUTRE_FEDERATION, id: randomUUID(), login }
    await owner.insertInto('operateurs').values({ id: AUTRE_FEDERATION, role: 'federation', libelle: 'Autre fédération' }).execute()
    await owner.insertInto('comptes').values(compte).execute()
    await owner.insertInto('identifiants').values({ login, organisme_id: AUTRE_FEDERATION, compte_id: compte.id }).execute()
  })

async function asOwner(scene: Scene, work: (owner: Base) => Promise<unknown>): Promise<void> {
  const owner = openBase(scene.db, { role: null, max: 1 })
  try {
    await work(owner)
  } finally {
    await owner.destroy()
  }
}
