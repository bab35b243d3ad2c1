import type { ReactNode } from 'react'

/** The tones of the product; the first three are the levels of a finding. Never shown by colour alone. */
export type Ton = 'bloquant' | 'justifier' | 'noter' | 'ok' | 'neutre'

/** The drawn shape of a tone: ■ ▲ ● ✓. The word beside it carries the meaning for screen readers. */
export const Marque = ({ ton }: { readonly ton: Ton }) => <span className={`marque marque-${ton} ton-${ton}`} aria-hidden="true" />

const NIVEAUX = {
  bloquant: { ton: 'bloquant', un: 'bloquant', plusieurs: 'bloquants' },
  a_justifier: { ton: 'justifier', un: 'à justifier', plusieurs: 'à justifier' },
  a_noter: { ton: 'noter', un: 'à noter', plusieurs: 'à noter' },
} as const

export type NiveauCode = keyof typeof NIVEAUX

/** « ■ 2 bloquants », or « ■ bloquant » without a number. */
export function Niveau({ niveau, nombre }: { readonly niveau: NiveauCode; readonly nombre?: number }) {
  const { ton, un, plusieurs } = NIVEAUX[niveau]
  return (
    <span className={`niveau ton-${ton}`}>
      <Marque ton={ton} />
      {nombre === undefined ? un : `${nombre} ${nombre > 1 ? plusieurs : un}`}
    </span>
  )
}

export const Badge = ({ ton = 'neutre', children }: { readonly ton?: Ton; readonly children: ReactNode }) => (
  <span className={`pastille ton-${ton}`}>{children}</span>
)
