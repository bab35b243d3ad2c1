import { useNavigate } from '@tanstack/react-router'
import { useId } from 'react'
import type { Edition, LiasseCode } from '#definitions/edition.ts'

type PartSelectProps = { readonly edition: Edition; readonly liasse: LiasseCode; readonly partie: string; readonly operateur: boolean }

/** The parts of the dossier, at the top left: « 01 - Liasse DIS (QDIS) » first, then those of the ER. [S65] [S66] [S67] [S68] */
export function PartSelect({ edition, liasse, partie, operateur }: PartSelectProps) {
  const navigate = useNavigate()
  const id = useId()
  // An operator opened this dossier alone: the parts of the other liasse belong to another dossier.
  const parties = operateur ? edition.parties.filter((candidate) => candidate.liasse === liasse) : edition.parties
  const choose = (code: string): void => {
    const chosen = edition.parties.find((candidate) => candidate.code === code)
    if (!chosen) return
    if (chosen.liasse === liasse) void navigate({ to: '.', search: { partie: code } })
    else void navigate({ to: '/dossier/$liasse', params: { liasse: chosen.liasse }, search: { partie: code } })
  }
  return (
    <span className="partie-choix">
      <label className="invisible" htmlFor={id}>
        Partie du dossier
      </label>
      <select id={id} className="saisie partie-liste" value={partie} onChange={(event) => choose(event.target.value)}>
        {parties.map((candidate) => (
          <option key={candidate.code} value={candidate.code}>
            {candidate.libelle}
          </option>
        ))}
      </select>
    </span>
  )
}
