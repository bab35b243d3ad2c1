import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { horsLigne, indexOf, mapShelf, openDossier, VersionedServer } from '#test/dossier-scene.ts'
import { ApiProblem } from '#web/api/api-problem.ts'
import type { DossierStore } from './dossier-store.ts'

const BRUT = 'BA.A101[brut]'
const AUTRE = 'BA.A102[brut]'
const TOTAL = 'BA.A110[brut]'
const euros = (n: number) => ({ valeur: { etat: 'valeur', valeur: n * 100 } }) as const
const type = (store: DossierStore, at: string, n: number) =>
  store.write([{ index: indexOf(at), content: euros(n) }], { libelle: `saisie en ${at}`, moyen: 'saisie' })
const amount = (store: DossierStore, at: string): number | null => {
  const valeur = store.read(indexOf(at))
  return valeur.etat === 'valeur' && valeur.valeur !== undefined ? valeur.valeur / 100 : null
}

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

test('totals move as soon as a cell is typed, before the server hears of it', () => {
  const store = openDossier(new VersionedServer())
  const told: number[] = []
  store.subscribeCells((indices) => told.push(...indices))
  type(store, BRUT, 1200)
  type(store, AUTRE, 34)
  expect(amount(store, TOTAL)).toBe(1234)
  expect(told).toContain(indexOf(TOTAL))
})

test('[EG-20] typing fast makes one save after a pause, and the state says the hour', async () => {
  const server = new VersionedServer()
  const store = openDossier(server)
  type(store, BRUT, 1)
  type(store, AUTRE, 2)
  type(store, BRUT, 3)
  expect(store.snapshot().sauvegarde).toEqual({ genre: 'envoi', nombre: 2 })
  await vi.advanceTimersByTimeAsync(500)
  expect(server.received).toHaveLength(1)
  expect(server.received[0]).toEqual([
    expect.objectContaining({ at: BRUT, v: '3.00', vu: 0 }),
    expect.objectContaining({ at: AUTRE, v: '2.00', vu: 0 }),
  ])
  expect(store.snapshot().sauvegarde).toEqual({ genre: 'enregistre', le: '2026-05-12T12:32:00.000Z' })
})

test('[EG-20] a block pasted or filled is sent at once: nothing is expected to follow', async () => {
  const server = new VersionedServer()
  const store = openDossier(server)
  const block = [BRUT, AUTRE].map((at) => ({ index: indexOf(at), content: euros(9) }))
  store.write(block, { libelle: 'collage', moyen: 'collage' })
  await vi.advanceTimersByTimeAsync(0)
  expect(server.received.map((changes) => changes.length)).toEqual([2])
})

test('a cell typed again while its save travels names the version of that save', async () => {
  const server = new VersionedServer()
  const store = openDossier(server)
  type(store, BRUT, 1)
  const sent = store.flush()
  type(store, BRUT, 2)
  await sent
  await vi.advanceTimersByTimeAsync(500)
  expect(server.received.map(([first]) => first?.vu)).toEqual([0, 11])
  expect(store.snapshot().conflits).toEqual([])
  expect(server.cells.get(BRUT)?.v).toBe('2.00')
})

test('[EG-21] a cut network keeps the entries and tries again with growing delays', async () => {
  const server = new VersionedServer()
  server.failures = [horsLigne(), horsLigne()]
  const store = openDossier(server)
  type(store, BRUT, 5)
  await vi.advanceTimersByTimeAsync(450)
  expect(store.snapshot().sauvegarde).toEqual({ genre: 'hors_ligne', nombre: 1, delaiSecondes: 1 })
  type(store, AUTRE, 6)
  await vi.advanceTimersByTimeAsync(1000)
  expect(store.snapshot().sauvegarde).toEqual({ genre: 'hors_ligne', nombre: 2, delaiSecondes: 2 })
  await vi.advanceTimersByTimeAsync(2000)
  expect(store.snapshot().sauvegarde.genre).toBe('enregistre')
  expect([server.cells.get(BRUT)?.v, server.cells.get(AUTRE)?.v]).toEqual(['5.00', '6.00'])
})

test('[EG-21] entries typed without network come back after the page was closed, and are sent', async () => {
  const server = new VersionedServer()
  const shelf = mapShelf()
  server.failures = [horsLigne()]
  const before = openDossier(server, { shelf })
  type(before, BRUT, 77)
  await vi.advanceTimersByTimeAsync(450)
  before.stop()
  const after = openDossier(server, { shelf })
  expect(after.snapshot().recuperees).toBe(1)
  expect(amount(after, BRUT)).toBe(77)
  await vi.advanceTimersByTimeAsync(500)
  expect(server.cells.get(BRUT)?.v).toBe('77.00')
  expect(openDossier(server, { shelf }).snapshot().recuperees).toBe(0)
})

test('[EG-21] the entries of another tab that is still open are left to it', async () => {
  const server = new VersionedServer()
  const map = new Map<string, string>()
  server.failures = [horsLigne()]
  const first = openDossier(server, { shelf: mapShelf(map), onglet: 'un' })
  type(first, BRUT, 5)
  await vi.advanceTimersByTimeAsync(450)
  const second = openDossier(server, { shelf: mapShelf(map), onglet: 'deux', vivants: new Set(['un']) })
  expect(second.snapshot().recuperees).toBe(0)
  await vi.advanceTimersByTimeAsync(1500)
  expect(server.cells.get(BRUT)?.v).toBe('5.00')
})

test('an entry that the server had taken just before the page closed is not sent again', async () => {
  const server = new VersionedServer()
  const map = new Map<string, string>()
  const store = openDossier(server, { shelf: mapShelf(map) })
  type(store, BRUT, 9)
  const kept = new Map(map)
  await vi.advanceTimersByTimeAsync(500)
  const after = openDossier(server, { shelf: mapShelf(kept) })
  await vi.advanceTimersByTimeAsync(500)
  expect(after.snapshot().recuperees).toBe(0)
  expect(server.received).toHaveLength(1)
})

test('[CO-02] the second of two people on a cell chooses, the other cells being saved', async () => {
  const server = new VersionedServer()
  server.write(BRUT, '1200.00', 'Claire Petit')
  const store = openDossier(server)
  server.write(BRUT, '1250.00', 'Mme Roux')
  type(store, BRUT, 1205)
  type(store, AUTRE, 8)
  await vi.advanceTimersByTimeAsync(500)
  const [conflit] = store.snapshot().conflits
  expect(conflit?.leur.qui).toBe('Mme Roux')
  expect([amount(store, BRUT), server.cells.get(AUTRE)?.v]).toEqual([1250, '8.00'])
  store.settleConflict(indexOf(BRUT), 'remettre')
  await vi.advanceTimersByTimeAsync(500)
  expect(server.cells.get(BRUT)?.v).toBe('1205.00')
  expect(store.snapshot().conflits).toEqual([])
})

test('[EG-16] undo reverses one act as one step, redo brings it back', async () => {
  const server = new VersionedServer()
  const store = openDossier(server)
  store.write(
    [BRUT, AUTRE].map((at, n) => ({ index: indexOf(at), content: euros(n + 1) })),
    { libelle: 'collage de 2 cellules', moyen: 'collage' },
  )
  expect(store.snapshot().annulable).toBe('collage de 2 cellules')
  expect(store.undo()?.writes).toHaveLength(2)
  expect([amount(store, BRUT), amount(store, AUTRE)]).toEqual([null, null])
  store.redo()
  expect([amount(store, BRUT), amount(store, TOTAL)]).toEqual([1, 3])
})

test('[EG-16] a cell that somebody else changed since is left by undo, and named', async () => {
  const server = new VersionedServer()
  const store = openDossier(server)
  store.write(
    [BRUT, AUTRE].map((at) => ({ index: indexOf(at), content: euros(4) })),
    { libelle: 'collage', moyen: 'collage' },
  )
  await vi.advanceTimersByTimeAsync(500)
  server.write(BRUT, '50.00', 'Mme Roux')
  await store.refresh()
  const reversal = store.undo()
  expect(reversal?.left).toEqual([indexOf(BRUT)])
  expect([amount(store, BRUT), amount(store, AUTRE)]).toEqual([50, null])
})

test('[EG-16] the steps survive a reload', async () => {
  const server = new VersionedServer()
  const shelf = mapShelf()
  const store = openDossier(server, { shelf })
  type(store, BRUT, 4)
  await vi.advanceTimersByTimeAsync(500)
  const again = openDossier(server, { shelf })
  again.undo()
  expect(amount(again, BRUT)).toBeNull()
})

test('[EG-08] a refused text is kept as a draft beside the value that counts, on the server too', async () => {
  const server = new VersionedServer()
  server.write(BRUT, '1150.00', 'Bruno Carle')
  const store = openDossier(server)
  store.write([{ index: indexOf(BRUT), content: { ...store.content(indexOf(BRUT)), brouillon: '12OO' } }], {
    libelle: 'saisie',
    moyen: 'saisie',
  })
  await vi.advanceTimersByTimeAsync(500)
  const again = openDossier(server)
  expect(again.content(indexOf(BRUT))).toEqual({ valeur: { etat: 'valeur', valeur: 115000 }, brouillon: '12OO', expression: undefined })
})

test('[EG-21] entries refused because the dossier was signed meanwhile wait in a list, never thrown away', async () => {
  const server = new VersionedServer()
  server.failures = [new ApiProblem({ code: 'dossier/lecture-seule', status: 409, message: 'Lecture seule.' })]
  const store = openDossier(server)
  type(store, BRUT, 33)
  await vi.advanceTimersByTimeAsync(500)
  expect(store.snapshot().nonEnvoyees).toEqual([{ at: BRUT, texte: '33.00', message: 'Lecture seule.' }])
  expect(amount(store, BRUT)).toBeNull()
})

test('one unreadable cell does not hold back the others of its batch', async () => {
  const server = new VersionedServer()
  const bad = new ApiProblem({ code: 'cellule/non-concernee', status: 422, message: 'Case refusée.' })
  server.failures = [bad, bad]
  const store = openDossier(server)
  store.write(
    [BRUT, AUTRE].map((at) => ({ index: indexOf(at), content: euros(2) })),
    { libelle: 'collage', moyen: 'collage' },
  )
  await vi.advanceTimersByTimeAsync(2000)
  expect(store.snapshot().nonEnvoyees.map(({ at }) => at)).toEqual([BRUT])
  expect(server.cells.get(AUTRE)?.v).toBe('2.00')
})

test('the totals of the server are compared with ours after each save', async () => {
  const server = new VersionedServer()
  const store = openDossier(server)
  type(store, BRUT, 2)
  await vi.advanceTimersByTimeAsync(500)
  expect(store.snapshot().ecarts).toEqual([])
  server.cells.set(AUTRE, { v: '1000.00', s: 0, m: 'saisie' })
  type(store, BRUT, 3)
  await vi.advanceTimersByTimeAsync(500)
  expect(store.snapshot().ecarts).toContainEqual({ at: TOTAL, ici: '3.00', serveur: '1003.00' })
})

test('[CO-01] a change of somebody else that slipped in before our save is read at once, without a false alarm', async () => {
  const server = new VersionedServer()
  const store = openDossier(server)
  server.write(AUTRE, '100.00', 'Mme Roux')
  type(store, BRUT, 1)
  await vi.advanceTimersByTimeAsync(500)
  expect([amount(store, AUTRE), amount(store, TOTAL), store.snapshot().ecarts]).toEqual([100, 101, []])
})

test('[CO-01] what somebody else typed arrives and flashes', async () => {
  const server = new VersionedServer()
  const store = openDossier(server)
  server.write(AUTRE, '12.00', 'Mme Roux')
  await store.refresh()
  expect(store.view(indexOf(AUTRE))).toMatchObject({ eclair: true, par: 'Mme Roux' })
  await vi.advanceTimersByTimeAsync(6000)
  expect(store.view(indexOf(AUTRE)).eclair).toBe(false)
})

test('[CH-05] an empty dossier shows no finding until the verification is asked for', async () => {
  const server = new VersionedServer()
  const store = openDossier(server)
  expect(store.snapshot().constat.anomalies).toEqual([])
  server.verifieLe = '2026-05-12T12:32:00.000Z'
  await store.refresh()
  expect(store.snapshot().constat.anomalies.map(({ controle }) => controle)).toContain('QDIS-001')
  expect(store.view(indexOf('BA.A400[net]')).niveau).toBe('bloquant')
})
