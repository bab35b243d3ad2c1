/** P1 and P2: a durable save over HTTP beside the least that a durable save can cost, an UPDATE and an INSERT through the driver. */
import { randomUUID } from 'node:crypto'
import { Pool } from 'pg'
import type { Saisie } from './banc.ts'
import { mediane, mesurer, type Serie } from './serie.ts'
import { auMoins, auPlus, fois, ms, nombre, pourCent, type Rang } from './tableau.ts'

/** People saving at once, one per dossier or all on one. */
export const CLIENTS = 16
const REPETITIONS = 5
const TOURS_SEUL = 300
const TOURS_ENSEMBLE = 1600

/** Amount cells of the balance sheet, one per client that shares a dossier. */
const LIGNES = 'A101 A102 A103 A121 A122 A123 A124 A125 A126 A127 A128 A141 A142 A143 A161 A162'.split(' ')

type Repetition = {
  readonly plancher: Serie
  readonly seul: Serie
  readonly plancherEnsemble: Serie
  readonly ensemble: Serie
  readonly memeDossier: Serie
}

/** Every repetition measures the reference and ours one after the other, so that what disturbs the one disturbs the other. */
async function mesurerSauvegardes(saisies: readonly Saisie[], url: string): Promise<readonly Repetition[]> {
  const [premiere] = saisies
  if (!premiere) throw new Error('no body to measure')
  const suites = saisies.map((saisie) => suiteOf(saisie, 'A163'))
  const partagees = LIGNES.slice(0, CLIENTS).map((ligne) => suiteOf(premiere, ligne))
  await using plancher = await ouvrirPlancher(url)
  const repetitions: Repetition[] = []
  for (let repetition = 0; repetition <= REPETITIONS; repetition++) {
    const mesure = {
      plancher: await mesurer({ tours: TOURS_SEUL }, plancher.enregistrer),
      seul: await mesurer({ tours: TOURS_SEUL }, () => suites[0]?.enregistrer() ?? Promise.reject(new Error('no client'))),
      plancherEnsemble: await mesurer({ tours: TOURS_ENSEMBLE, clients: CLIENTS }, plancher.enregistrer),
      ensemble: await mesurer({ tours: TOURS_ENSEMBLE, clients: CLIENTS }, async (client) => suites[client]?.enregistrer()),
      memeDossier: await mesurer({ tours: TOURS_ENSEMBLE, clients: CLIENTS }, async (client) => partagees[client]?.enregistrer()),
    }
    // The first repetition warms both sides up.
    if (repetition > 0) repetitions.push(mesure)
  }
  for (const suite of [...suites, ...partagees]) await suite.controler()
  return repetitions
}

/** One person typing into one cell, again and again; refuses to count a save that was not one. */
function suiteOf({ api, dossier }: Saisie, ligne: string) {
  const at = `BA.${ligne}[brut]`
  let vu = 0
  let tour = 0
  let dernier = ''
  const lire = async () => {
    const { valeurs } = (await api('GET', `/api/dossiers/${dossier}`)) as { valeurs: Record<string, { s: number; v: string }> }
    return valeurs[at]
  }
  return {
    async enregistrer() {
      vu ||= (await lire())?.s ?? 0
      dernier = `${1000 + ++tour}.50`
      const { seq, conflits } = (await api('PUT', `/api/dossiers/${dossier}/cellules`, {
        moyen: 'saisie',
        changements: [{ at, v: dernier, vu }],
      })) as { seq: number; conflits: readonly unknown[] }
      if (conflits.length > 0 || seq <= vu) throw new Error(`${at}: the save was not one`)
      vu = seq
    },
    async controler() {
      const lue = (await lire())?.v
      if (lue !== dernier) throw new Error(`${at} holds ${lue}, the last save acknowledged was ${dernier}`)
    },
  }
}

async function ouvrirPlancher(url: string) {
  const pool = new Pool({ connectionString: url, max: CLIENTS })
  pool.on('error', () => undefined)
  await pool.query('create table plancher (id uuid primary key, v jsonb); create table plancher_journal (n bigserial primary key, v jsonb)')
  const ids = Array.from({ length: CLIENTS }, () => randomUUID())
  for (const id of ids) await pool.query('insert into plancher values ($1, $2)', [id, '{}'])
  return {
    enregistrer: async (client: number, tour: number): Promise<void> => {
      await pool.query('update plancher set v = $2 where id = $1', [ids[client], JSON.stringify({ tour })])
      await pool.query('insert into plancher_journal (v) values ($1)', [JSON.stringify({ client, tour })])
    },
    [Symbol.asyncDispose]: () => pool.end(),
  }
}

/** The rows of P1 and P2: medians over the repetitions of each figure, and of each ratio taken within a repetition. */
export async function rangsDesSauvegardes(saisies: readonly Saisie[], url: string): Promise<readonly Rang[]> {
  const repetitions = await mesurerSauvegardes(saisies, url)
  const med = (figure: (repetition: Repetition) => number): number => mediane(repetitions.map(figure))
  const seul = (quantile: 'p50' | 'p95' | 'p99', limite: number | null): Rang => {
    const rapport = med((r) => r.seul[quantile] / r.plancher[quantile])
    return {
      but: 'P1',
      quoi: `Enregistrer une case, 1 client, ${quantile}`,
      mesure: ms(med((r) => r.seul[quantile])),
      reference: `UPDATE + INSERT : ${ms(med((r) => r.plancher[quantile]))}`,
      rapport: fois(rapport),
      objectif: limite === null ? null : auPlus(rapport, limite, fois),
    }
  }
  const ensemble = (ou: string, serie: 'ensemble' | 'memeDossier', limite: number | null): Rang => {
    const rapport = med((r) => r[serie].parSeconde / r.plancherEnsemble.parSeconde)
    return {
      but: 'P2',
      quoi: `Enregistrements par seconde, ${CLIENTS} clients ${ou}`,
      mesure: `${nombre(med((r) => r[serie].parSeconde))}/s, p95 ${ms(med((r) => r[serie].p95))}`,
      reference: `UPDATE + INSERT, ${CLIENTS} clients : ${nombre(med((r) => r.plancherEnsemble.parSeconde))}/s`,
      rapport: pourCent(rapport),
      objectif: limite === null ? null : auMoins(rapport, limite, pourCent),
    }
  }
  return [
    seul('p50', 2.5),
    seul('p95', null),
    seul('p99', 8),
    ensemble('sur autant de dossiers', 'ensemble', 0.4),
    ensemble('sur un seul dossier', 'memeDossier', null),
  ]
}
