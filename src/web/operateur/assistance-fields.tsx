import { TextField } from '#web/design/field.tsx'
import type { Reglages } from './rules-page.tsx'

type Assistance = Reglages['assistance']

/** The support block of every page. [S79] [S80] [S81] [S82] [S83] */
export function AssistanceFields({
  assistance,
  onChanger,
}: {
  readonly assistance: Assistance
  readonly onChanger: (assistance: Assistance) => void
}) {
  const set = (part: Partial<Assistance>) => onChanger({ ...assistance, ...part })
  const federation = (part: Partial<Assistance['federation']>) => set({ federation: { ...assistance.federation, ...part } })
  return (
    <section className="carte pile">
      <h2>Assistance</h2>
      <p className="muet">Affichée au bas de chaque page, avec l’état du moment. Les jours fériés sont connus.</p>
      <div className="reglages-champs">
        <TextField libelle="Nom de l’assistance" required value={assistance.nom} onChange={({ target }) => set({ nom: target.value })} />
        <TextField
          libelle="Téléphone"
          type="tel"
          required
          value={assistance.telephone}
          onChange={({ target }) => set({ telephone: target.value })}
        />
        <TextField
          libelle="Ouverture"
          type="time"
          required
          value={assistance.ouverture}
          onChange={({ target }) => set({ ouverture: target.value })}
        />
        <TextField
          libelle="Fermeture"
          type="time"
          required
          value={assistance.fermeture}
          onChange={({ target }) => set({ fermeture: target.value })}
        />
        <TextField
          libelle="Nom de la fédération"
          required
          value={assistance.federation.nom}
          onChange={({ target }) => federation({ nom: target.value })}
        />
        <TextField
          libelle="Téléphone de la fédération"
          type="tel"
          required
          value={assistance.federation.telephone}
          onChange={({ target }) => federation({ telephone: target.value })}
        />
        <TextField
          libelle="Courriel de la fédération"
          type="email"
          required
          value={assistance.federation.courriel}
          onChange={({ target }) => federation({ courriel: target.value })}
        />
      </div>
    </section>
  )
}
