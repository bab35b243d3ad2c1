import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { ligneOf, tableauOf } from '#engine/explain-words.ts'
import type { Reply } from '#contract/routes.ts'
import { messageOf } from '#web/api/api-problem.ts'
import { call } from '#web/api/call.ts'
import { Button } from '#web/design/button.tsx'
import { Dialog } from '#web/design/dialog.tsx'
import { Checkbox } from '#web/design/field.tsx'
import { pluriel } from '#web/design/format.ts'
import { Notice } from '#web/design/notice.tsx'
import { sayValue } from '#web/grid/format-cell.ts'
import { CaseLien } from './case-lien.tsx'
import type { DossierStore } from './dossier-store.ts'
import { nomDeCase } from './nom-de-case.ts'
import { readWire } from './wire-values.ts'

type Lecture = Reply<'lireSynchronisation'>
type Difference = Lecture['differences'][number]
const GENRES: Readonly<Record<Difference['genre'], string>> = {
  nouvelle: 'vide dans le QDIS',
  changee: 'déjà reprise, l’ER a changé',
  saisie: 'saisie à la main',
}

type SynchronisationDialogProps = { readonly store: DossierStore; readonly onFermer: () => void; readonly onCase: (at: string) => void }

/** What « synchroniser » would change, read before it is accepted, undone after. [S56] [S57] [S58] [S59] [PI-04] [PI-15] */
export function SynchronisationDialog({ store, onFermer, onCase }: SynchronisationDialogProps) {
  const dossierId = store.snapshot().lu.resume.id
  const queries = useQueryClient()
  const [faite, setFaite] = useState<Reply<'synchroniser'> | null>(null)
  const { data, error } = useQuery({
    queryKey: ['synchronisation', dossierId],
    queryFn: async ({ signal }) => {
      await store.settle()
      return call('lireSynchronisation', { params: { dossierId }, signal })
    },
    gcTime: 0,
    staleTime: Infinity,
    refetchOnWindowFocus: false,
  })
  const close = (): void => {
    onFermer()
    void queries.invalidateQueries({ queryKey: ['synchronisation', dossierId, 'ecarts'] })
  }
  if (faite) return <Done store={store} faite={faite} onFermer={close} />
  if (data)
    return (
      <Choice
        store={store}
        lecture={data}
        onFermer={onFermer}
        onFaite={setFaite}
        onCase={(at) => {
          onFermer()
          onCase(at)
        }}
      />
    )
  return (
    <Dialog titre="synchroniser" onFermer={onFermer}>
      {error ? (
        <Notice ton="bloquant" alerte>
          {messageOf(error)}
        </Notice>
      ) : (
        <p>Comparaison du QDIS et des états réglementaires…</p>
      )}
    </Dialog>
  )
}

type ChoiceProps = SynchronisationDialogProps & { readonly lecture: Lecture; readonly onFaite: (faite: Reply<'synchroniser'>) => void }

/** New cells are proposed; what was typed by hand is kept unless the person ticks it. */
function Choice({ store, lecture, onFermer, onFaite, onCase }: ChoiceProps) {
  const { differences, identiques, seq, erSeq } = lecture
  const [cochees, setCochees] = useState<ReadonlySet<string>>(
    () => new Set(differences.filter(({ genre }) => genre !== 'saisie').map(({ at }) => at)),
  )
  const [filtre, setFiltre] = useState<Difference['genre'] | 'toutes'>('toutes')
  const [erreur, setErreur] = useState<string | null>(null)
  const visibles = differences.filter(({ genre }) => filtre === 'toutes' || genre === filtre)
  const ecrasees = differences.filter(({ at, genre }) => genre === 'saisie' && cochees.has(at)).length
  const toggle = (ats: readonly string[], on: boolean): void =>
    setCochees((before) => new Set(on ? [...before, ...ats] : [...before].filter((at) => !ats.includes(at))))
  const accepter = (): void => {
    call('synchroniser', { params: { dossierId: store.snapshot().lu.resume.id }, body: { seq, erSeq, cases: [...cochees] } }).then(
      async (reply) => {
        await store.refresh()
        onFaite(reply)
      },
      (error: unknown) => setErreur(messageOf(error)),
    )
  }
  const label =
    ecrasees > 0
      ? `Reprendre ${pluriel(cochees.size, 'case')}, dont remplacer ${pluriel(ecrasees, 'saisie', 'saisies')}`
      : `Reprendre ${pluriel(cochees.size, 'case')}`
  return (
    <Dialog
      titre="synchroniser : reprendre les états réglementaires"
      genre="large"
      onFermer={onFermer}
      pied={
        <>
          <Button onClick={onFermer}>Ne rien reprendre</Button>
          <Button
            genre="principal"
            refus={
              cochees.size === 0
                ? differences.length === 0
                  ? 'Les deux parties disent la même chose.'
                  : 'Cochez au moins une case.'
                : null
            }
            refusPlace="cote"
            onClick={accepter}
          >
            {label}
          </Button>
        </>
      }
    >
      <div className="pile">
        <p>
          {differences.length === 0
            ? 'Aucune case ne diffère des ER'
            : `${pluriel(differences.length, 'case diffère', 'cases diffèrent')} des ER`}{' '}
          ; {pluriel(identiques, 'case identique', 'cases identiques')}. Rien n’est écrit avant votre accord, et la reprise s’annule ensuite
          en un clic.
        </p>
        {erreur && (
          <Notice ton="bloquant" alerte>
            {erreur}
          </Notice>
        )}
        <div className="tableau-onglets" role="group" aria-label="Filtrer les différences">
          {(['toutes', 'nouvelle', 'changee', 'saisie'] as const).map((genre) => (
            <button type="button" key={genre} aria-pressed={filtre === genre} onClick={() => setFiltre(genre)}>
              {genre === 'toutes' ? 'toutes' : GENRES[genre]} (
              {genre === 'toutes' ? differences.length : differences.filter((difference) => difference.genre === genre).length})
            </button>
          ))}
        </div>
        {visibles.length > 0 && (
          <Checkbox
            checked={visibles.every(({ at }) => cochees.has(at))}
            onChange={(event) =>
              toggle(
                visibles.map(({ at }) => at),
                event.target.checked,
              )
            }
          >
            Tout reprendre dans cette liste
          </Checkbox>
        )}
        <DifferenceTable store={store} differences={visibles} cochees={cochees} onCocher={(at, on) => toggle([at], on)} onCase={onCase} />
      </div>
    </Dialog>
  )
}

type DifferenceTableProps = {
  readonly store: DossierStore
  readonly differences: readonly Difference[]
  readonly cochees: ReadonlySet<string>
  readonly onCocher: (at: string, on: boolean) => void
  readonly onCase: (at: string) => void
}

function DifferenceTable({ store, differences, cochees, onCocher, onCase }: DifferenceTableProps) {
  return (
    <table className="table differences">
      <caption className="invisible">Différences entre le QDIS et les états réglementaires</caption>
      <thead>
        <tr>
          <th scope="col">Reprendre</th>
          <th scope="col">Case</th>
          <th scope="col" className="nombre">
            Actuelle
          </th>
          <th scope="col" className="nombre">
            ER
          </th>
          <th scope="col" className="nombre">
            Retenu
          </th>
        </tr>
      </thead>
      <tbody>
        {differences.map(({ at, libelle, actuelle, er, genre }) => {
          const cellule = store.cellule(store.indexOf(at) ?? -1)
          if (!cellule) return null
          const found = tableauOf(store.edition, cellule.tableau)
          const isText = cellule.type === 'texte' || cellule.type === 'choix'
          const mine = sayValue(readWire(actuelle ?? undefined, cellule), cellule)
          const theirs =
            er === null ? 'vide' : sayValue(readWire(isText ? { t: er } : er === 'SO' ? { so: true } : { v: er }, cellule), cellule)
          return (
            <tr key={at}>
              <td>
                <input
                  type="checkbox"
                  aria-label={`Reprendre ${libelle}`}
                  checked={cochees.has(at)}
                  onChange={(event) => onCocher(at, event.target.checked)}
                />
              </td>
              <th scope="row">
                <CaseLien store={store} at={at} onCase={onCase} /> {ligneOf(found, cellule.ligne)?.libelle}
                <span className="petit muet bloc">
                  {found?.titre} · {GENRES[genre]}
                </span>
              </th>
              <td className="nombre">{mine}</td>
              <td className="nombre">{theirs}</td>
              <td className="nombre">
                <strong>{cochees.has(at) ? theirs : mine}</strong>
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

function Done({
  store,
  faite,
  onFermer,
}: {
  readonly store: DossierStore
  readonly faite: Reply<'synchroniser'>
  readonly onFermer: () => void
}) {
  const [suite, setSuite] = useState<string | null>(null)
  const annuler = (): void => {
    call('annulerSynchronisation', { params: { dossierId: store.snapshot().lu.resume.id }, body: { seq: faite.seq } }).then(
      async ({ retablies, gardees }) => {
        await store.refresh()
        setSuite(
          `Synchronisation annulée : ${pluriel(retablies, 'case rétablie', 'cases rétablies')}${gardees.length > 0 ? ` ; ${pluriel(gardees.length, 'case modifiée depuis, laissée', 'cases modifiées depuis, laissées')} : ${gardees.map((at) => nomDeCase(store, store.indexOf(at) ?? -1)).join(', ')}` : ''}.`,
        )
      },
      (error: unknown) => setSuite(messageOf(error)),
    )
  }
  return (
    <Dialog
      titre="synchroniser"
      onFermer={onFermer}
      pied={
        <Button genre="principal" onClick={onFermer}>
          Fermer
        </Button>
      }
    >
      <Notice ton="ok">
        {suite ?? (
          <span className="rangee">
            <span>
              {pluriel(faite.reprises, 'case reprise', 'cases reprises')} des états réglementaires, marquée{faite.reprises > 1 && 's'} ⟳
              dans les tableaux.
            </span>
            <Button taille="petit" onClick={annuler}>
              Annuler
            </Button>
          </span>
        )}
      </Notice>
    </Dialog>
  )
}
