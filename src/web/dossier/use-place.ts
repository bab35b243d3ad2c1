import { useNavigate, useSearch } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import type { DossierSearch } from '#web/app/router.tsx'
import type { Partie } from '#definitions/edition.ts'
import type { DossierStore } from './dossier-store.ts'
import { ongletsOf, type Onglet } from './tableau-list.tsx'

export type Lieu = {
  readonly partie: Partie
  readonly concernes: readonly Onglet[]
  readonly autres: readonly string[]
  readonly onglet: Onglet | undefined
  readonly tableau: string | undefined
  readonly cellule: string | undefined
  /** The act the address asked for when the page opened; the address then forgets it. */
  readonly acte: DossierSearch['acte']
  readonly ouvrir: (tableau: string, cellule?: string) => void
}

/** Where the person is in the dossier: part, tab, table, cell. It lives in the address, so that a link leads back to it. */
export function usePlace({ edition, liasse, snapshot }: DossierStore): Lieu {
  const search: DossierSearch = useSearch({ strict: false })
  const navigate = useNavigate()
  const [acte] = useState(search.acte)
  useEffect(() => {
    if (search.acte !== undefined) void navigate({ to: '.', search: { ...search, acte: undefined }, replace: true })
  }, [search, navigate])
  const parties = edition.parties.filter((candidate) => candidate.liasse === liasse.code)
  const holds = (candidate: Partie): boolean => candidate.onglets.some((onglet) => onglet.tableaux.includes(search.tableau ?? ''))
  const partie = parties.find((candidate) => candidate.code === search.partie) ?? parties.find(holds) ?? parties[0]
  if (!partie) throw new RangeError(`the edition ${edition.code} has no part for ${liasse.code}`)
  const { concernes, autres } = ongletsOf(edition, partie, snapshot().lu.organisme.famille)
  const onglet = concernes.find((candidate) => candidate.tableaux.includes(search.tableau ?? '')) ?? concernes[0]
  const tableau = onglet?.tableaux.find((code) => code === search.tableau) ?? onglet?.tableaux[0]
  const ouvrir = (code: string, cellule?: string): void => {
    const target = holdsTableau(partie, code) ? partie : (parties.find((candidate) => holdsTableau(candidate, code)) ?? partie)
    void navigate({ to: '.', search: { partie: target.code, tableau: code, cellule }, replace: true })
  }
  return { partie, concernes, autres, onglet, tableau, cellule: search.cellule, acte, ouvrir }
}

const holdsTableau = (partie: Partie, code: string): boolean => partie.onglets.some((onglet) => onglet.tableaux.includes(code))
