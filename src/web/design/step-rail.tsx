import type { ReactNode } from 'react'

type StepRailProps = {
  readonly etapes: readonly { readonly numero: number; readonly libelle: string }[]
  readonly courante: number
  /** Said beside the current step: who must act, since when. */
  readonly detail?: ReactNode
}

/** ① Saisie ── ② Contrôle comptable ── … : where the dossier stands. [SI-01] */
export const StepRail = ({ etapes, courante, detail }: StepRailProps) => (
  <ol className="rail" aria-label="Étapes du dossier">
    {etapes.map(({ numero, libelle }) => (
      <li
        key={numero}
        className={`rail-etape ${numero < courante ? 'rail-faite' : ''} ${numero === courante ? 'rail-courante' : ''}`}
        aria-current={numero === courante ? 'step' : undefined}
      >
        <span className="rail-numero">{numero}</span>
        <span className="rail-libelle">{libelle}</span>
        {numero < courante && <span className="invisible"> (passée)</span>}
        {numero === courante && detail && <span className="rail-detail">{detail}</span>}
      </li>
    ))}
  </ol>
)
