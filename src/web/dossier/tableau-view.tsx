import { useEffect, useLayoutEffect, useMemo, useState, useSyncExternalStore } from 'react'
import { annoncer } from '#web/design/announcements.tsx'
import { readTabSort } from '#web/app/tab-sort.ts'
import { Button } from '#web/design/button.tsx'
import { Dialog } from '#web/design/dialog.tsx'
import { UNITES, type Echelle } from '#web/grid/format-cell.ts'
import { GridController, type GridHooks } from '#web/grid/grid-controller.ts'
import { buildGridModel, type GridModel } from '#web/grid/grid-model.ts'
import { Grid } from '#web/grid/grid.tsx'
import { CellBar } from './cell-bar.tsx'
import type { DossierStore } from './dossier-store.ts'
import { LineForms } from './line-forms.tsx'
import { PasteReport, pasteInto, type Collage } from './paste-report.tsx'
import { goToRegion } from './regions.ts'
import { PrintHead } from './print-head.tsx'
import type { Onglet } from './tableau-list.tsx'
import { useSnapshot } from './use-dossier-store.ts'
import { useNarrow } from './use-narrow.ts'
import { useRangees } from './use-rangees.ts'

export type TableauActs = Pick<GridHooks, 'onTable' | 'onFinding' | 'onPanel' | 'onCopyLink'> & {
  readonly register: (go: ((index: number) => void) | null) => void
}

type TableauViewProps = {
  readonly store: DossierStore
  readonly tableau: string
  readonly onglet: Onglet
  /** Address of the cell to show. */
  readonly cellule: string | undefined
  readonly acts: TableauActs
  readonly onOuvrir: (tableau: string) => void
}

/** One table: its head, its grid (or its lines on a phone), the bar of the active cell. */
export function TableauView({ store, tableau, onglet, cellule, acts, onOuvrir }: TableauViewProps) {
  const { protege, lu } = useSnapshot(store)
  const [proposer, setProposer] = useState(false)
  const [collage, setCollage] = useState<Collage | null>(null)
  const narrow = useNarrow()
  const { famille } = lu.organisme
  const { nombre: rangees, ajouter } = useRangees(store, tableau)
  const model = useMemo(
    () => buildGridModel(store.edition, store.liasse, { tableau, famille, rangees }),
    [store, tableau, famille, rangees],
  )
  const controller = useController(model, store)
  const { echelle } = useSyncExternalStore(controller.subscribe, controller.state)
  useLayoutEffect(() => {
    controller.attach({
      ...acts,
      refusEcriture: () => store.snapshot().lu.refusEcriture?.message ?? null,
      onProtege: () => setProposer(true),
      onLeave: goToRegion,
      tabLeaves: () => store.snapshot().protege || store.snapshot().lu.refusEcriture !== null || readTabSort(),
      say: (texte) => annoncer(texte, 'noter'),
    })
  })
  useEffect(() => {
    acts.register((index) => controller.goTo(index))
    return () => acts.register(null)
  }, [acts, controller])
  useLayoutEffect(() => {
    if (isFocusFree()) controller.select(controller.state().selection)
  }, [controller])
  useEffect(() => {
    const index = cellule === undefined ? undefined : store.indexOf(cellule)
    if (index !== undefined) controller.goTo(index)
  }, [cellule, controller, store])

  const legende = `${model.tableau.titre}, ${model.tableau.unite}, exercice ${store.edition.exercice}, ${lu.organisme.raisonSociale}`
  return (
    <>
      <PrintHead store={store} tableau={model.tableau} />
      <div className="tableau-tete">
        <h1>{model.tableau.titre}</h1>
        <span className="muet">{echelle === 'euro' ? model.tableau.unite : `en ${UNITES[echelle]} (saisie en euros)`}</span>
        {onglet.tableaux.length > 1 && <SubTabs store={store} codes={onglet.tableaux} courant={tableau} onOuvrir={onOuvrir} />}
        {ajouter && <Button onClick={ajouter}>Ajouter des lignes</Button>}
        <EchelleSwitch echelle={echelle} onChange={(next) => controller.setEchelle(next)} />
      </div>
      <p className="invisible" id="grille-mode-emploi">
        Flèches pour se déplacer, F2 ou un chiffre pour saisir, Tab pour la case de saisie suivante (en lecture seule, ou si votre menu le
        demande, Tab sort du tableau), F6 pour sortir du tableau, F1 pour les raccourcis.
      </p>
      {narrow ? (
        <LineForms store={store} model={model} />
      ) : (
        <Grid
          controller={controller}
          legende={legende}
          protege={protege}
          onPaste={(block) => setCollage(pasteInto(controller, block, null))}
        />
      )}
      {!narrow && <CellBar controller={controller} />}
      {collage && <PasteReport controller={controller} collage={collage} onCollage={setCollage} />}
      {proposer && (
        <ProposerModifier
          onFermer={() => setProposer(false)}
          onModifier={() => {
            store.setProtege(false)
            setProposer(false)
          }}
        />
      )}
    </>
  )
}

/** The grid of a model; when rows of the same list are added, selection and scale stay where they are. */
function useController(model: GridModel, store: DossierStore): GridController {
  const [held, setHeld] = useState(() => new GridController(model, store))
  if (held.store === store && held.model === model) return held
  const state = held.store === store && held.model.tableau === model.tableau ? held.state() : undefined
  const next = new GridController(model, store, state)
  setHeld(next)
  return next
}

function SubTabs({
  store,
  codes,
  courant,
  onOuvrir,
}: {
  readonly store: DossierStore
  readonly codes: readonly string[]
  readonly courant: string
  readonly onOuvrir: (code: string) => void
}) {
  return (
    <div className="tableau-onglets" role="group" aria-label="Tableaux de cet onglet">
      {codes.map((code) => (
        <button type="button" key={code} aria-pressed={code === courant} onClick={() => onOuvrir(code)}>
          {store.edition.tableaux.find((tableau) => tableau.code === code)?.titre ?? code}
        </button>
      ))}
    </div>
  )
}

const EchelleSwitch = ({ echelle, onChange }: { readonly echelle: Echelle; readonly onChange: (echelle: Echelle) => void }) => (
  <div className="tableau-onglets tableau-echelle sans-impression" role="group" aria-label="Unité affichée">
    {(['euro', 'k', 'm'] as const).map((code) => (
      <button type="button" key={code} aria-pressed={code === echelle} onClick={() => onChange(code)}>
        {UNITES[code]}
      </button>
    ))}
  </div>
)

/** A first keystroke on the protected form proposes to unlock it. [EG-02] [S52] */
const ProposerModifier = ({ onModifier, onFermer }: { readonly onModifier: () => void; readonly onFermer: () => void }) => (
  <Dialog
    titre="Le QDIS est protégé"
    onFermer={onFermer}
    pied={
      <>
        <Button onClick={onFermer}>Rester en lecture</Button>
        <Button genre="principal" onClick={onModifier} data-premier>
          Modifier
        </Button>
      </>
    }
  >
    <p>
      Il s’ouvre protégé pour éviter une frappe malheureuse. « Modifier » rend les cases de saisie modifiables jusqu’à ce que vous quittiez
      la page.
    </p>
  </Dialog>
)

/** Nobody has the keyboard: the page has just opened, or the table that had it has gone. */
const isFocusFree = (): boolean => [document.body, document.getElementById('contenu')].some((element) => element === document.activeElement)
