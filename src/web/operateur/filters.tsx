import { etapeLabel } from '#domain/etapes.ts'
import type { SuiviSearch } from '#web/app/router.tsx'
import { SelectField, TextField } from '#web/design/field.tsx'
import { useEdition } from '#web/session/use-edition.ts'
import { VUES, type Suivi } from './suivi-rows.ts'

type FiltersProps = { readonly search: SuiviSearch; readonly lignes: readonly Suivi[]; readonly onChanger: (search: SuiviSearch) => void }

/** Search and filters; they live in the address, so that a view can be sent to a colleague. [TR-02] */
export function Filters({ search, lignes, onChanger }: FiltersProps) {
  const edition = useEdition()
  const set = (part: SuiviSearch) => onChanger({ ...search, ...part })
  const several = new Set(lignes.map(({ liasse }) => liasse)).size > 1
  return (
    <search className="filtres">
      <TextField
        libelle="Rechercher"
        type="search"
        placeholder="Nom, SIREN, SIRET"
        value={search.q ?? ''}
        onChange={({ target }) => set({ q: target.value || undefined })}
      />
      <SelectField libelle="Famille" value={search.famille ?? ''} onChange={({ target }) => set({ famille: target.value || undefined })}>
        <option value="">Toutes</option>
        {edition.familles.map(({ code, libelle }) => (
          <option key={code} value={code}>
            {libelle}
          </option>
        ))}
      </SelectField>
      {several && (
        <SelectField libelle="Liasse" value={search.liasse ?? ''} onChange={({ target }) => set({ liasse: target.value || undefined })}>
          <option value="">Toutes</option>
          <option value="qdis">QDIS</option>
          <option value="er">ER</option>
        </SelectField>
      )}
      <SelectField libelle="Étape" value={search.etape ?? ''} onChange={({ target }) => set({ etape: target.value || undefined })}>
        <option value="">Toutes</option>
        <option value="0">Non initialisé</option>
        {edition.etapes.map(({ numero }) => (
          <option key={numero} value={numero}>
            {etapeLabel(edition, numero)}
          </option>
        ))}
      </SelectField>
      <SelectField libelle="Vue" value={search.vue ?? ''} onChange={({ target }) => set({ vue: target.value || undefined })}>
        <option value="">Tous les dossiers</option>
        {Object.entries(VUES).map(([code, { libelle }]) => (
          <option key={code} value={code}>
            {libelle}
          </option>
        ))}
      </SelectField>
    </search>
  )
}
