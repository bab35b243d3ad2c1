import { useLayoutEffect, useRef, useState } from 'react'
import { dateFr, parseDateFr } from '#domain/calendrier.ts'

type DateInputProps = {
  /** What a screen reader calls it. */
  readonly nom: string
  /** `YYYY-MM-DD`. */
  readonly date: string
  /** The first day allowed. */
  readonly min?: string
  readonly onChanger: (date: string) => void
}

/** A date as it is written in French, « 06/12/2026 », whatever the language of the browser. */
export function DateInput({ nom, date, min, onChanger }: DateInputProps) {
  const [texte, setTexte] = useState(() => dateFr(date))
  const input = useRef<HTMLInputElement>(null)
  const faute = fauteOf(texte, min)
  useLayoutEffect(() => input.current?.setCustomValidity(faute), [faute])
  return (
    <input
      ref={input}
      className="saisie saisie-date"
      inputMode="numeric"
      autoComplete="off"
      required
      aria-label={nom}
      aria-invalid={faute !== '' || undefined}
      value={texte}
      onChange={({ target }) => {
        setTexte(target.value)
        const lue = parseDateFr(target.value)
        if (lue !== null) onChanger(lue)
      }}
    />
  )
}

function fauteOf(texte: string, min: string | undefined): string {
  const lue = parseDateFr(texte)
  if (lue === null) return 'Écrivez une date du calendrier : jj/mm/aaaa.'
  return min !== undefined && lue < min ? `Choisissez une date qui ne précède pas le ${dateFr(min)}.` : ''
}
