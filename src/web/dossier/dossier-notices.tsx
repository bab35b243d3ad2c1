import { Button } from '#web/design/button.tsx'
import { momentFr, pluriel } from '#web/design/format.ts'
import { Notice } from '#web/design/notice.tsx'
import { toTsv } from '#web/grid/clipboard.ts'
import { sayValue } from '#web/grid/format-cell.ts'
import { CaseLien } from './case-lien.tsx'
import type { Conflit } from './dossier-state.ts'
import type { DossierStore } from './dossier-store.ts'
import { nomDeCase } from './nom-de-case.ts'
import { RemarquesDeReprise } from './precedent.tsx'
import { RepriseProposee } from './reprise-proposee.tsx'
import { useSnapshot } from './use-dossier-store.ts'
import { readWire } from './wire-values.ts'

/** What must be said above the table: read-only and why, conflicts, entries recovered or not sent. [EG-02] [EG-21] [CO-02] */
export function DossierNotices({ store, onCase }: { readonly store: DossierStore; readonly onCase: (at: string) => void }) {
  const { lu, conflits, nonEnvoyees, ecarts, recuperees, sauvegarde } = useSnapshot(store)
  const renvoi = lu.parcours.at(-1)
  const copy = (): void => void navigator.clipboard.writeText(toTsv(nonEnvoyees.map(({ at, texte }) => [nameOf(store, at), texte])))
  return (
    <div className="dossier-avis">
      {lu.refusEcriture && (
        <Notice ton="neutre">
          <p>{phraseLectureSeule(lu.refusEcriture)}</p>
        </Notice>
      )}
      {renvoi?.motif && renvoi.vers === lu.resume.etape && (
        <Notice ton="justifier" titre={`Renvoyé par ${renvoi.qui} ${momentFr(renvoi.le)}`}>
          <p>« {renvoi.motif} »</p>
        </Notice>
      )}
      <RepriseProposee store={store} />
      <RemarquesDeReprise store={store} onCase={onCase} />
      {recuperees > 0 && (
        <Notice ton="ok">
          <p>
            {pluriel(recuperees, 'saisie récupérée', 'saisies récupérées')} sur ce poste,{' '}
            {sauvegarde.genre === 'enregistre' ? 'envoi terminé' : 'envoi…'}.{' '}
            <Button taille="petit" genre="discret" onClick={store.forgetRecuperees}>
              Fermer
            </Button>
          </p>
        </Notice>
      )}
      {conflits.map((conflit) => (
        <ConflitChoice key={conflit.index} store={store} conflit={conflit} onCase={onCase} />
      ))}
      {nonEnvoyees.length > 0 && (
        <Notice
          ton="bloquant"
          alerte
          titre={`${pluriel(nonEnvoyees.length, 'saisie non envoyée', 'saisies non envoyées')} : ${nonEnvoyees[0]?.message ?? ''}`}
        >
          <ul className="non-envoyees">
            {nonEnvoyees.map(({ at, texte }) => (
              <li key={at}>
                {nameOf(store, at)} : {texte || 'vide'}
              </li>
            ))}
          </ul>
          <span className="rangee">
            <Button taille="petit" onClick={copy}>
              Copier la liste
            </Button>
            <Button taille="petit" genre="discret" onClick={store.forgetNonEnvoyees}>
              Oublier ces saisies
            </Button>
          </span>
        </Notice>
      )}
      {ecarts.length > 0 && (
        <Notice ton="bloquant" alerte titre="Un total calculé ici diffère de celui du serveur">
          <p>
            {ecarts
              .slice(0, 5)
              .map(({ at, ici, serveur }) => `${nameOf(store, at)} : ici ${ici ?? 'vide'}, serveur ${serveur ?? 'vide'}`)
              .join(' ; ')}
            . Rechargez la page ; si cela recommence, appelez l’assistance.
          </p>
        </Notice>
      )}
    </div>
  )
}

/** « Lecture seule : il vous manque la case… »; an operator is told what reading is. */
function phraseLectureSeule({ code, message }: { readonly code: string; readonly message: string }): string {
  if (code === 'droit/operateur') return 'Lecture seule\u00a0: vous lisez ce que l’organisme a transmis, lui seul modifie ses montants.'
  if (message.startsWith('Lecture seule')) return message
  return `Lecture seule\u00a0: ${message.charAt(0).toLowerCase()}${message.slice(1)}`
}

const nameOf = (store: DossierStore, at: string): string => nomDeCase(store, store.indexOf(at) ?? -1) || at

/** Somebody wrote the same cell first: both values are shown, the person chooses. */
function ConflitChoice({
  store,
  conflit,
  onCase,
}: {
  readonly store: DossierStore
  readonly conflit: Conflit
  readonly onCase: (at: string) => void
}) {
  const cellule = store.cellule(conflit.index)
  if (!cellule) return null
  const leur = sayValue(readWire(conflit.leur.actuelle, cellule), cellule)
  const mien = conflit.mien.brouillon ?? sayValue(conflit.mien.valeur, cellule)
  return (
    <Notice ton="justifier" alerte>
      <span className="rangee">
        <span>
          <CaseLien store={store} at={cellule.at} onCase={onCase} />
           : {conflit.leur.qui} vient d’y mettre {leur}. Vous aviez saisi {mien}.
        </span>
        <Button taille="petit" onClick={() => store.settleConflict(conflit.index, 'garder')}>
          Garder {leur}
        </Button>
        <Button taille="petit" onClick={() => store.settleConflict(conflit.index, 'remettre')}>
          Mettre {mien}
        </Button>
      </span>
    </Notice>
  )
}
