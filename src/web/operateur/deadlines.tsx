import { DateInput } from '#web/design/date-input.tsx'
import { useEdition } from '#web/session/use-edition.ts'
import type { Reglages } from './rules-page.tsx'

type Echeances = Reglages['echeances']

/** Opening and deadline by liasse and by family: one place, every screen follows. */
export function Deadlines({ echeances, onChanger }: { readonly echeances: Echeances; readonly onChanger: (echeances: Echeances) => void }) {
  const edition = useEdition()
  const set = (index: number, part: Partial<Echeances[number]>) =>
    onChanger(echeances.map((one, at) => (at === index ? { ...one, ...part } : one)))
  return (
    <section className="pile">
      <h2>Échéances</h2>
      <div className="table-cadre">
        <table className="table">
          <thead>
            <tr>
              <th scope="col">Liasse</th>
              <th scope="col">Famille</th>
              <th scope="col">Ouverture</th>
              <th scope="col">Date limite</th>
            </tr>
          </thead>
          <tbody>
            {echeances.map((echeance, index) => {
              const famille = edition.familles.find(({ code }) => code === echeance.famille)?.libelle ?? echeance.famille
              const liasse = echeance.liasse === 'qdis' ? 'QDIS' : 'ER'
              return (
                <tr key={`${echeance.liasse}${echeance.famille}`}>
                  <th scope="row">{liasse}</th>
                  <td>{famille}</td>
                  <td>
                    <DateInput
                      nom={`Ouverture, ${liasse}, ${famille}`}
                      date={echeance.ouverture}
                      onChanger={(ouverture) => set(index, { ouverture })}
                    />
                  </td>
                  <td>
                    <DateInput
                      nom={`Date limite, ${liasse}, ${famille}`}
                      date={echeance.limite}
                      min={echeance.ouverture}
                      onChanger={(limite) => set(index, { limite })}
                    />
                  </td>
                </tr>
              )
            })}
          </tbody>
        </table>
      </div>
    </section>
  )
}
