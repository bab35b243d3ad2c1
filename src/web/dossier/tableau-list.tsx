import { memo } from 'react'
import type { Edition, Famille, Partie } from '#definitions/edition.ts'
import { Marque, Niveau } from '#web/design/niveau.tsx'
import { concerns } from '#web/grid/grid-model.ts'
import { added, type TableauStatus } from './tableau-status.ts'

export type Onglet = { readonly libelle: string; readonly tableaux: readonly string[] }

/** Tabs that hold at least one table of this family. */
export const ongletsOf = (
  edition: Edition,
  partie: Partie,
  famille: Famille,
): { readonly concernes: readonly Onglet[]; readonly autres: readonly Onglet[] } => {
  const familiesOf = new Map(edition.tableaux.map((tableau) => [tableau.code, tableau.familles]))
  const kept = partie.onglets.map((onglet) => ({
    libelle: onglet.libelle,
    tableaux: onglet.tableaux.filter((code) => concerns(familiesOf.get(code) ?? [], famille)),
  }))
  return {
    concernes: kept.filter((onglet) => onglet.tableaux.length > 0),
    autres: partie.onglets.filter((_, at) => kept[at]?.tableaux.length === 0),
  }
}

type TableauListProps = {
  readonly onglets: readonly Onglet[]
  readonly autres: readonly Onglet[]
  readonly courant: Onglet | undefined
  readonly statuts: ReadonlyMap<string, TableauStatus>
  readonly familleLibelle: string
  readonly onChoisir: (onglet: Onglet) => void
}

/** The tables of the part, each with a word and a shape. [EG-03] [S60] [S61] [S62] [S63] */
export function TableauList({ onglets, autres, courant, statuts, familleLibelle, onChoisir }: TableauListProps) {
  return (
    <nav className="tableaux" aria-label="Tableaux">
      <h2 className="region-titre">Tableaux</h2>
      <ul>
        {onglets.map((onglet) => (
          <li key={onglet.libelle}>
            <button
              type="button"
              className="tableaux-lien"
              aria-current={onglet.libelle === courant?.libelle ? 'page' : undefined}
              onClick={() => onChoisir(onglet)}
            >
              <span>{onglet.libelle}</span>
              <Status {...added(onglet.tableaux.map((code) => statuts.get(code)))} />
            </button>
          </li>
        ))}
      </ul>
      {autres.length > 0 && (
        <details className="tableaux-autres">
          <summary>Tableaux non concernés ({autres.length})</summary>
          <ul>
            {autres.map((onglet) => (
              <li key={onglet.libelle}>
                {onglet.libelle} : ne concerne pas la famille {familleLibelle}
              </li>
            ))}
          </ul>
        </details>
      )}
    </nav>
  )
}

const Status = memo(function Status({ remplies, aRemplir, bloquants, aJustifier }: TableauStatus) {
  if (bloquants > 0) return <Niveau niveau="bloquant" nombre={bloquants} />
  if (aJustifier > 0) return <Niveau niveau="a_justifier" nombre={aJustifier} />
  if (aRemplir === 0) return <span className="tableaux-etat">calculé</span>
  if (remplies === 0) return <span className="tableaux-etat">à faire</span>
  if (remplies < aRemplir)
    return (
      <span className="tableaux-etat">
        en cours {remplies}/{aRemplir}
      </span>
    )
  return (
    <span className="niveau ton-ok">
      <Marque ton="ok" />
      terminé
    </span>
  )
})
