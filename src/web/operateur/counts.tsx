import { Link } from '@tanstack/react-router'
import { etapeLabel } from '#domain/etapes.ts'
import type { SuiviSearch } from '#web/app/router.tsx'
import { nombreFr } from '#web/design/format.ts'
import { useEdition } from '#web/session/use-edition.ts'
import { etapeCode, VUES, type Suivi, type Vue } from './suivi-rows.ts'

function Count({
  libelle,
  nombre,
  search,
  active,
  ton = '',
}: {
  readonly libelle: string
  readonly nombre: number
  readonly search: SuiviSearch
  readonly active: boolean
  readonly ton?: string
}) {
  return (
    <li>
      <Link to="/operateur" search={search} className={`compteur ${ton}`} aria-current={active ? 'true' : undefined}>
        <span className="compteur-nombre">{nombreFr(nombre)}</span>
        <span className="compteur-libelle">{libelle}</span>
      </Link>
    </li>
  )
}

/** Every number is a link to the list behind it. [TR-01] */
export function Counts({ lignes, search }: { readonly lignes: readonly Suivi[]; readonly search: SuiviSearch }) {
  const edition = useEdition()
  const steps = [
    { code: '0', libelle: 'Non initialisé' },
    ...edition.etapes.map(({ numero }) => ({ code: String(numero), libelle: etapeLabel(edition, numero) })),
  ]
  const vues = Object.entries(VUES) as [Vue, (typeof VUES)[Vue]][]
  return (
    <nav aria-label="Dossiers par étape">
      <ul className="compteurs">
        {steps.map(({ code, libelle }) => (
          <Count
            key={code}
            libelle={libelle}
            nombre={lignes.filter((ligne) => etapeCode(ligne) === code).length}
            search={{ etape: code }}
            active={search.etape === code}
          />
        ))}
        {vues.map(([vue, { libelle, garde }]) => {
          const nombre = lignes.filter(garde).length
          return (
            <Count
              key={vue}
              libelle={libelle}
              nombre={nombre}
              search={{ vue }}
              active={search.vue === vue}
              ton={vue === 'retard' && nombre > 0 ? 'compteur-retard' : ''}
            />
          )
        })}
      </ul>
    </nav>
  )
}
