import { Button } from '#web/design/button.tsx'
import { Dialog } from '#web/design/dialog.tsx'
import { pluriel } from '#web/design/format.ts'
import { transposed, type Block } from '#web/grid/clipboard.ts'
import { nomDeCase } from './nom-de-case.ts'
import { sayValue } from '#web/grid/format-cell.ts'
import type { GridController } from '#web/grid/grid-controller.ts'
import { compared, planPaste, type PastePlan, type Reading } from '#web/grid/paste-plan.ts'
import { rectOf } from '#web/grid/selection.ts'
import type { Step } from './undo-stack.ts'
import { useSnapshot } from './use-dossier-store.ts'

/** `ecrites` is `null` while the person has not said how to read an ambiguous block: nothing is written yet, there is no step. */
export type Collage = {
  readonly block: Block
  readonly plan: PastePlan
  readonly ecrites: number | null
  readonly pas: Step | null
}

type PasteReportProps = {
  readonly controller: GridController
  readonly collage: Collage
  readonly onCollage: (collage: Collage | null) => void
}

/** Pastes at the selection, in one step; an ambiguous block waits for its `reading`. */
export function pasteInto(controller: GridController, block: Block, reading: Reading | null): Collage {
  const { store, model } = controller
  const source = { read: store.read, content: store.content }
  const plan = planPaste(model, source, { block, rect: rectOf(controller.state().selection), reading })
  if (plan.ambigus.length > 0) return { block, plan, ecrites: null, pas: null }
  const ecrites = controller.mayWriteAny()
    ? store.write(plan.writes, { libelle: `collage de ${plan.collees} cellules dans ${model.tableau.titre}`, moyen: 'collage' })
    : 0
  const totaux = plan.totaux.map(({ cell, colle }) => compared(source, cell, colle))
  return { block, plan: { ...plan, totaux }, ecrites, pas: ecrites > 0 ? store.lastStep() : null }
}

/** What a paste did: nothing is skipped without being listed. [EG-09] [EG-10] [EG-11] [EG-13] [EG-14] */
export function PasteReport({ controller, collage, onCollage }: PasteReportProps) {
  const { block, plan, ecrites, pas } = collage
  useSnapshot(controller.store)
  const onFermer = (): void => onCollage(null)
  if (ecrites === null)
    return <AskReading plan={plan} onRead={(reading) => onCollage(pasteInto(controller, block, reading))} onFermer={onFermer} />
  if (pas && controller.store.isUndone(pas)) return null
  // Undoing takes back the last act: the bar offers it only while that is the paste.
  const undoable = pas !== null && pas === controller.store.lastStep()
  return (
    <div className="collage" role="status">
      <p>
        <strong>{pluriel(plan.collees, 'cellule collée', 'cellules collées')}</strong> : {pluriel(ecrites, 'modifiée')},{' '}
        {pluriel(plan.inchangees, 'inchangée')}
        {plan.refusees.length > 0 && (
          <>
            {' '}
            — {pluriel(plan.refusees.length, 'refusée')}, gardée{plan.refusees.length > 1 && 's'} en rouge dans la case
          </>
        )}
      </p>
      <Skipped plan={plan} controller={controller} />
      <span className="rangee">
        {undoable && (
          <Button taille="petit" onClick={() => controller.store.undo()}>
            Annuler (Ctrl+Z)
          </Button>
        )}
        {block.length > 1 !== (block[0]?.length ?? 0) > 1 && undoable && (
          <Button
            taille="petit"
            onClick={() => {
              controller.store.undo()
              onCollage(pasteInto(controller, transposed(block), null))
            }}
          >
            Transposer
          </Button>
        )}
        <Button taille="petit" genre="discret" onClick={onFermer}>
          Fermer
        </Button>
      </span>
    </div>
  )
}

/** The question is asked once for the whole block. */
function AskReading({
  plan: { ambigus },
  onRead,
  onFermer,
}: {
  readonly plan: PastePlan
  readonly onRead: (reading: Reading) => void
  readonly onFermer: () => void
}) {
  const examples = ambigus.slice(0, 3).map(({ lecture }) => lecture)
  return (
    <Dialog
      titre="Deux lectures possibles"
      onFermer={onFermer}
      pied={
        <>
          <Button onClick={() => onRead('groupe')}>
            Séparateur de milliers : {examples.map(({ groupe }) => groupe.texte).join(' ; ')}
          </Button>
          <Button onClick={() => onRead('decimal')}>Virgule décimale : {examples.map(({ decimal }) => decimal.texte).join(' ; ')}</Button>
        </>
      }
    >
      <p>
        {pluriel(ambigus.length, 'cellule')} du bloc collé se li{ambigus.length > 1 ? 'sent' : 't'} de deux façons. Rien n’est écrit avant
        votre réponse, qui vaut pour tout le bloc.
      </p>
    </Dialog>
  )
}

function Skipped({ plan, controller }: { readonly plan: PastePlan; readonly controller: GridController }) {
  const differents = plan.totaux.filter((total) => !total.identique)
  const ignorees = plan.totaux.length + plan.sansCase
  if (ignorees + plan.excedent.length + plan.refusees.length === 0) return null
  return (
    <ul className="collage-liste">
      {plan.totaux.length > 0 && (
        <li>
          {pluriel(plan.totaux.length, 'total calculé', 'totaux calculés')} : identiques ✓ {plan.totaux.length - differents.length},
          différents ✕ {differents.length}
        </li>
      )}
      {differents.map(({ cell, colle }) => (
        <li key={cell.index}>
          <button type="button" className="lien" onClick={() => controller.goTo(cell.index)}>
            {nomDeCase(controller.store, cell.index)}
          </button>{' '}
          collé {colle}, calculé {sayValue(controller.store.read(cell.index), cell.cellule)} : une ligne manque peut-être
        </li>
      ))}
      {plan.sansCase > 0 && (
        <li>
          {pluriel(plan.sansCase, 'valeur')} tombée{plan.sansCase > 1 && 's'} là où le tableau n’a pas de case
        </li>
      )}
      {plan.excedent.length > 0 && (
        <li>
          {pluriel(plan.excedent.length, 'valeur')} au-delà du tableau : {plan.excedent.slice(0, 20).join(' ; ')}
          {plan.excedent.length > 20 && '…'}
        </li>
      )}
      {plan.refusees.map(({ cell, message }) => (
        <li key={cell.index}>
          <button type="button" className="lien" onClick={() => controller.goTo(cell.index)}>
            {nomDeCase(controller.store, cell.index)}
          </button>{' '}
          {message}
        </li>
      ))}
    </ul>
  )
}
