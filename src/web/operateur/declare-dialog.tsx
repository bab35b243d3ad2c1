import { useState } from 'react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { Famille } from '#definitions/edition.ts'
import { Problem } from '#domain/problems.ts'
import { parseSiret } from '#domain/siret.ts'
import { messageOf } from '#web/api/api-problem.ts'
import { call } from '#web/api/call.ts'
import { suiviQuery } from '#web/api/queries.ts'
import { annoncer } from '#web/design/announcements.tsx'
import { Button } from '#web/design/button.tsx'
import { Dialog } from '#web/design/dialog.tsx'
import { TextField } from '#web/design/field.tsx'
import { siretFr } from '#web/design/format.ts'
import { Notice } from '#web/design/notice.tsx'
import { RadioCards } from '#web/design/radio-cards.tsx'
import { useEdition } from '#web/session/use-edition.ts'

/** Declares a body by SIRET or SIREN; the key is checked while typing. [S07] */
export function DeclareDialog({ onFermer }: { readonly onFermer: () => void }) {
  const edition = useEdition()
  const queryClient = useQueryClient()
  const [numero, setNumero] = useState('')
  const [raisonSociale, setRaisonSociale] = useState('')
  const [famille, setFamille] = useState<Famille | null>(null)
  const parsed = parseSiret(numero)
  const complete = /^\d{14}$|^\d{9}$/.test(numero.replace(/\D/g, ''))
  const declare = useMutation({
    mutationFn: (chosen: Famille) => call('creerOrganisme', { body: { numero, raisonSociale: raisonSociale.trim(), famille: chosen } }),
    onSuccess: async ({ organisme }) => {
      await queryClient.invalidateQueries({ queryKey: suiviQuery.queryKey })
      annoncer(`${organisme.raisonSociale} est déclaré. Émettez maintenant ses identifiants.`)
      onFermer()
    },
  })
  const missing = [!parsed && 'un numéro valide', raisonSociale.trim() === '' && 'le nom', famille === null && 'la famille'].filter(
    (part) => part !== false,
  )
  return (
    <Dialog
      titre="Déclarer un organisme"
      onFermer={onFermer}
      pied={
        <>
          <Button onClick={onFermer}>Annuler</Button>
          <Button
            genre="principal"
            attente={declare.isPending}
            refus={missing.length > 0 ? `Il manque ${missing.join(', ')}.` : null}
            onClick={() => famille && declare.mutate(famille)}
          >
            Déclarer l’organisme
          </Button>
        </>
      }
    >
      <div className="pile">
        {declare.isError && <Notice ton="bloquant" alerte titre={messageOf(declare.error)} />}
        <TextField
          libelle="SIRET ou SIREN"
          inputMode="numeric"
          aide={parsed ? `Valide : ${siretFr(parsed.siret ?? parsed.siren)}` : '14 ou 9 chiffres ; les espaces sont acceptées.'}
          erreur={complete && !parsed ? new Problem('organisme/siret', { saisi: numero }).message : null}
          value={numero}
          onChange={({ target }) => setNumero(target.value)}
        />
        <TextField libelle="Nom de l’organisme" value={raisonSociale} onChange={({ target }) => setRaisonSociale(target.value)} />
        <RadioCards
          libelle="Famille"
          valeur={famille}
          onChoisir={setFamille}
          choix={edition.familles.map(({ code, libelle }) => ({ valeur: code, titre: libelle }))}
        />
      </div>
    </Dialog>
  )
}
