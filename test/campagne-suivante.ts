/** A campaign for a later exercice, opened as an operator of the platform would: by the owner of the tables. */
import type { Edition } from '#definitions/edition.ts'
import { preparerCampagne } from '#services/preparer-campagne.ts'
import { openBase } from '#store/connect.ts'
import type { Scene } from './scene.ts'

/** Opens the campaign of an edition, beside those that exist; people then initialise in it. */
export async function ouvrirCampagne({ db }: Scene, edition: Edition, maintenant = new Date('2026-11-24T09:00:00Z')): Promise<void> {
  const owner = openBase(db, { role: null, max: 1 })
  try {
    await preparerCampagne(owner, { edition, aujourdhui: '2026-11-24', maintenant })
  } finally {
    await owner.destroy()
  }
}
