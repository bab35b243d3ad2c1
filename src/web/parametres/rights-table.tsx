import type { Edition } from '#definitions/edition.ts'
import { Button } from '#web/design/button.tsx'
import { Checkbox } from '#web/design/field.tsx'

type RightsTableProps = {
  readonly edition: Edition
  readonly droits: readonly string[]
  readonly profil: string | null
  readonly onChanger: (droits: string[]) => void
}

/** The boxes that go with the profile: some filled, the others free to tick. [S30] [S31] [S32] [S33] */
export function RightsTable({ edition, droits, profil, onChanger }: RightsTableProps) {
  const offered = edition.droits.filter((droit) => droit.acteur === 'organisme')
  const filled = edition.profils.find((un) => un.code === profil)?.droits ?? []
  return (
    <section className="pile" aria-label="Droits">
      <div className="rangee-ecartee">
        <h3>Droits</h3>
        <Button taille="petit" onClick={() => onChanger(offered.map(({ code }) => code))}>
          tout cocher
        </Button>
      </div>
      <div className="table-cadre">
        <table className="table">
          <caption className="invisible">Droits de la personne</caption>
          <thead>
            <tr>
              <th scope="col">Case</th>
              <th scope="col">Ce qu’elle permet</th>
            </tr>
          </thead>
          <tbody>
            {offered.map((droit) => (
              <tr key={droit.code}>
                <th scope="row">
                  <Checkbox
                    checked={droits.includes(droit.code)}
                    onChange={({ target }) =>
                      onChanger(target.checked ? [...droits, droit.code] : droits.filter((code) => code !== droit.code))
                    }
                  >
                    {droit.libelle}
                  </Checkbox>
                </th>
                <td className="muet">
                  {droit.explication}
                  {droits.includes(droit.code) !== filled.includes(droit.code) && profil && (
                    <span className="ecart-profil"> Changé par rapport au profil.</span>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}
