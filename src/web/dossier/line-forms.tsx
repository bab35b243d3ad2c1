import { useState } from 'react'
import { Button } from '#web/design/button.tsx'
import { Dialog } from '#web/design/dialog.tsx'
import { SelectField, TextArea, TextField } from '#web/design/field.tsx'
import { draftOf, readEntry } from '#web/grid/entry.ts'
import { sayValue } from '#web/grid/format-cell.ts'
import type { GridCell, GridLine, GridModel } from '#web/grid/grid-model.ts'
import type { DossierStore } from './dossier-store.ts'
import { nomDeCase } from './nom-de-case.ts'
import { useSnapshot } from './use-dossier-store.ts'

type LineFormsProps = { readonly store: DossierStore; readonly model: GridModel }

/** The table as a list of lines, each opened alone: reading and entry on a phone. [EG-32] */
export function LineForms({ store, model }: LineFormsProps) {
  useSnapshot(store)
  const [ouverte, setOuverte] = useState<GridLine | null>(null)
  return (
    <div className="lignes">
      {model.rows.map((row) => {
        if (row.genre === 'titre') return <h2 key={row.libelle}>{row.libelle}</h2>
        const line = model.lignes[row.row]
        return line && <LineCard key={row.row} store={store} model={model} line={line} onOuvrir={() => setOuverte(line)} />
      })}
      {ouverte && <LineDialog store={store} model={model} line={ouverte} onFermer={() => setOuverte(null)} />}
    </div>
  )
}

function LineCard({ store, model, line, onOuvrir }: LineFormsProps & { readonly line: GridLine; readonly onOuvrir: () => void }) {
  return (
    <button type="button" className={`ligne-carte ${line.ligne.total ? 'ligne-total' : ''}`} onClick={onOuvrir}>
      <span className="ligne-nom">
        <span className="muet">{line.ligne.code}</span> {line.ligne.libelle}
      </span>
      {line.cells.map((cell, col) => {
        const content = cell && store.content(cell.index)
        return (
          cell && (
            <span key={cell.index} className="ligne-valeur">
              <span className="muet">{model.colonnes[col]?.libelle}</span>
              <span className={`nombre ${content?.brouillon === undefined ? '' : 'case-refusee-texte'}`}>
                {cell.cellule.formule && '= '}
                {content?.brouillon ?? sayValue(store.read(cell.index), cell.cellule)}
              </span>
            </span>
          )
        )
      })}
    </button>
  )
}

function LineDialog({ store, model, line, onFermer }: LineFormsProps & { readonly line: GridLine; readonly onFermer: () => void }) {
  const { lu, protege } = useSnapshot(store)
  const writable = lu.refusEcriture === null && !protege
  return (
    <Dialog titre={`${line.ligne.code} ${line.ligne.libelle}`} onFermer={onFermer} pied={<Button onClick={onFermer}>Fermer</Button>}>
      <div className="pile">
        {!writable && (
          <p className="muet">
            {lu.refusEcriture?.message ?? 'Le formulaire est protégé : « Modifier », en haut à gauche, le rend modifiable.'}
          </p>
        )}
        {line.cells.map((cell, col) =>
          cell && !cell.cellule.formule && writable ? (
            <CellField key={cell.index} store={store} cell={cell} libelle={model.colonnes[col]?.libelle ?? ''} />
          ) : (
            cell && (
              <p key={cell.index} className="ligne-valeur">
                <span>{model.colonnes[col]?.libelle}</span>
                <strong className="nombre">{sayValue(store.read(cell.index), cell.cellule)}</strong>
              </p>
            )
          ),
        )}
      </div>
    </Dialog>
  )
}

/** A labelled field of one cell; a refused text stays in it with the reason. */
function CellField({ store, cell, libelle }: { readonly store: DossierStore; readonly cell: GridCell; readonly libelle: string }) {
  const { index, cellule } = cell
  const [texte, setTexte] = useState(() => draftOf(store.content(index), cellule))
  const lecture = readEntry(texte, cellule)
  const keep = (): void => {
    const content = lecture.genre === 'valeur' ? lecture.content : { valeur: store.content(index).valeur, brouillon: texte }
    store.write([{ index, content }], { libelle: `saisie en ${nomDeCase(store, index)}`, moyen: 'saisie' })
  }
  const shared = { libelle, value: texte, erreur: lecture.genre === 'valeur' ? null : lecture.message, onBlur: keep }
  if (cellule.type === 'choix')
    return (
      <SelectField {...shared} onChange={(event) => setTexte(event.target.value)}>
        <option value="">(vide)</option>
        {(cellule.choix ?? []).map((choix) => (
          <option key={choix}>{choix}</option>
        ))}
      </SelectField>
    )
  if (cellule.type === 'texte') return <TextArea {...shared} rows={3} maxLength={4000} onChange={(event) => setTexte(event.target.value)} />
  return <TextField {...shared} inputMode="decimal" onChange={(event) => setTexte(event.target.value)} />
}
