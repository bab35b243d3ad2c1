import { useState } from 'react'
import type { Reply } from '#contract/routes.ts'
import { messageOf } from '#web/api/api-problem.ts'
import { call } from '#web/api/call.ts'
import { Button } from '#web/design/button.tsx'
import { Dialog } from '#web/design/dialog.tsx'
import { pluriel } from '#web/design/format.ts'
import { Notice } from '#web/design/notice.tsx'
import type { DossierStore } from './dossier-store.ts'
import { nomDeCase } from './nom-de-case.ts'

/** « Synchronisation annulée : 412 cases rétablies ; 1 case modifiée depuis, laissée : A124 Brut. » */
export function phraseAnnulee(store: DossierStore, { retablies, gardees }: Reply<'annulerSynchronisation'>): string {
  const laissees =
    gardees.length === 0
      ? ''
      : ` ; ${pluriel(gardees.length, 'case modifiée depuis, laissée', 'cases modifiées depuis, laissées')} : ${gardees
          .slice(0, 8)
          .map((at) => nomDeCase(store, store.indexOf(at) ?? -1))
          .join(', ')}${gardees.length > 8 ? '…' : ''}`
  return `Synchronisation annulée : ${pluriel(retablies, 'case rétablie', 'cases rétablies')}${laissees}.`
}

type SynchronisationFaiteProps = {
  readonly store: DossierStore
  readonly faite: Reply<'synchroniser'>
  readonly onFermer: () => void
}

/** What was taken, and the way back at once. */
export function SynchronisationFaite({ store, faite, onFermer }: SynchronisationFaiteProps) {
  const [suite, setSuite] = useState<{ readonly phrase: string; readonly faute: boolean } | null>(null)
  const annuler = async (): Promise<void> => {
    try {
      const params = { dossierId: store.snapshot().lu.resume.id }
      const annulee = await call('annulerSynchronisation', { params, body: { seq: faite.seq } })
      await store.refresh()
      setSuite({ phrase: phraseAnnulee(store, annulee), faute: false })
    } catch (error) {
      setSuite({ phrase: messageOf(error), faute: true })
    }
  }
  return (
    <Dialog
      titre="synchroniser"
      onFermer={onFermer}
      pied={
        <>
          {suite === null && <Button onClick={() => void annuler()}>Annuler cette synchronisation</Button>}
          <Button genre="principal" data-premier onClick={onFermer}>
            Continuer
          </Button>
        </>
      }
    >
      <Notice ton={suite?.faute ? 'bloquant' : 'ok'} alerte={suite !== null}>
        {suite?.phrase ??
          `${pluriel(faite.reprises, 'case reprise', 'cases reprises')} des états réglementaires, marquée${faite.reprises > 1 ? 's' : ''} ⟳ dans les tableaux. L’historique du dossier permet d’annuler plus tard.`}
      </Notice>
    </Dialog>
  )
}
