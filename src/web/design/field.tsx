import { useId, useState, type ComponentPropsWithRef, type ReactNode } from 'react'
import { Button } from './button.tsx'
import { Marque } from './niveau.tsx'

type FieldAttributes = { readonly id: string; readonly 'aria-invalid': true | undefined; readonly 'aria-describedby': string | undefined }

type FieldProps = {
  readonly libelle: ReactNode
  readonly aide?: ReactNode
  /** French sentence near the field; absent or `null` = fine. */
  readonly erreur?: string | null | undefined
  readonly facultatif?: boolean
  readonly children: (attributes: FieldAttributes) => ReactNode
}

/** A labelled field with its help and its error, tied together for screen readers. */
export function Field({ libelle, aide, erreur, facultatif = false, children }: FieldProps) {
  const id = useId()
  const described = [erreur ? `${id}-erreur` : '', aide ? `${id}-aide` : ''].filter(Boolean).join(' ')
  return (
    <div className="champ">
      <label className="champ-libelle" htmlFor={id}>
        {libelle}
        {facultatif && <span className="champ-facultatif"> (facultatif)</span>}
      </label>
      {aide && (
        <span className="champ-aide" id={`${id}-aide`}>
          {aide}
        </span>
      )}
      {children({ id, 'aria-invalid': erreur ? true : undefined, 'aria-describedby': described || undefined })}
      {erreur && (
        <span className="champ-erreur" id={`${id}-erreur`}>
          <Marque ton="bloquant" />
          {erreur}
        </span>
      )}
    </div>
  )
}

type Texts = Omit<FieldProps, 'children'>

export function TextField({ libelle, aide, erreur, facultatif, ...input }: Texts & Omit<ComponentPropsWithRef<'input'>, 'className'>) {
  return (
    <Field libelle={libelle} aide={aide} erreur={erreur} facultatif={facultatif ?? false}>
      {(attributes) => <input className="saisie" autoComplete="off" {...input} {...attributes} />}
    </Field>
  )
}

export function TextArea({ libelle, aide, erreur, facultatif, ...input }: Texts & Omit<ComponentPropsWithRef<'textarea'>, 'className'>) {
  return (
    <Field libelle={libelle} aide={aide} erreur={erreur} facultatif={facultatif ?? false}>
      {(attributes) => <textarea className="saisie" {...input} {...attributes} />}
    </Field>
  )
}

export function SelectField({ libelle, aide, erreur, facultatif, ...input }: Texts & Omit<ComponentPropsWithRef<'select'>, 'className'>) {
  return (
    <Field libelle={libelle} aide={aide} erreur={erreur} facultatif={facultatif ?? false}>
      {(attributes) => <select className="saisie" {...input} {...attributes} />}
    </Field>
  )
}

/** Paste and password managers are welcome; the text can be shown. [SE-01] */
export function PasswordField({
  libelle,
  aide,
  erreur,
  ...input
}: Omit<Texts, 'facultatif'> & Omit<ComponentPropsWithRef<'input'>, 'className' | 'type'>) {
  const [visible, setVisible] = useState(false)
  return (
    <Field libelle={libelle} aide={aide} erreur={erreur}>
      {(attributes) => (
        <span className="saisie-avec-bouton">
          <input
            className="saisie"
            {...input}
            {...attributes}
            type={visible ? 'text' : 'password'}
            spellCheck={false}
            autoCapitalize="none"
          />
          <Button taille="petit" aria-pressed={visible} onClick={() => setVisible(!visible)}>
            {visible ? 'Cacher' : 'Voir'}
          </Button>
        </span>
      )}
    </Field>
  )
}

export function Checkbox({ children, ...input }: Omit<ComponentPropsWithRef<'input'>, 'type'>) {
  return (
    <label className="case">
      <input {...input} type="checkbox" />
      <span>{children}</span>
    </label>
  )
}
