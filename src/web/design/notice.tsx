import type { ReactNode } from 'react'
import { Marque, type Ton } from './niveau.tsx'

type NoticeProps = {
  readonly ton?: Ton
  readonly titre?: ReactNode
  /** True: read out as soon as it appears (an error after an act). */
  readonly alerte?: boolean
  readonly children?: ReactNode
}

/** A banner inside the page: a fact, a refusal or a warning, with what to do. */
export const Notice = ({ ton = 'noter', titre, alerte = false, children }: NoticeProps) => (
  <div className={`avis ton-${ton}`} role={alerte ? 'alert' : undefined}>
    <Marque ton={ton} />
    {titre && <p className="avis-titre">{titre}</p>}
    {children && <div>{children}</div>}
  </div>
)
