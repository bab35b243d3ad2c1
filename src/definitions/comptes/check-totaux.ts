/** A line that takes accounts and enters no total: the balance would lose them without a word. */
import { lignesOf, type TableauLu } from '../compile-tableau.ts'
import type { Defect } from '../defect.ts'
import type { Adresse, Edition, LiasseCompilee } from '../edition.ts'
import { cellsRead } from '../order-cells.ts'

type Lue = {
  readonly tableaux: readonly TableauLu[]
  readonly comptes: Edition['comptes']
  readonly liasses: readonly LiasseCompilee[]
}

/** One defect for each line whose cells take accounts (« dont » lines apart: another line counts theirs) and that no total reads. */
export function checkTotaux({ tableaux, comptes, liasses }: Lue): readonly Defect[] {
  const read = new Set(liasses.flatMap(readAddresses))
  const orphans = (comptes?.affectation.cibles ?? []).filter(({ detail, at }) => !detail && !read.has(at))
  return [...Map.groupBy(orphans, ({ tableau, ligne }) => `${tableau}.${ligne}`).values()].flatMap((cibles) =>
    cibles.slice(0, 1).flatMap(({ tableau, ligne }) => {
      const lu = tableaux.find(({ contenu }) => contenu.code === tableau)
      return lu ? sayOrphan(lu, { ligne, cases: cibles.map(({ at }) => at) }) : []
    }),
  )
}

/** The cells that a formula of another line reads: the net of a line reads its own gross without counting it anywhere. */
function readAddresses({ cellules }: LiasseCompilee): readonly Adresse[] {
  return cellules.flatMap(({ tableau, ligne, formule }) => {
    const read = formule ? cellsRead(formule.expression).flatMap((index) => cellules[index] ?? []) : []
    return read.filter((own) => own.tableau !== tableau || own.ligne !== ligne).map(({ at }) => at)
  })
}

function sayOrphan(
  lu: TableauLu,
  { ligne: code, cases }: { readonly ligne: string; readonly cases: readonly Adresse[] },
): readonly Defect[] {
  const lignes = lignesOf(lu)
  const position = lignes.findIndex(({ ligne }) => ligne.code === code)
  const total = lignes.slice(position).find(({ ligne }) => ligne.formule !== undefined)?.ligne
  const next = total ? ` Le total qui la suit, ${total.code}, est « ${total.formule ?? ''} » : ajoutez-la.` : ''
  const message = `Ligne ${lu.contenu.code}.${code} : elle reçoit des comptes mais n’entre dans aucun total, aucune autre ligne ne lit ${cases.join(' ni ')}.${next}`
  return lignes.slice(position, position + 1).map(({ rank }) => lu.source.defect(['lignes', rank, 'code'], message))
}
