/** A whole dossier over HTTP: opened, verified. */
import type { Saisie } from './banc.ts'
import { mesurer } from './serie.ts'
import { ms, nombre, type Rang } from './tableau.ts'

const TOURS = 60

/** The lightest answer of the same server is the reference: what remains is the work on the dossier. */
export async function rangsDuDossier([saisie]: readonly Saisie[]): Promise<readonly Rang[]> {
  if (!saisie) throw new Error('no body to measure')
  const { api, dossier } = saisie
  const bref = await mesurer({ tours: TOURS }, () => api('GET', '/healthz'))
  const ouvrir = await mesurer({ tours: TOURS }, () => api('GET', `/api/dossiers/${dossier}`))
  const verifier = await mesurer({ tours: TOURS }, async () => {
    const { controles } = await api('POST', `/api/dossiers/${dossier}/verification`, {})
    if (Number(controles) === 0) throw new Error('nothing was verified')
  })
  const rang = (quoi: string, p50: number): Rang => ({
    but: '',
    quoi,
    mesure: `${ms(p50)} p50`,
    reference: `réponse la plus brève du serveur : ${ms(bref.p50)}`,
    rapport: `${nombre(p50 / bref.p50)} ×`,
    objectif: null,
  })
  return [rang('Ouvrir un dossier (HTTP)', ouvrir.p50), rang('Vérifier tout un dossier et le dater (HTTP)', verifier.p50)]
}
