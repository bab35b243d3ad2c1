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
                    <input
                      className="saisie saisie-date"
                      type="date"
                      required
                      aria-label={`Ouverture, ${liasse}, ${famille}`}
                      value={echeance.ouverture}
                      onChange={({ target }) => set(index, { ouverture: target.value })}
                    />
                  </td>
                  <td>
                    <input
                      className="saisie saisie-date"
                      type="date"
                      required
                      min={echeance.ouverture}
                      aria-label={`Date limite, ${liasse}, ${famille}`}
                      value={echeance.limite}
                      onChange={({ target }) => set(index, { limite: target.value })}
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
