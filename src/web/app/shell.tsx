import { Suspense } from 'react'
import { Outlet, useMatches } from '@tanstack/react-router'
import { AnnouncementsRegion } from '#web/design/announcements.tsx'
import { PageSkeleton } from '#web/design/states.tsx'
import { ClosedSessionPanel } from '#web/session/closed-session-panel.tsx'
import { IdleWarning } from '#web/session/idle-warning.tsx'
import { useSessionOuverte } from '#web/session/use-session.ts'
import { SlotsProvider, useSlotHolders } from './slots.tsx'
import { SupportBlock } from './support-block.tsx'
import { TopBar } from './top-bar.tsx'

/** The frame of every page: top bar, rail, page, bottom line with the hotline. */
export function Shell() {
  const session = useSessionOuverte()
  const { slots, setStart, setRail, setStatus } = useSlotHolders()
  const full = useMatches({ select: (matches) => matches.some((match) => match.staticData.plein === true) })
  return (
    <SlotsProvider value={slots}>
      <div className={`coque ${full ? 'coque-pleine' : ''}`}>
        <a className="evitement" href="#contenu">
          Aller au contenu
        </a>
        <TopBar session={session} startRef={setStart} />
        <div className="barre-rail" ref={setRail} />
        <main className="contenu" id="contenu" tabIndex={-1}>
          <Suspense fallback={<PageSkeleton />}>
            <Outlet />
          </Suspense>
        </main>
        <footer className="pied">
          <div className="pied-etat" ref={setStatus} />
          <SupportBlock />
        </footer>
      </div>
      {session && <IdleWarning minutes={session.inactiviteMinutes} />}
      {session && <ClosedSessionPanel login={session.acteur.login} />}
      <AnnouncementsRegion />
    </SlotsProvider>
  )
}
