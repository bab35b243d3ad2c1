import { useMemo, useState } from 'react'
import { TextField } from '#web/design/field.tsx'
import { pluriel } from '#web/design/format.ts'
import { sayValue } from '#web/grid/format-cell.ts'
import type { DossierStore } from './dossier-store.ts'
import { nomDeCase } from './nom-de-case.ts'

type Found = { readonly at: string; readonly text: string; readonly value: string }
const MAX_FOUND = 50

/** One box for line codes, words of the label, accounts and amounts, across all tables. [EG-25] */
export function SearchPanel({ store, onCase }: { readonly store: DossierStore; readonly onCase: (at: string) => void }) {
  const [texte, setTexte] = useState('')
  const found = useMemo(() => (texte.trim().length < 2 ? [] : findCells(store, texte)), [store, texte])
  return (
    <form
      className="pile"
      role="search"
      onSubmit={(event) => {
        event.preventDefault()
        if (found[0]) onCase(found[0].at)
      }}
    >
      <TextField
        libelle="Code, libellé, compte ou montant"
        type="search"
        value={texte}
        autoFocus
        onChange={(event) => setTexte(event.target.value)}
      />
      <p className="petit muet" role="status">
        {texte.trim().length < 2
          ? 'Deux caractères au moins.'
          : `${pluriel(found.length, 'case')}${found.length === MAX_FOUND ? ' (les premières)' : ''}`}
      </p>
      <ul className="recherche">
        {found.map(({ at, text, value }) => (
          <li key={at}>
            <button type="button" className="lien" onClick={() => onCase(at)}>
              {text}
            </button>{' '}
            <span className="nombre">{value}</span>
          </li>
        ))}
      </ul>
    </form>
  )
}

const plain = (text: string): string =>
  text
    .normalize('NFD')
    .replaceAll(/[\u0300-\u036f\s]/g, '')
    .toLowerCase()

function findCells(store: DossierStore, texte: string): readonly Found[] {
  const asked = plain(texte)
  const lines = new Map(
    store.edition.tableaux.flatMap(({ code, titre, lignes }) =>
      lignes.flatMap((ligne) => (ligne.genre === 'ligne' ? [[`${code}.${ligne.code}`, { ligne, titre }] as const] : [])),
    ),
  )
  const found: Found[] = []
  for (const [index, cellule] of store.liasse.cellules.entries()) {
    const line = lines.get(`${cellule.tableau}.${cellule.ligne}`)
    if (!line || !store.sheet().applies(index)) continue
    const value = store.read(index).etat === 'vide' ? '' : sayValue(store.read(index), cellule)
    if (![cellule.at, line.ligne.libelle, line.ligne.comptes ?? '', value].some((text) => plain(text).includes(asked))) continue
    found.push({ at: cellule.at, text: `${nomDeCase(store, index)}, ${line.ligne.libelle} (${line.titre})`, value })
    if (found.length === MAX_FOUND) break
  }
  return found
}
