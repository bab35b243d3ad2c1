import { useEffect, useEffectEvent, useMemo, useRef, useState } from 'react'
import { annoncer } from '#web/design/announcements.tsx'
import { RailBar, TopBarStart } from '#web/app/top-bar.tsx'
import { useSession } from '#web/session/use-session.ts'
import { premiereOuverte } from './anomalies-ouvertes.ts'
import { DossierNotices } from './dossier-notices.tsx'
import { DossierRail } from './dossier-rail.tsx'
import type { DossierStore } from './dossier-store.ts'
import { DossierTools } from './dossier-tools.tsx'
import { nomDeCase } from './nom-de-case.ts'
import { goToRegion } from './regions.ts'
import { SidePanel, type Panneau } from './side-panel.tsx'
import { SynchronisationDialog } from './synchronisation-dialog.tsx'
import { TableauList } from './tableau-list.tsx'
import { statusByTableau } from './tableau-status.ts'
import { TableauView, type TableauActs } from './tableau-view.tsx'
import { usePlace } from './use-place.ts'
import { useSnapshot } from './use-dossier-store.ts'

/** The whole page of a dossier: tables on the left, the grid in the middle, controls on the right. */
export function DossierWorkspace({ store }: { readonly store: DossierStore }) {
  const snapshot = useSnapshot(store)
  const { acteur } = useSession()
  const lieu = usePlace(store)
  const premiere = lieu.acte === 'corriger' ? premiereOuverte(snapshot) : undefined
  const [panneau, setPanneau] = useState<Panneau>({ genre: 'controles', choisi: premiere?.controle ?? null })
  const [synchronise, setSynchronise] = useState(false)
  const goTo = useRef<((index: number) => void) | null>(null)
  const { lu, constat } = snapshot
  const { famille } = lu.organisme
  const statuts = useMemo(
    () =>
      statusByTableau({
        liasse: store.liasse,
        presence: store.sheet().presence,
        rows: (code) => store.sheet().rows(code),
        famille,
        constat,
      }),
    [store, constat, famille],
  )

  const showCell = (at: string): void => {
    const index = store.indexOf(at)
    const tableau = index === undefined ? undefined : store.cellule(index)?.tableau
    if (index === undefined || tableau === undefined) return
    if (tableau === lieu.tableau) goTo.current?.(index)
    else lieu.ouvrir(tableau, at)
  }
  const tableaux = lieu.concernes.flatMap((onglet) => onglet.tableaux)
  const acts: TableauActs = {
    register: (go) => {
      goTo.current = go
    },
    onTable: (step) => {
      const next = tableaux[tableaux.indexOf(lieu.tableau ?? '') + step]
      if (next) lieu.ouvrir(next)
    },
    onFinding: (step) => {
      const { anomalies } = store.findings()
      if (anomalies.length === 0) return annoncer('Aucune anomalie à parcourir.')
      const at = anomalies.findIndex((anomalie) => panneau.genre === 'controles' && anomalie.controle === panneau.choisi)
      const next = anomalies[(at + step + anomalies.length) % anomalies.length] ?? anomalies[0]
      if (!next) return
      setPanneau({ genre: 'controles', choisi: next.controle })
      if (next.cellules[0]) showCell(next.cellules[0])
    },
    onPanel: (genre, index) =>
      setPanneau((before) => {
        if (genre === 'recherche') return { genre, appel: before.genre === 'recherche' ? before.appel + 1 : 0 }
        return genre === 'aide' ? { genre } : { genre, index }
      }),
    onCopyLink: (index) => {
      const at = store.cellule(index)?.at ?? ''
      const url = new URL(location.href)
      url.search = new URLSearchParams({ partie: lieu.partie.code, tableau: lieu.tableau ?? '', cellule: at }).toString()
      void navigator.clipboard.writeText(url.href).then(() => annoncer(`Lien vers la case ${nomDeCase(store, index)} copié.`))
    },
  }
  const showFirst = useEffectEvent(() => premiere?.cellules.slice(0, 1).forEach(showCell))
  useEffect(() => showFirst(), [])
  usePageKeys(acts.onFinding)
  return (
    <div className="dossier">
      <TopBarStart>
        <DossierTools
          store={store}
          partie={lieu.partie}
          operateur={acteur.genre === 'operateur'}
          acte={lieu.acte}
          onVerifie={() => setPanneau({ genre: 'controles', choisi: null })}
          onSynchroniser={() => setSynchronise(true)}
          onEcarts={() => setPanneau({ genre: 'ecarts' })}
        />
      </TopBarStart>
      <RailBar>
        <DossierRail store={store} operateur={acteur.genre === 'operateur'} acte={lieu.acte} />
      </RailBar>
      <TableauList
        onglets={lieu.concernes}
        autres={lieu.autres}
        courant={lieu.onglet}
        statuts={statuts}
        familleLibelle={store.edition.familles.find(({ code }) => code === famille)?.libelle ?? famille}
        onChoisir={(onglet) => onglet.tableaux[0] && lieu.ouvrir(onglet.tableaux[0])}
      />
      <section className="dossier-centre" aria-label="Tableau">
        <DossierNotices store={store} onCase={showCell} />
        {lieu.tableau && lieu.onglet && (
          <TableauView
            key={lieu.tableau}
            store={store}
            tableau={lieu.tableau}
            onglet={lieu.onglet}
            cellule={lieu.cellule}
            acts={acts}
            onOuvrir={lieu.ouvrir}
          />
        )}
      </section>
      <SidePanel store={store} panneau={panneau} onPanneau={setPanneau} onCase={showCell} onSynchroniser={() => setSynchronise(true)} />
      {synchronise && <SynchronisationDialog store={store} onFermer={() => setSynchronise(false)} onCase={showCell} />}
    </div>
  )
}

/** The grid has its own keys; F6 and F8 serve everywhere else on the page too, its top bars included. */
function usePageKeys(onFinding: (step: 1 | -1) => void): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || (event.key !== 'F6' && event.key !== 'F8') || document.querySelector('dialog[open]')) return
      event.preventDefault()
      if (event.key === 'F6') goToRegion(event.shiftKey)
      else onFinding(event.shiftKey ? -1 : 1)
    }
    addEventListener('keydown', onKeyDown)
    return () => removeEventListener('keydown', onKeyDown)
  })
}
