import type { DossierStore } from './dossier-store.ts'
import { lieuDeCase, nomDeCase } from './nom-de-case.ts'

type CaseLienProps = { readonly store: DossierStore; readonly at: string; readonly onCase: (at: string) => void }

/** A cell by its short name, which leads to it; its whole name is read aloud and shown on hover. */
export function CaseLien({ store, at, onCase }: CaseLienProps) {
  const index = store.indexOf(at) ?? -1
  return (
    <button type="button" className="lien lien-case" title={lieuDeCase(store, index)} onClick={() => onCase(at)}>
      {nomDeCase(store, index) || at}
    </button>
  )
}

type CellLinksProps = Omit<CaseLienProps, 'at'> & { readonly cellules: readonly string[]; readonly mot: string }

/** Links to cells; a long list is cut after eight. */
export function CellLinks({ store, cellules, onCase, mot }: CellLinksProps) {
  if (cellules.length === 0) return null
  return (
    <span className="cases-liens">
      {mot}{' '}
      {cellules.slice(0, 8).map((at) => (
        <CaseLien key={at} store={store} at={at} onCase={onCase} />
      ))}
      {cellules.length > 8 && <span className="muet">et {cellules.length - 8} autres</span>}
    </span>
  )
}
