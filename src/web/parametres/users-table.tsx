import { useState } from 'react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { nomComplet } from '#domain/acteur.ts'
import { messageOf } from '#web/api/api-problem.ts'
import { call } from '#web/api/call.ts'
import { comptesQuery } from '#web/api/queries.ts'
import { annoncer } from '#web/design/announcements.tsx'
import { Button, classesBouton } from '#web/design/button.tsx'
import { Dialog } from '#web/design/dialog.tsx'
import { momentFr } from '#web/design/format.ts'
import { Badge } from '#web/design/niveau.tsx'
import { useEdition } from '#web/session/use-edition.ts'
import type { Compte } from './user-form.ts'

const INTOUCHABLE = 'Le compte AD_ ne se modifie pas et ne se supprime pas : il est le seul à pouvoir créer des utilisateurs.'

function DeactivateDialog({
  compte,
  onFermer,
  onConfirmer,
}: {
  readonly compte: Compte
  readonly onFermer: () => void
  readonly onConfirmer: () => void
}) {
  const nom = nomComplet(compte)
  return (
    <Dialog
      titre={`Désactiver ${nom} ?`}
      onFermer={onFermer}
      pied={
        <>
          <Button onClick={onFermer}>Garder ce compte</Button>
          <Button genre="danger" onClick={onConfirmer}>
            Fermer ses sessions et désactiver
          </Button>
        </>
      }
    >
      <p>
        {nom} ne pourra plus se connecter et ses sessions ouvertes seront fermées. Ce qu’elle ou il a saisi reste, sous son nom. Vous
        pourrez réactiver ce compte.
      </p>
    </Dialog>
  )
}

function Actions({ compte, onModifier }: { readonly compte: Compte; readonly onModifier: () => void }) {
  const [confirming, setConfirming] = useState(false)
  const queryClient = useQueryClient()
  const activate = useMutation({
    mutationFn: (actif: boolean) => call('activerCompte', { params: { compteId: compte.id }, body: { actif } }),
    onSuccess: (_, actif) => annoncer(actif ? 'Compte réactivé.' : 'Compte désactivé.'),
    onError: (error) => annoncer(messageOf(error), 'bloquant'),
    onSettled: () => queryClient.invalidateQueries({ queryKey: comptesQuery.queryKey }),
  })
  if (compte.genre === 'administrateur')
    return (
      <div className="pile">
        <span className="rangee">
          <Button taille="petit" aria-disabled aria-describedby={`intouchable-${compte.id}`}>
            Modifier
          </Button>
          <Button taille="petit" aria-disabled aria-describedby={`intouchable-${compte.id}`}>
            Supprimer
          </Button>
          <Link to="/mot-de-passe" className={classesBouton('discret', 'petit')}>
            Changer le mot de passe
          </Link>
        </span>
        <span className="refus" id={`intouchable-${compte.id}`}>
          {INTOUCHABLE}
        </span>
      </div>
    )
  return (
    <span className="rangee">
      <Button taille="petit" onClick={onModifier} aria-label={`Modifier ${nomComplet(compte)}`}>
        Modifier
      </Button>
      {compte.actif ? (
        <Button
          taille="petit"
          genre="discret"
          attente={activate.isPending}
          aria-label={`Désactiver ${nomComplet(compte)}`}
          onClick={() => setConfirming(true)}
        >
          Désactiver
        </Button>
      ) : (
        <Button
          taille="petit"
          genre="discret"
          attente={activate.isPending}
          aria-label={`Réactiver ${nomComplet(compte)}`}
          onClick={() => activate.mutate(true)}
        >
          Réactiver
        </Button>
      )}
      {confirming && (
        <DeactivateDialog
          compte={compte}
          onFermer={() => setConfirming(false)}
          onConfirmer={() => {
            setConfirming(false)
            activate.mutate(false)
          }}
        />
      )}
    </span>
  )
}

type UsersTableProps = { readonly comptes: readonly Compte[]; readonly onModifier: (compte: Compte) => void }

/** The users; the AD_ row is there, visibly protected. [S08] [S14] [S15] */
export function UsersTable({ comptes, onModifier }: UsersTableProps) {
  const edition = useEdition()
  const profil = (code: string | null): string | null => edition.profils.find((un) => un.code === code)?.libelle ?? code
  return (
    <div className="table-cadre">
      <table className="table">
        <caption className="invisible">Utilisateurs de l’organisme</caption>
        <thead>
          <tr>
            <th scope="col">Identifiant</th>
            <th scope="col">Personne</th>
            <th scope="col">Profil</th>
            <th scope="col">Dernière connexion</th>
            <th scope="col">Actions</th>
          </tr>
        </thead>
        <tbody>
          {comptes.map((compte) => (
            <tr key={compte.id} className={compte.genre === 'administrateur' ? 'rang-protege' : ''}>
              <th scope="row" className="insecable">
                {compte.login}
              </th>
              <td>
                {compte.genre === 'administrateur' ? 'Administrateur de l’organisme' : nomComplet(compte)}
                {compte.courriel && <span className="muet petit courriel">{compte.courriel}</span>}
              </td>
              <td>
                {compte.genre === 'administrateur' ? (
                  <Badge>Protégé</Badge>
                ) : (
                  (profil(compte.profil) ?? <Badge ton="justifier">Sans profil</Badge>)
                )}{' '}
                {!compte.actif && <Badge ton="bloquant">Désactivé</Badge>}
              </td>
              <td>{compte.derniereConnexionLe ? momentFr(compte.derniereConnexionLe) : <span className="muet">jamais</span>}</td>
              <td>
                <Actions compte={compte} onModifier={() => onModifier(compte)} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
