import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { Session } from '#web/api/queries.ts'
import { classesBouton } from '#web/design/button.tsx'
import { NameMenu } from '#web/session/name-menu.tsx'
import { SignOutButton } from '#web/session/sign-out-button.tsx'
import { Slot } from './slots.tsx'

type Children = { readonly children: ReactNode }

/** Left of the top bar, where the founding page puts «Initialiser», then «QDIS». [S47] [S50] [S53] [S67] */
export const TopBarStart = ({ children }: Children) => <Slot place="start">{children}</Slot>
/** The row under the top bar: steps, deadline, state of saving. */
export const RailBar = ({ children }: Children) => <Slot place="rail">{children}</Slot>
/** Left of the bottom line. */
export const StatusBar = ({ children }: Children) => <Slot place="status">{children}</Slot>

type TopBarProps = { readonly session: Session | null; readonly startRef: (node: HTMLElement | null) => void }

export function TopBar({ session, startRef }: TopBarProps) {
  return (
    <header className="barre">
      <Link to="/" className="barre-marque">
        Harmoni@
      </Link>
      <div className="barre-debut" ref={startRef} />
      {session && (
        <span className="barre-lieu">
          {session.organisation} · exercice {session.campagne}
        </span>
      )}
      <nav className="barre-fin" aria-label="Compte et réglages">
        {session?.acteur.genre === 'administrateur' && (
          <Link to="/parametres" className={classesBouton('discret')}>
            paramètres
          </Link>
        )}
        {session?.acteur.genre === 'operateur' && (
          <Link to="/operateur/reglages" className={classesBouton('discret')}>
            Réglages
          </Link>
        )}
        <Link to="/aide" className={classesBouton('discret')}>
          Aide
        </Link>
        {session ? (
          <>
            <NameMenu acteur={session.acteur} />
            <SignOutButton />
          </>
        ) : (
          <Link to="/connexion" className={classesBouton('discret')}>
            Se connecter
          </Link>
        )}
      </nav>
    </header>
  )
}
