import { memo } from 'react'
import { SelectField } from '#web/design/field.tsx'
import type { Edition, Famille, Partie } from '#definitions/edition.ts'
import { pluriel } from '#web/design/format.ts'
import { Marque, Niveau } from '#web/design/niveau.tsx'
import { concerns } from '#web/grid/grid-model.ts'
import { added, type TableauStatus } from './tableau-status.ts'
import { useNarrow } from './use-narrow.ts'

export type Onglet = { readonly libelle: string; readonly tableaux: readonly string[] }

/** Tabs that hold at least one table of this family, and the titles of the tables that do not concern it. */
export const ongletsOf = (
  edition: Edition,
  partie: Partie,
  famille: Famille,
): { readonly concernes: readonly Onglet[]; readonly autres: readonly string[] } => {
  const byCode = new Map(edition.tableaux.map((tableau) => [tableau.code, tableau]))
  const isConcerned = (code: string): boolean => concerns(byCode.get(code)?.familles ?? [], famille)
  const kept = partie.onglets.map(({ libelle, tableaux }) => ({ libelle, tableaux: tableaux.filter(isConcerned) }))
  return {
    concernes: kept.filter((onglet) => onglet.tableaux.length > 0),
    autres: partie.onglets
      .flatMap(({ tableaux }) => tableaux)
      .filter((code) => !isConcerned(code))
      .map((code) => byCode.get(code)?.titre ?? code),
  }
}

type TableauListProps = {
  readonly onglets: readonly Onglet[]
  readonly autres: readonly string[]
  readonly courant: Onglet | undefined
  readonly statuts: ReadonlyMap<string, TableauStatus>
  readonly familleLibelle: string
  readonly onChoisir: (onglet: Onglet) => void
}

/** The tables of the part, each with a word and a shape. [EG-03] [S60] [S61] [S62] [S63] */
export function TableauList({ onglets, autres, courant, statuts, familleLibelle, onChoisir }: TableauListProps) {
  const narrow = useNarrow()
  const statusOf = (onglet: Onglet): TableauStatus => added(onglet.tableaux.map((code) => statuts.get(code)))
  if (narrow)
    return (
      <div className="tableaux-choix">
        <SelectField
          libelle="Tableau"
          value={courant?.libelle ?? ''}
          onChange={({ target }) => onglets.filter((onglet) => onglet.libelle === target.value).forEach(onChoisir)}
        >
          {onglets.map((onglet) => (
            <option key={onglet.libelle} value={onglet.libelle}>
              {onglet.libelle} ({wordOf(statusOf(onglet))})
            </option>
          ))}
        </SelectField>
      </div>
    )
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
              <Status {...statusOf(onglet)} />
            </button>
          </li>
        ))}
      </ul>
      {autres.length > 0 && (
        <details className="tableaux-autres">
          <summary>Tableaux non concernés ({autres.length})</summary>
          <ul>
            {autres.map((titre) => (
              <li key={titre}>
                {titre} : ne concerne pas la famille « {familleLibelle} »
              </li>
            ))}
          </ul>
        </details>
      )}
    </nav>
  )
}

/** « à faire », « en cours 41/60 », « terminé »… findings apart. */
function progressOf({ remplies, aRemplir, lignes }: TableauStatus): string {
  if (aRemplir === 0 && lignes !== undefined) return lignes === 0 ? 'aucune ligne' : pluriel(lignes, 'ligne')
  if (aRemplir === 0) return 'calculé'
  if (remplies === 0) return 'à faire'
  return remplies < aRemplir ? `en cours ${remplies}/${aRemplir}` : 'terminé'
}

function wordOf(status: TableauStatus): string {
  if (status.bloquants > 0) return pluriel(status.bloquants, 'bloquant')
  return status.aJustifier > 0 ? `${status.aJustifier} à justifier` : progressOf(status)
}

const Status = memo(function Status(status: TableauStatus) {
  if (status.bloquants > 0) return <Niveau niveau="bloquant" nombre={status.bloquants} />
  if (status.aJustifier > 0) return <Niveau niveau="a_justifier" nombre={status.aJustifier} />
  const word = progressOf(status)
  if (word !== 'terminé') return <span className="tableaux-etat">{word}</span>
  return (
    <span className="niveau ton-ok">
      <Marque ton="ok" />
      {word}
    </span>
  )
})
