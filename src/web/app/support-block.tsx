import { useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import type { Reply } from '#contract/routes.ts'
import { assistanceQuery } from '#web/api/queries.ts'
import { Button } from '#web/design/button.tsx'
import { Marque } from '#web/design/niveau.tsx'

type Assistance = Reply<'lireAssistance'>
const telOf = (telephone: string): string => `tel:${telephone.replace(/[^\d+]/g, '')}`

/** The address is put together on demand only: robots that read the page find none. [S83] */
function Courriel({ courriel }: { readonly courriel: Assistance['federation']['courriel'] }) {
  const [shown, setShown] = useState(false)
  if (!shown)
    return (
      <Button genre="discret" taille="petit" onClick={() => setShown(true)}>
        Afficher le courriel
      </Button>
    )
  const address = `${courriel.boite}@${courriel.domaine}`
  return <a href={`mailto:${address}`}>{address}</a>
}

/** « En cas de difficulté »: hotline with its state, and the federation. On every page, in the same place. [S78] */
export function SupportBlock() {
  const { data } = useQuery(assistanceQuery)
  if (!data) return <p className="assistance" role="contentinfo" />
  return (
    <section className="assistance" aria-label="En cas de difficulté">
      <span className="assistance-titre">En cas de difficulté</span>
      <span>
        {data.nom} <a href={telOf(data.telephone)}>{data.telephone}</a> · {data.horaires}{' '}
        <span className={`niveau ton-${data.ouverte ? 'ok' : 'neutre'}`}>
          <Marque ton={data.ouverte ? 'ok' : 'neutre'} />
          {data.phrase}
        </span>
      </span>
      <span>
        {data.federation.nom} <a href={telOf(data.federation.telephone)}>{data.federation.telephone}</a>{' '}
        <Courriel courriel={data.federation.courriel} />
      </span>
    </section>
  )
}
