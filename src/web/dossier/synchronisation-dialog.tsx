import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { Reply } from '#contract/routes.ts'
import { ApiProblem, messageOf } from '#web/api/api-problem.ts'
import { call } from '#web/api/call.ts'
import { Button } from '#web/design/button.tsx'
import { Dialog } from '#web/design/dialog.tsx'
import { Checkbox } from '#web/design/field.tsx'
import { pluriel } from '#web/design/format.ts'
import { Notice } from '#web/design/notice.tsx'
import { DifferenceTable, GENRES } from './difference-table.tsx'
import type { DossierStore } from './dossier-store.ts'
import { cocher, firstChoix, relu, type Choix, type Difference } from './reprise.ts'
import { SynchronisationFaite } from './synchronisation-faite.tsx'
import { useSnapshot } from './use-dossier-store.ts'

type SynchronisationDialogProps = { readonly store: DossierStore; readonly onFermer: () => void; readonly onCase: (at: string) => void }

/**
 * What « synchroniser » would change, read before it is accepted, undone after. When the figures moved meanwhile it reads itself again:
 * what moved is unticked and marked. [S56] [S57] [S58] [S59] [PI-04] [PI-15]
 */
export function SynchronisationDialog({ store, onFermer, onCase }: SynchronisationDialogProps) {
  const { id: dossierId, seq } = useSnapshot(store).lu.resume
  const queries = useQueryClient()
  const [faite, setFaite] = useState<Reply<'synchroniser'> | null>(null)
  const [choix, setChoix] = useState<Choix | null>(null)
  const { data, error, refetch } = useQuery({
    queryKey: ['synchronisation', dossierId, 'choix'],
    queryFn: async ({ signal }) => {
      await store.settle()
      return call('lireSynchronisation', { params: { dossierId }, signal })
    },
    gcTime: 0,
    staleTime: Infinity,
    refetchOnWindowFocus: false,
  })
  if (data && choix?.lecture !== data) setChoix(choix ? relu(choix, data) : firstChoix(data))
  const isStale = data !== undefined && faite === null && seq > data.seq
  useEffect(() => {
    if (isStale) void refetch()
  }, [isStale, refetch])
  const close = (): void => {
    onFermer()
    void queries.invalidateQueries({ queryKey: ['synchronisation', dossierId, 'ecarts'] })
  }
  if (faite) return <SynchronisationFaite store={store} faite={faite} onFermer={close} />
  if (choix)
    return (
      <Differences
        store={store}
        choix={choix}
        onChoix={setChoix}
        onFermer={onFermer}
        onFaite={setFaite}
        onPerimee={async () => void (await refetch())}
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

type DifferencesProps = SynchronisationDialogProps & {
  readonly choix: Choix
  readonly onChoix: (choix: Choix) => void
  readonly onFaite: (faite: Reply<'synchroniser'>) => void
  /** The server refused a reading that had become old. */
  readonly onPerimee: () => Promise<void>
}

type Issue = { readonly genre: 'perimee' } | { readonly genre: 'erreur'; readonly message: string } | null

function Differences({ store, choix, onChoix, onFermer, onFaite, onPerimee, onCase }: DifferencesProps) {
  const { lecture, cochees } = choix
  const { differences, seq, erSeq } = lecture
  const [filtre, setFiltre] = useState<Difference['genre'] | 'toutes'>('toutes')
  const [issue, setIssue] = useState<Issue>(null)
  const visibles = differences
    .filter(({ genre }) => filtre === 'toutes' || genre === filtre)
    .toSorted((a, b) => Number(choix.changees.has(b.at)) - Number(choix.changees.has(a.at)))
  const accepter = async (): Promise<void> => {
    try {
      const params = { dossierId: store.snapshot().lu.resume.id }
      onFaite(await call('synchroniser', { params, body: { seq, erSeq, cases: [...cochees] } }))
      await store.refresh()
    } catch (error) {
      const isOld = error instanceof ApiProblem && error.code === 'synchronisation/perimee'
      if (isOld) await onPerimee()
      setIssue(isOld ? { genre: 'perimee' } : { genre: 'erreur', message: messageOf(error) })
    }
  }
  return (
    <Dialog
      titre="synchroniser : reprendre les états réglementaires"
      genre="large"
      onFermer={onFermer}
      pied={
        <>
          <Button onClick={onFermer}>Ne rien reprendre</Button>
          <Button genre="principal" refus={refusOf(choix)} refusPlace="cote" onClick={() => void accepter()}>
            {libelleOf(choix)}
          </Button>
        </>
      }
    >
      <div className="pile">
        <p>
          {resumeOf(choix)} Rien n’est écrit avant votre accord ; la reprise s’annule ensuite, tout de suite ou plus tard, dans
          l’historique.
        </p>
        <Relecture choix={choix} issue={issue} />
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
              onChoix(
                cocher(
                  choix,
                  visibles.map(({ at }) => at),
                  event.target.checked,
                ),
              )
            }
          >
            Tout reprendre dans cette liste
          </Checkbox>
        )}
        <DifferenceTable
          store={store}
          differences={visibles}
          choix={choix}
          onCocher={(at, on) => onChoix(cocher(choix, [at], on))}
          onCase={onCase}
        />
      </div>
    </Dialog>
  )
}

/** Says that the list was read again, and why the button did nothing. */
function Relecture({ choix: { changees }, issue }: { readonly choix: Choix; readonly issue: Issue }) {
  if (issue?.genre === 'erreur')
    return (
      <Notice ton="bloquant" alerte>
        {issue.message}
      </Notice>
    )
  if (changees.size > 0)
    return (
      <Notice ton="justifier" alerte titre="Les chiffres ont changé depuis : relire">
        <p>
          La liste vient d’être relue.{' '}
          {pluriel(changees.size, 'case a changé : elle est décochée', 'cases ont changé : elles sont décochées')} et marquée
          {changees.size > 1 && 's'} ci-dessous.
        </p>
      </Notice>
    )
  if (issue?.genre === 'perimee')
    return (
      <Notice ton="justifier" alerte>
        Un dossier a bougé entre-temps, mais aucune de ces cases : la liste est à jour, vous pouvez accepter.
      </Notice>
    )
  return null
}

function refusOf({ lecture, cochees }: Choix): string | null {
  if (cochees.size > 0) return null
  return lecture.differences.length === 0 ? 'Les deux parties disent la même chose.' : 'Cochez au moins une case.'
}

function libelleOf({ lecture, cochees }: Choix): string {
  const ecrasees = lecture.differences.filter(({ at, genre }) => genre === 'saisie' && cochees.has(at)).length
  const reprendre = `Reprendre ${pluriel(cochees.size, 'case')}`
  return ecrasees > 0 ? `${reprendre}, dont remplacer ${pluriel(ecrasees, 'saisie')}` : reprendre
}

function resumeOf({ lecture: { differences, identiques } }: Choix): string {
  const nombre =
    differences.length === 0 ? 'Aucune case ne diffère des ER' : `${pluriel(differences.length, 'case diffère', 'cases diffèrent')} des ER`
  return `${nombre} ; ${pluriel(identiques, 'case identique', 'cases identiques')}.`
}
