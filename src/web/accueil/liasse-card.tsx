import { Link } from '@tanstack/react-router'
import { dateFr } from '#domain/calendrier.ts'
import type { Reply } from '#contract/routes.ts'
import { Button, classesBouton } from '#web/design/button.tsx'
import { echeanceFr, momentFr, nombreFr } from '#web/design/format.ts'
import { Badge, Niveau } from '#web/design/niveau.tsx'
import { Progress } from '#web/design/states.tsx'
import { StepRail } from '#web/design/step-rail.tsx'
import { useEdition } from '#web/session/use-edition.ts'
import { useInitialiser } from './use-initialiser.ts'

export type LiasseAccueil = Reply<'lireAccueil'>['liasses'][number]
type Dossier = NonNullable<LiasseAccueil['dossier']>

function Deadline({ liasse }: { readonly liasse: LiasseAccueil }) {
  if (!liasse.limite || liasse.joursRestants === null) return null
  const transmis = liasse.dossier !== null && liasse.dossier.transmisLe !== null
  return (
    <p className="rangee">
      {!transmis && <Badge ton={liasse.enRetard ? 'bloquant' : 'neutre'}>{echeanceFr(liasse.joursRestants)}</Badge>}
      <span className="muet">
        {liasse.ouverture && `ouverture le ${dateFr(liasse.ouverture)}, `}à transmettre avant le {dateFr(liasse.limite)}
      </span>
    </p>
  )
}

function Figures({ dossier, destinataire }: { readonly dossier: Dossier; readonly destinataire: string }) {
  const part = dossier.aRemplir === 0 ? 0 : Math.floor((100 * dossier.remplies) / dossier.aRemplir)
  return (
    <dl className="carte-chiffres">
      <div>
        <dt>Saisie</dt>
        <dd>
          {nombreFr(part)} %{' '}
          <span className="muet petit">
            ({nombreFr(dossier.remplies)} cases sur {nombreFr(dossier.aRemplir)})
          </span>
          <Progress valeur={dossier.remplies} max={dossier.aRemplir} libelle="Cases remplies" />
        </dd>
      </div>
      <div>
        <dt>Vérification</dt>
        <dd>
          {dossier.verifieLe === null ? (
            <span className="muet">jamais lancée</span>
          ) : (
            <span className="rangee">
              {dossier.bloquants ? <Niveau niveau="bloquant" nombre={dossier.bloquants} /> : null}
              {dossier.aJustifier ? <Niveau niveau="a_justifier" nombre={dossier.aJustifier} /> : null}
              {!dossier.bloquants && !dossier.aJustifier && <span>rien à corriger</span>}
              <span className="muet petit">{momentFr(dossier.verifieLe)}</span>
            </span>
          )}
        </dd>
      </div>
      <div>
        <dt>Visibilité</dt>
        <dd>
          {dossier.transmisLe ? (
            `Transmis ${momentFr(dossier.transmisLe)}`
          ) : (
            <span className="muet">
              Non transmis : {destinataire === 'ministere' ? 'le ministère' : 'la fédération'} ne voit rien avant l’étape « 4
              Fiabilisation »
            </span>
          )}
        </dd>
      </div>
    </dl>
  )
}

/** The one main button: what this person can usefully do next. */
function NextAct({ liasse }: { readonly liasse: LiasseAccueil }) {
  const { initialiser, attente, lienRef } = useInitialiser(liasse.liasse)
  const { libelle, cible } = liasse.prochainActe
  if (!liasse.dossier)
    return (
      <Button genre="principal" taille="grand" refus={liasse.refusInitialiser?.message ?? null} attente={attente} onClick={initialiser}>
        {liasse.liasse === 'er' ? 'Initialiser les ER' : 'Initialiser'}
      </Button>
    )
  if (cible === 'parametres')
    return (
      <Link to="/parametres" className={classesBouton('principal', 'grand')}>
        {libelle}
      </Link>
    )
  return (
    <Link
      ref={lienRef}
      to="/dossier/$liasse"
      params={{ liasse: liasse.liasse }}
      className={classesBouton(cible === 'lecture' || cible === 'aucun' ? 'secondaire' : 'principal', 'grand')}
    >
      {cible === 'aucun' ? 'Consulter' : libelle}
    </Link>
  )
}

type LiasseCardProps = { readonly liasse: LiasseAccueil; readonly exercice: number; readonly discret?: boolean }

export function LiasseCard({ liasse, exercice, discret = false }: LiasseCardProps) {
  const edition = useEdition()
  const { dossier } = liasse
  const titre = liasse.liasse === 'qdis' ? `Liasse DIS ${exercice}` : liasse.libelle
  return (
    <section className={`carte carte-liasse ${discret ? 'carte-discrete' : ''}`} aria-label={titre}>
      <div className="rangee-ecartee">
        <h2>
          {titre} {discret && <span className="muet">pour le ministère</span>}
        </h2>
        {dossier && <Badge ton={dossier.transmisLe ? 'ok' : 'neutre'}>{dossier.etapeLibelle}</Badge>}
      </div>
      <Deadline liasse={liasse} />
      {dossier ? (
        <>
          <StepRail etapes={edition.etapes} courante={dossier.etape} />
          <Figures dossier={dossier} destinataire={liasse.destinataire} />
        </>
      ) : (
        <p>
          {discret
            ? 'Facultatif ici : les montants saisis dans les ER pourront être repris dans le QDIS par « synchroniser ».'
            : '« Initialiser » ouvre le QDIS de l’année, une seule fois, pour tout l’organisme. La saisie commence ensuite.'}
        </p>
      )}
      <div>
        <NextAct liasse={liasse} />
      </div>
    </section>
  )
}
