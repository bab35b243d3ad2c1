import { PasswordField, TextField } from '#web/design/field.tsx'
import type { Erreurs, Saisi } from './user-form.ts'

type IdentityFieldsProps = {
  readonly saisi: Saisi
  readonly erreurs: Erreurs
  readonly creation: boolean
  readonly onChanger: (part: Partial<Saisi>) => void
}

/** Five mandatory fields; the others can wait, folded. [S19] [S20] [S21] [S22] [S23] [S24] */
export function IdentityFields({ saisi, erreurs, creation, onChanger }: IdentityFieldsProps) {
  return (
    <div className="pile">
      <div className="champs-deux">
        <TextField libelle="Nom" value={saisi.nom} erreur={erreurs.nom} onChange={({ target }) => onChanger({ nom: target.value })} />
        <TextField
          libelle="Prénom"
          value={saisi.prenom}
          erreur={erreurs.prenom}
          onChange={({ target }) => onChanger({ prenom: target.value })}
        />
      </div>
      <TextField
        libelle="Adresse de courriel"
        type="email"
        value={saisi.courriel}
        erreur={erreurs.courriel}
        onChange={({ target }) => onChanger({ courriel: target.value })}
      />
      <div className="champs-deux">
        <TextField
          libelle="Identifiant"
          aide="Librement choisi, sans AD_ au début."
          autoCapitalize="none"
          spellCheck={false}
          value={saisi.login}
          erreur={erreurs.login}
          onChange={({ target }) => onChanger({ login: target.value })}
        />
        <PasswordField
          libelle="Mot de passe"
          aide={creation ? '12 caractères mêlés, ou une phrase de 20.' : 'Laissez vide pour ne pas le changer.'}
          autoComplete="new-password"
          value={saisi.motDePasse}
          erreur={erreurs.motDePasse}
          onChange={({ target }) => onChanger({ motDePasse: target.value })}
        />
      </div>
      <details>
        <summary>Autres champs (facultatifs)</summary>
        <div className="champs-deux champs-replies">
          <TextField
            libelle="Téléphone"
            type="tel"
            value={saisi.telephone}
            onChange={({ target }) => onChanger({ telephone: target.value })}
          />
          <TextField libelle="Fonction" value={saisi.fonction} onChange={({ target }) => onChanger({ fonction: target.value })} />
        </div>
      </details>
    </div>
  )
}
