import type { ReactNode } from 'react'

/** Nothing yet: says so, and what to do first. */
export const EmptyState = ({
  titre,
  children,
  action,
}: {
  readonly titre: ReactNode
  readonly children?: ReactNode
  readonly action?: ReactNode
}) => (
  <div className="vide">
    <h2>{titre}</h2>
    {children && <p className="muet">{children}</p>}
    {action}
  </div>
)

/** The shape of the table that is coming. */
export const TableSkeleton = ({ lignes = 6 }: { readonly lignes?: number }) => (
  <div className="table-cadre" role="status" aria-label="Chargement">
    {Array.from({ length: lignes }, (_, ligne) => (
      <div className="squelette-rang" key={ligne} aria-hidden="true">
        {Array.from({ length: 5 }, (_cell, cell) => (
          <span className="squelette" key={cell} />
        ))}
      </div>
    ))}
  </div>
)

export const PageSkeleton = () => (
  <div className="page pile-large">
    <TableSkeleton lignes={8} />
  </div>
)

/** Share of something done, said in words beside the bar. */
export const Progress = ({ valeur, max, libelle }: { readonly valeur: number; readonly max: number; readonly libelle: string }) => (
  <progress className="progres" value={valeur} max={Math.max(max, 1)} aria-label={libelle} />
)
