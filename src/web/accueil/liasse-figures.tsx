import { momentFr, nombreFr, pluriel } from '#web/design/format.ts'
import { Niveau } from '#web/design/niveau.tsx'
import { Progress } from '#web/design/states.tsx'
import type { LiasseAccueil } from './liasse-card.tsx'

type Dossier = NonNullable<LiasseAccueil['dossier']>
type LiasseFiguresProps = { readonly liasse: LiasseAccueil; readonly dossier: Dossier; readonly transmis: boolean }

/** How far the entry is, what the verification found, who sees the dossier. [EG-01] [SI-02] */
export function LiasseFigures({ liasse, dossier, transmis }: LiasseFiguresProps) {
  const { remplies, total } = liasse.obligatoires ?? { remplies: 0, total: 0 }
  return (
    <dl className="carte-chiffres">
      <div>
        <dt>Saisie</dt>
        <dd>
          {nombreFr(remplies)} {remplies > 1 ? 'cases obligatoires' : 'case obligatoire'} sur {nombreFr(total)}
          <Progress valeur={remplies} max={total} libelle="Cases obligatoires remplies" />
          <span className="muet petit">
            {pluriel(dossier.remplies, 'case remplie', 'cases remplies')} en tout
            {liasse.precedent?.repris && `, hors reprise de ${liasse.precedent.exercice}`}
          </span>
        </dd>
      </div>
      <div>
        <dt>Vérification</dt>
        <dd>
          <Verification dossier={dossier} />
        </dd>
      </div>
      <div>
        <dt>Visibilité</dt>
        <dd>
          {transmis && dossier.transmisLe ? (
            `Transmis ${momentFr(dossier.transmisLe)}`
          ) : (
            <>
              Non transmis{' '}
              <span className="muet petit bloc">
                {liasse.destinataire === 'ministere' ? 'le ministère' : 'la fédération'} ne voit rien avant l’étape « 4 Fiabilisation »
              </span>
            </>
          )}
        </dd>
      </div>
    </dl>
  )
}

function Verification({ dossier }: { readonly dossier: Dossier }) {
  if (dossier.verifieLe === null) return <span className="muet">jamais lancée</span>
  const perimee = dossier.verifieSeq !== null && dossier.verifieSeq < dossier.modifieSeq
  return (
    <>
      <span className="rangee">
        {dossier.bloquants ? <Niveau niveau="bloquant" nombre={dossier.bloquants} /> : null}
        {dossier.aJustifier ? <Niveau niveau="a_justifier" nombre={dossier.aJustifier} /> : null}
        {!dossier.bloquants && !dossier.aJustifier && <span>rien à corriger</span>}
      </span>
      <span className="muet petit bloc">
        {momentFr(dossier.verifieLe)}
        {perimee && ', des cases ont changé depuis'}
      </span>
    </>
  )
}
