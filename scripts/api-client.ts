/** A person on the API of a running Harmoni@, for measures and crash rounds: signs in, then asks. */
export type Api = (method: string, path: string, body?: unknown) => Promise<Record<string, unknown>>

export async function signIn(adresse: string, login: string, motDePasse: string): Promise<Api> {
  const opened = await fetch(`${adresse}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ login, motDePasse }),
  })
  const cookie = opened.headers.getSetCookie()[0]?.split(';')[0] ?? ''
  return async (method, path, body) => {
    const response = await fetch(adresse + path, {
      method,
      headers: { cookie, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`)
    return (await response.json()) as Record<string, unknown>
  }
}

/** Number of the person's QDIS; empty before it is initialised. */
export async function qdisOf(api: Api): Promise<string> {
  const { liasses } = (await api('GET', '/api/accueil')) as {
    liasses: readonly { readonly liasse: string; readonly dossier: { readonly id: string } | null }[]
  }
  return liasses.find((liasse) => liasse.liasse === 'qdis')?.dossier?.id ?? ''
}
