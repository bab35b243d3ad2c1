import { useId, useState } from 'react'
import { Link } from '@tanstack/react-router'
import { nomComplet } from '#domain/acteur.ts'
import { chooseTabSort, readTabSort } from '#web/app/tab-sort.ts'
import { chooseTheme, readTheme, THEMES, type Theme } from '#web/app/theme.ts'
import type { Session } from '#web/api/queries.ts'
import { classesBouton } from '#web/design/button.tsx'
import { Checkbox, Field } from '#web/design/field.tsx'

/** What belongs to the person: password, open sessions, look of the pages. */
export function NameMenu({ acteur }: { readonly acteur: Session['acteur'] }) {
  const id = useId()
  const [theme, setTheme] = useState(readTheme)
  const close = () => document.getElementById(id)?.hidePopover()
  return (
    <>
      <button type="button" className={classesBouton('discret')} popoverTarget={id}>
        {nomComplet(acteur)}
      </button>
      <div id={id} popover="auto" className="menu-nom">
        <span className="petit muet">{acteur.login}</span>
        <Link to="/mot-de-passe" className={classesBouton('discret')} onClick={close}>
          Changer mon mot de passe
        </Link>
        <Link to="/mes-sessions" className={classesBouton('discret')} onClick={close}>
          Mes sessions
        </Link>
        <Field libelle="Thème">
          {(attributes) => (
            <select
              className="saisie"
              {...attributes}
              value={theme}
              onChange={({ target }) => {
                const chosen: Theme = target.value === 'clair' || target.value === 'sombre' ? target.value : 'systeme'
                setTheme(chosen)
                chooseTheme(chosen)
              }}
            >
              {Object.entries(THEMES).map(([code, libelle]) => (
                <option key={code} value={code}>
                  {libelle}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Checkbox defaultChecked={readTabSort()} onChange={({ target }) => chooseTabSort(target.checked)}>
          La touche Tab sort des tableaux
        </Checkbox>
      </div>
    </>
  )
}
