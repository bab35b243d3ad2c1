import { Button } from '#web/design/button.tsx'
import { DossierHistory } from './dossier-history.tsx'
import type { DossierStore } from './dossier-store.ts'
import { EcartsPanel } from './ecarts-panel.tsx'
import { ExplanationPanel } from './explanation-panel.tsx'
import { FindingsPanel } from './findings-panel.tsx'
import { HelpPanel } from './help-panel.tsx'
import { HistoryPanel } from './history-panel.tsx'
import { SearchPanel } from './search-panel.tsx'

export type Panneau =
  | { readonly genre: 'controles'; readonly choisi: string | null }
  | { readonly genre: 'explication' | 'historique'; readonly index: number | null }
  | { readonly genre: 'aide' | 'journal' | 'ecarts' }
  /** `appel`: how many times it was asked for while open; each time it starts anew, with the keyboard. */
  | { readonly genre: 'recherche'; readonly appel: number }

type SidePanelProps = {
  readonly store: DossierStore
  readonly panneau: Panneau
  readonly onPanneau: (panneau: Panneau) => void
  readonly onCase: (at: string) => void
  readonly onSynchroniser: () => void
}

const TITRES: Readonly<Record<Panneau['genre'], string>> = {
  controles: 'Contrôles',
  explication: 'Comment c’est calculé',
  historique: 'Historique de la case',
  journal: 'Historique du dossier',
  ecarts: 'Écarts avec les ER',
  aide: 'Aide et raccourcis',
  recherche: 'Rechercher',
}

/** The right side: controls by default, or what was asked about a cell. */
export function SidePanel({ store, panneau, onPanneau, onCase, onSynchroniser }: SidePanelProps) {
  return (
    <aside className="panneau" aria-label={TITRES[panneau.genre]} tabIndex={-1}>
      <div className="panneau-tete">
        <h2 className="region-titre">{TITRES[panneau.genre]}</h2>
        {panneau.genre === 'controles' ? (
          <span className="rangee">
            <Button taille="petit" genre="discret" onClick={() => onPanneau({ genre: 'recherche', appel: 0 })}>
              Rechercher
            </Button>
            <Button taille="petit" genre="discret" aria-label="Historique du dossier" onClick={() => onPanneau({ genre: 'journal' })}>
              Historique
            </Button>
            <Button taille="petit" genre="discret" onClick={() => onPanneau({ genre: 'aide' })}>
              Raccourcis
            </Button>
          </span>
        ) : (
          <Button taille="petit" genre="discret" onClick={() => onPanneau({ genre: 'controles', choisi: null })}>
            Contrôles
          </Button>
        )}
      </div>
      {panneau.genre === 'controles' && <FindingsPanel store={store} choisi={panneau.choisi} onCase={onCase} />}
      {panneau.genre === 'explication' && panneau.index !== null && (
        <ExplanationPanel store={store} index={panneau.index} onCase={onCase} />
      )}
      {panneau.genre === 'historique' && panneau.index !== null && <HistoryPanel store={store} index={panneau.index} />}
      {panneau.genre === 'journal' && <DossierHistory store={store} onCase={onCase} />}
      {panneau.genre === 'ecarts' && <EcartsPanel store={store} onCase={onCase} onSynchroniser={onSynchroniser} />}
      {panneau.genre === 'aide' && <HelpPanel />}
      {panneau.genre === 'recherche' && <SearchPanel key={panneau.appel} store={store} onCase={onCase} />}
    </aside>
  )
}
