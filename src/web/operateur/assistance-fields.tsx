import { FieldGroup, type Champ } from '#web/design/field-group.tsx'
import type { Reglages } from './rules-page.tsx'

type Assistance = Reglages['assistance']
type AssistanceFieldsProps = { readonly assistance: Assistance; readonly onChanger: (assistance: Assistance) => void }

const CHAMPS: readonly Champ<Exclude<keyof Assistance, 'federation'>>[] = [
  { clef: 'nom', libelle: 'Nom de l’assistance' },
  { clef: 'telephone', libelle: 'Téléphone', type: 'tel' },
  { clef: 'ouverture', libelle: 'Ouverture', heure: true },
  { clef: 'fermeture', libelle: 'Fermeture', heure: true },
]
const CHAMPS_FEDERATION: readonly Champ<keyof Assistance['federation']>[] = [
  { clef: 'nom', libelle: 'Nom de la fédération' },
  { clef: 'telephone', libelle: 'Téléphone de la fédération', type: 'tel' },
  { clef: 'courriel', libelle: 'Courriel de la fédération', type: 'email' },
]

/** The support block of every page. [S79] [S80] [S81] [S82] [S83] */
export function AssistanceFields({ assistance, onChanger }: AssistanceFieldsProps) {
  const { federation } = assistance
  return (
    <section className="carte pile">
      <h2>Assistance</h2>
      <p className="muet">Affichée au bas de chaque page, avec l’état du moment. Les jours fériés sont connus.</p>
      <div className="reglages-champs">
        <FieldGroup champs={CHAMPS} valeur={assistance} onChanger={(part) => onChanger({ ...assistance, ...part })} />
        <FieldGroup
          champs={CHAMPS_FEDERATION}
          valeur={federation}
          onChanger={(part) => onChanger({ ...assistance, federation: { ...federation, ...part } })}
        />
      </div>
    </section>
  )
}
