/** What must exist before anybody signs in: the edition, the campaign, its deadlines, the three operators. Idempotent. */
import type { Edition } from '#definitions/edition.ts'
import { publishEdition } from '#store/campagnes.ts'
import type { Base } from '#store/connect.ts'
import { OPERATEURS_DEMO } from './demo.ts'

/** Days from the opening and to the deadline, by family; the SEM of the demonstration is late. [S84] */
const DELAIS = { OPH: 30, ESH: 21, COOP: 12, SEM: -9 } as const

const decaler = (date: string, jours: number): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) + jours * 86_400_000).toISOString().slice(0, 10)

/** `aujourdhui`: the deadlines are laid out around it. A campaign that is not open is one of the past: nobody initialises in it. */
type Preparation = { readonly edition: Edition; readonly aujourdhui: string; readonly maintenant: Date; readonly ouverte?: boolean }

/** `base` works as the owner of the tables: these have no row-level security and the application may not write them. */
export async function preparerCampagne(base: Base, { edition, aujourdhui, maintenant, ouverte = true }: Preparation): Promise<void> {
  await publishEdition(base, edition, maintenant)
  await base
    .insertInto('campagnes')
    .values({ code: edition.code, exercice: edition.exercice, edition_digest: edition.digest, ouverte })
    .onConflict((conflict) => conflict.column('code').doUpdateSet({ edition_digest: edition.digest }))
    .execute()
  for (const { role, id, libelle } of OPERATEURS_DEMO)
    await base
      .insertInto('operateurs')
      .values({ id, role, libelle })
      .onConflict((conflict) => conflict.column('id').doNothing())
      .execute()
  for (const { code: liasse } of edition.liasses)
    for (const { code: famille } of edition.familles)
      await base
        .insertInto('echeances')
        .values({
          campagne: edition.code,
          liasse,
          famille,
          ouverture: decaler(aujourdhui, -60),
          limite: decaler(aujourdhui, DELAIS[famille]),
        })
        .onConflict((conflict) => conflict.columns(['campagne', 'liasse', 'famille']).doNothing())
        .execute()
}
