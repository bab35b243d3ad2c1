import { useState } from 'react'
import { Link } from '@tanstack/react-router'
import { dateFr } from '#domain/calendrier.ts'
import { Button, classesBouton } from '#web/design/button.tsx'
import { jourFr, pluriel, siretFr } from '#web/design/format.ts'
import { Badge, Niveau } from '#web/design/niveau.tsx'
import { useEdition } from '#web/session/use-edition.ts'
import { CredentialsDialog } from './credentials-dialog.tsx'
import type { Suivi } from './suivi-rows.ts'

const vide = <span className="muet">–</span>

function Anomalies({ row }: { readonly row: Suivi }) {
  if (row.bloquants === null) return vide
  if (row.bloquants === 0 && !row.aJustifier) return <>aucune</>
  return (
    <span className="rangee">
      {row.bloquants > 0 && <Niveau niveau="bloquant" nombre={row.bloquants} />}
      {row.aJustifier ? <Niveau niveau="a_justifier" nombre={row.aJustifier} /> : null}
    </span>
  )
}

function Compte({ row, refus, onEmettre }: { readonly row: Suivi; readonly refus: string | null; readonly onEmettre: () => void }) {
  const compte = row.compteAdministrateur
  return (
    <span className="pile-serree">
      {compte ? <span className="insecable">{compte.login}</span> : <span className="muet">aucun</span>}
      {compte?.jamaisConnecte && <span className="muet petit">jamais connecté</span>}
      {!refus && (
        <Button
          taille="petit"
          genre="discret"
          aria-label={`Émettre les identifiants de ${row.organisme.raisonSociale}`}
          onClick={onEmettre}
        >
          {compte ? 'Réémettre' : 'Émettre les identifiants'}
        </Button>
      )}
    </span>
  )
}

type SuiviTableProps = { readonly rows: readonly Suivi[]; readonly refusEmettre: string | null }

/** A dossier opens when the operator may read it, else the page says why. [S75] [S76] */
export function SuiviTable({ rows, refusEmettre }: SuiviTableProps) {
  const edition = useEdition()
  const [issuing, setIssuing] = useState<Suivi['organisme'] | null>(null)
  const visible = edition.etapes.find(({ numero }) => numero === edition.etapeVisible)
  const reason = visible && `Lisible à partir de «\u00a0${visible.numero}\u00a0${visible.libelle}\u00a0»`
  return (
    <div className="table-cadre">
      <table className="table table-suivi">
        <caption className="invisible">Dossiers de la campagne</caption>
        <thead>
          <tr>
            <th scope="col">Organisme</th>
            <th scope="col">Famille</th>
            <th scope="col">Étape</th>
            <th scope="col">Depuis</th>
            <th scope="col">Échéance</th>
            <th scope="col">Retard</th>
            <th scope="col">Anomalies</th>
            <th scope="col">Dernière activité</th>
            <th scope="col">Compte AD_</th>
            <th scope="col">Dossier</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={`${row.organisme.id}${row.liasse}`}>
              <th scope="row">
                {row.organisme.raisonSociale}
                <span className="muet petit bloc">
                  {siretFr(row.organisme.siret ?? row.organisme.siren)} · {row.liasse === 'er' ? 'ER' : 'QDIS'}
                </span>
              </th>
              <td>{row.organisme.famille}</td>
              <td>{row.etapeLibelle}</td>
              <td>{row.etapeDepuis ? jourFr(row.etapeDepuis) : vide}</td>
              <td>{row.limite ? dateFr(row.limite) : vide}</td>
              <td>{row.enRetard ? <Badge ton="bloquant">{pluriel(row.joursDeRetard, 'jour')}</Badge> : vide}</td>
              <td>
                <Anomalies row={row} />
              </td>
              <td>{row.derniereActivite ? jourFr(row.derniereActivite) : vide}</td>
              <td>
                <Compte row={row} refus={refusEmettre} onEmettre={() => setIssuing(row.organisme)} />
              </td>
              <td>
                {row.lisible && row.dossierId ? (
                  <Link
                    to="/operateur/dossier/$dossierId"
                    params={{ dossierId: row.dossierId }}
                    className={classesBouton('secondaire', 'petit')}
                    aria-label={`Ouvrir le dossier de ${row.organisme.raisonSociale}`}
                  >
                    Ouvrir
                  </Link>
                ) : (
                  <span className="refus">{row.dossierId ? reason : 'Pas encore initialisé'}</span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {issuing && <CredentialsDialog organisme={issuing} onFermer={() => setIssuing(null)} />}
    </div>
  )
}
