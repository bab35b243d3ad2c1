import { useSyncExternalStore } from 'react'
import { formatEcran } from '#engine/format-montant.ts'
import { StatusBar } from '#web/app/top-bar.tsx'
import { Button } from '#web/design/button.tsx'
import { readEntry } from '#web/grid/entry.ts'
import { sayOrigine, sayValue } from '#web/grid/format-cell.ts'
import type { GridController, GridQuestion } from '#web/grid/grid-controller.ts'
import { cellAt } from '#web/grid/grid-model.ts'
import { isSingle, placesIn, rectOf } from '#web/grid/selection.ts'
import { statisticsOf, type Statistics } from '#web/grid/statistics.ts'
import { nombreFr, pluriel } from '#web/design/format.ts'
import { repriseFr } from './precedent.tsx'

/** The active cell in words, what is wrong with it, and the figures of the selection. [EG-08] [EG-14] [EG-26] */
export function CellBar({ controller }: { readonly controller: GridController }) {
  const state = useSyncExternalStore(controller.subscribe, controller.state)
  const place = state.selection.active
  useSyncExternalStore(
    (listener) => controller.subscribeCell(place, listener),
    () => controller.version(place),
  )
  const cell = controller.active()
  const line = controller.model.lignes[place.row]
  const content = cell && controller.store.content(cell.index)
  const refused = cell && content?.brouillon !== undefined ? readEntry(content.brouillon, cell.cellule) : null
  return (
    <>
      {state.question && <Question question={state.question} controller={controller} />}
      {!state.question && refused?.genre === 'refus' && cell && (
        <div className="case-avis ton-bloquant" role="status">
          <span>{refused.message}</span>
          <span className="muet">valeur comptée : {sayValue(content?.valeur ?? { etat: 'vide' }, cell.cellule)}</span>
          {refused.suggestion && (
            <Button taille="petit" onClick={() => controller.acceptSuggestion()}>
              Mettre {refused.suggestion} (Alt+↓)
            </Button>
          )}
        </div>
      )}
      {!state.question && refused === null && state.message && (
        <div className="case-avis ton-noter" role="status">
          {state.message}
        </div>
      )}
      <StatusBar>
        <section className="case-region" aria-label="Case active et sélection">
          <span className="case-lieu">
            {line?.ligne.code} {controller.model.colonnes[place.col]?.libelle} ·{' '}
            {cell && controller.store.view(cell.index).moyen === 'reprise' ? `${repriseFr(controller.store)} · ` : ''}
            {line?.ligne.libelle}
            {content?.expression ? ` · ${content.expression}` : ''}
          </span>
          {cell && <span className="muet insecable">{sayOrigine(controller.store.view(cell.index))}</span>}
          {cell && (
            <button
              type="button"
              className="case-calcul"
              onClick={() => controller.hooks.onPanel('explication', cell.index)}
              title="Comment c’est calculé (Alt+=)"
            >
              = ?
            </button>
          )}
          {cell && (
            <button
              type="button"
              className="case-calcul"
              onClick={() => controller.hooks.onPanel('historique', cell.index)}
              title="Historique de la case (Ctrl+Maj+H)"
            >
              Historique
            </button>
          )}
          {!isSingle(state.selection) && <SelectionFigures controller={controller} />}
        </section>
      </StatusBar>
    </>
  )
}

function Question({ question: { lecture }, controller }: { readonly question: GridQuestion; readonly controller: GridController }) {
  const choose = (valeur: number): void => controller.answer({ valeur: { etat: 'valeur', valeur } })
  return (
    <div className="case-avis ton-justifier" role="alert">
      <span>{lecture.message}</span>
      <Button taille="petit" autoFocus onClick={() => choose(lecture.groupe.valeur)}>
        {lecture.groupe.texte}
      </Button>
      <Button taille="petit" onClick={() => choose(lecture.decimal.valeur)}>
        {lecture.decimal.texte}
      </Button>
    </div>
  )
}

function SelectionFigures({ controller }: { readonly controller: GridController }) {
  const places = placesIn(rectOf(controller.state().selection))
  const figures = places.flatMap((place) => {
    const cell = cellAt(controller.model, place)
    const valeur = cell && controller.store.read(cell.index)
    return cell && valeur?.etat === 'valeur' && valeur.valeur !== undefined ? [{ n: valeur.valeur, decimales: cell.cellule.decimales }] : []
  })
  const statistics = statisticsOf(figures)
  if (!statistics) return <span>{pluriel(places.length, 'case')}</span>
  return (
    <span className="case-sommes">
      {wordsOf(statistics).map(([word, text]) => (
        <button type="button" key={word} title="Copier" onClick={() => copy(text)}>
          {word} {text}
        </button>
      ))}
    </span>
  )
}

const copy = (text: string): void => void navigator.clipboard.writeText(text.replaceAll(/\s/g, '').replace('−', '-'))

function wordsOf({ nombre, decimales, somme, moyenne, min, max, ecart }: Statistics): readonly (readonly [string, string])[] {
  const written = (n: bigint): string => formatEcran(Number(n), decimales)
  const gap = ecart
    ? ([
        ['écart', written(ecart.valeur)],
        ...(ecart.dixiemes === null ? [] : [['soit', `${formatEcran(Number(ecart.dixiemes), 1)}\u00a0%`] as const]),
      ] as const)
    : []
  return [
    ['somme', written(somme)],
    ['moyenne', written(moyenne)],
    ['nombre', nombreFr(nombre)],
    ['min', written(min)],
    ['max', written(max)],
    ...gap,
  ]
}
