import type { HTMLInputTypeAttribute } from 'react'
import { TextField } from './field.tsx'

/** A field of an object: which member it holds, how it is called, what kind of text it takes. */
export type Champ<Clef extends string> = {
  readonly clef: Clef
  readonly libelle: string
  readonly type?: HTMLInputTypeAttribute
  /** « 09:00 », written so whatever the language of the browser. */
  readonly heure?: true
}

const HEURE = {
  inputMode: 'numeric',
  pattern: '([01]\\d|2[0-3]):[0-5]\\d',
  placeholder: '09:00',
  title: 'Une heure, de 00:00 à 23:59',
} as const

type FieldGroupProps<Clef extends string> = {
  readonly champs: readonly Champ<Clef>[]
  readonly valeur: Readonly<Record<Clef, string>>
  readonly onChanger: (part: Partial<Record<Clef, string>>) => void
}

/** The mandatory fields of one object, in order: each change tells the one member that moved. */
export const FieldGroup = <Clef extends string>({ champs, valeur, onChanger }: FieldGroupProps<Clef>) =>
  champs.map(({ clef, libelle, type = 'text', heure }) => (
    <TextField
      key={clef}
      libelle={libelle}
      type={type}
      required
      {...(heure ? HEURE : {})}
      value={valeur[clef]}
      onChange={({ target }) => onChanger({ [clef]: target.value } as Partial<Record<Clef, string>>)}
    />
  ))
