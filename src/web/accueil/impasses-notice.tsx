import type { Impasse } from '#domain/impasses.ts'
import { Notice } from '#web/design/notice.tsx'

/** Rights that lead nowhere, said before they block the campaign. */
export const ImpassesNotice = ({ impasses }: { readonly impasses: readonly Impasse[] }) =>
  impasses.length > 0 && (
    <Notice ton="justifier" titre="La campagne s’arrêtera en chemin si rien ne change">
      <ul>
        {impasses.map((impasse) => (
          <li key={impasse.message}>{impasse.message}</li>
        ))}
      </ul>
      <p className="petit muet">Le compte administrateur AD_ de l’organisme peut cocher ces cases dans « paramètres ».</p>
    </Notice>
  )
