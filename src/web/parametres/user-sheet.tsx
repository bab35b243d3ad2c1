import { useState } from 'react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { nomComplet } from '#domain/acteur.ts'
import { messageOf } from '#web/api/api-problem.ts'
import { call } from '#web/api/call.ts'
import { comptesQuery } from '#web/api/queries.ts'
import { annoncer } from '#web/design/announcements.tsx'
import { Button } from '#web/design/button.tsx'
import { Dialog } from '#web/design/dialog.tsx'
import { Notice } from '#web/design/notice.tsx'
import { RadioCards } from '#web/design/radio-cards.tsx'
import { useEdition } from '#web/session/use-edition.ts'
import { Consequences } from './consequences.tsx'
import { IdentityFields } from './identity-fields.tsx'
import { RightsTable } from './rights-table.tsx'
import { erreursDuServeur, erreursOf, personnesOf, saisiOf, type Compte, type Saisi } from './user-form.ts'

const ORDRE = ['responsable_hierarchique', 'responsable_saisie', 'responsable_comptable']
const rank = (code: string): number => (ORDRE.includes(code) ? ORDRE.indexOf(code) : ORDRE.length)

type UserSheetProps = { readonly compte: Compte | null; readonly comptes: readonly Compte[]; readonly onFermer: () => void }

/** Saves and, on success, lets the list show it; on a refusal nothing typed is lost. [S37] */
function useSave({ compte, onFermer }: Pick<UserSheetProps, 'compte' | 'onFermer'>) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (saisi: Saisi) =>
      compte
        ? call('modifierCompte', { params: { compteId: compte.id }, body: { ...saisi, version: compte.version } })
        : call('creerCompte', { body: saisi }),
    onSuccess: async ({ compte: saved, impasses }) => {
      await queryClient.invalidateQueries({ queryKey: comptesQuery.queryKey })
      annoncer(
        `${nomComplet(saved)} est enregistré${impasses.length > 0 ? ', mais la campagne s’arrêtera en chemin : voir la liste' : ''}.`,
        impasses.length > 0 ? 'justifier' : 'ok',
      )
      onFermer()
    },
  })
}

/** «Ajouter», or the change of a user: who, alone or several, profile, rights. [S17] [S18] [S26] */
export function UserSheet({ compte, comptes, onFermer }: UserSheetProps) {
  const edition = useEdition()
  const [saisi, setSaisi] = useState<Saisi>(() => saisiOf(compte))
  const [tried, setTried] = useState(false)
  const [leaving, setLeaving] = useState(false)
  const save = useSave({ compte, onFermer })
  const change = (part: Partial<Saisi>): void => setSaisi((before) => ({ ...before, ...part }))
  const refused = erreursOf(saisi, { creation: compte === null })
  const erreurs = { ...(tried ? refused : {}), ...erreursDuServeur(save.error) }
  const profils = edition.profils.filter((profil) => profil.acteur === 'organisme').toSorted((a, b) => rank(a.code) - rank(b.code))
  const dirty = JSON.stringify(saisi) !== JSON.stringify(saisiOf(compte))
  const submit = (): void => {
    setTried(true)
    if (Object.keys(refused).length === 0) save.mutate(saisi)
  }
  return (
    <Dialog
      genre="cote"
      titre={compte ? `Modifier ${nomComplet(compte)}` : 'Ajouter un utilisateur'}
      onFermer={() => (dirty && !leaving ? setLeaving(true) : onFermer())}
      pied={
        <>
          {leaving && <span className="refus">Ce qui est rempli ici n’est pas enregistré.</span>}
          <Button onClick={onFermer}>{dirty ? 'Abandonner les changements' : 'Annuler'}</Button>
          <Button genre="principal" attente={save.isPending} onClick={submit}>
            Enregistrer
          </Button>
        </>
      }
    >
      <div className="pile-large">
        {save.isError && Object.keys(erreursDuServeur(save.error)).length === 0 && (
          <Notice ton="bloquant" alerte titre={messageOf(save.error)} />
        )}
        {tried && Object.keys(refused).length > 0 && (
          <Notice ton="bloquant" alerte titre="Rien n’est perdu : complétez les champs signalés, puis enregistrez." />
        )}
        <RadioCards
          libelle="Pour remplir le dossier, vous êtes"
          valeur={saisi.configuration ?? null}
          onChoisir={(configuration) => change({ configuration })}
          choix={[
            {
              valeur: 'seul',
              titre: 'seul',
              texte: 'Prenez « Responsable Hiérarchique », puis « tout cocher » : vous pourrez tout faire jusqu’à l’étape 4 Fiabilisation.',
            },
            {
              valeur: 'plusieurs',
              titre: 'plusieurs personnes',
              texte: 'Commencez par le « Responsable de Saisie », sans rien changer à ses cases ; ajoutez ensuite les deux autres.',
            },
          ]}
        />
        <IdentityFields saisi={saisi} erreurs={erreurs} creation={compte === null} onChanger={change} />
        <RadioCards
          libelle="Profil"
          valeur={saisi.profil}
          erreur={erreurs.profil}
          onChoisir={(profil) => change({ profil, droits: [...(profils.find(({ code }) => code === profil)?.droits ?? [])] })}
          choix={profils.map((profil) => ({ valeur: profil.code, titre: profil.libelle, texte: profil.explication }))}
        />
        <RightsTable edition={edition} droits={saisi.droits} profil={saisi.profil} onChanger={(droits) => change({ droits })} />
        <Consequences edition={edition} saisi={saisi} autres={personnesOf(comptes.filter(({ id }) => id !== compte?.id))} />
      </div>
    </Dialog>
  )
}
