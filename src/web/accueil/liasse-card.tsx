import { dateFr } from '#domain/calendrier.ts'
import type { Edition } from '#definitions/edition.ts'
import type { Reply } from '#contract/routes.ts'
import { jourFr, joursFr, momentFr } from '#web/design/format.ts'
import { Badge } from '#web/design/niveau.tsx'
import { Notice } from '#web/design/notice.tsx'
import { StepRail } from '#web/design/step-rail.tsx'
import { useEdition } from '#web/session/use-edition.ts'
import { LiasseFigures } from './liasse-figures.tsx'
import { NextAct } from './next-act.tsx'

export type LiasseAccueil = Reply<'lireAccueil'>['liasses'][number]

/** A dossier given back is no longer sent, though it once was. */
export const isTransmis = ({ dossier }: LiasseAccueil, edition: Edition): boolean =>
  dossier !== null && dossier.etape >= edition.etapeVisible

function Deadline({ liasse, transmis }: { readonly liasse: LiasseAccueil; readonly transmis: boolean }) {
  if (!liasse.limite || liasse.joursRestants === null) return null
  return (
    <p className="rangee">
      {!transmis && <Badge ton={liasse.enRetard ? 'bloquant' : 'neutre'}>{joursFr(liasse.joursRestants)}</Badge>}
      <span className="muet">
        {liasse.ouverture && `ouverture le ${dateFr(liasse.ouverture)}, `}à transmettre au plus tard le {dateFr(liasse.limite)}
      </span>
    </p>
  )
}

/** Where the N-1 figures come from, or that they have to be typed and what follows. [PI-01] */
function Precedent({ liasse: { dossier, precedent }, exercice }: { readonly liasse: LiasseAccueil; readonly exercice: number }) {
  if (!precedent)
    return (
      <p className="muet petit">
        Aucun dossier {exercice - 1} déposé {dossier ? 'à l’initialisation' : 'ici'} : les colonnes N-1 se saisissent, et les contrôles qui
        comparent les deux exercices ne sont pas évaluables.
      </p>
    )
  const source = `du dossier ${precedent.exercice} (édition ${precedent.edition}), déposé le ${jourFr(precedent.deposeLe)}`
  return (
    <p className="muet petit">
      {precedent.repris
        ? `Colonnes N-1 et soldes d’ouverture repris ${source}.`
        : `« Initialiser » reprendra les colonnes N-1 et les soldes d’ouverture ${source}.`}
    </p>
  )
}

type LiasseCardProps = { readonly liasse: LiasseAccueil; readonly exercice: number; readonly discret?: boolean }

/** One liasse: days left, required cells, findings, and the one next act. [EG-01] */
export function LiasseCard({ liasse, exercice, discret = false }: LiasseCardProps) {
  const edition = useEdition()
  const { dossier, renvoi } = liasse
  const transmis = isTransmis(liasse, edition)
  const titre = liasse.liasse === 'qdis' ? `Liasse DIS ${exercice}` : `${liasse.libelle} ${exercice}`
  return (
    <section className={`carte carte-liasse ${discret ? 'carte-discrete' : ''}`} aria-label={titre}>
      <div className="rangee-ecartee">
        <h2>
          {titre} <span className="carte-exercice">— exercice clos le 31/12/{exercice}</span>
        </h2>
        {dossier && <Badge ton={transmis ? 'ok' : 'neutre'}>{dossier.etapeLibelle}</Badge>}
      </div>
      <Deadline liasse={liasse} transmis={transmis} />
      {renvoi && (
        <Notice ton="justifier" titre={`Renvoyé par ${renvoi.qui} ${momentFr(renvoi.le)}`}>
          « {renvoi.motif} »
        </Notice>
      )}
      <Precedent liasse={liasse} exercice={exercice} />
      {dossier ? (
        <>
          <StepRail etapes={edition.etapes} courante={dossier.etape} />
          <LiasseFigures liasse={liasse} dossier={dossier} transmis={transmis} />
        </>
      ) : (
        <p>
          {discret
            ? 'Facultatif ici : les montants saisis dans les ER pourront être repris dans le QDIS par « synchroniser ».'
            : '« Initialiser » ouvre le QDIS de l’année, une seule fois, pour tout l’organisme. La saisie commence ensuite.'}
        </p>
      )}
      <div>
        <NextAct liasse={liasse} discret={discret} />
      </div>
    </section>
  )
}
