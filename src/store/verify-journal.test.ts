import { sql, type RawBuilder } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openScene, type Person, type Scene } from '#test/scene.ts'
import { openBase, type Base } from './connect.ts'
import { appendDossierLine, PREMIERE_EMPREINTE } from './journal.ts'
import { transact } from './transact.ts'
import { verifyJournal, type Defaut } from './verify-journal.ts'

let scene: Scene
let owner: Base
let audit: Base
let bruno: Person
const ids = { organisme: '', dossier: '', autre: '' }

let vu = 0
async function save(v: string): Promise<void> {
  const { seq } = await bruno.ask('enregistrerCellules', {
    params: { dossierId: ids.dossier },
    body: { moyen: 'saisie', changements: [{ at: 'BA.A101[brut]', v, vu }] },
  })
  vu = seq
}

beforeAll(async () => {
  scene = await openScene()
  owner = openBase(scene.db, { role: null, max: 1 })
  audit = openBase(scene.db, { role: 'harmonia_audit', max: 1 })
  bruno = await scene.signIn('bruno.horizon')
  const dossierOf = async (person: Person) => (await person.ask('lireAccueil')).liasses[0]?.dossier?.id ?? ''
  ids.organisme = (await bruno.ask('lireSession')).acteur.organismeId
  ids.dossier = await dossierOf(bruno)
  ids.autre = await dossierOf(await scene.signIn('bruno.remparts'))
  vu = (await bruno.ask('lireDossier', { params: { dossierId: ids.dossier } })).valeurs['BA.A101[brut]']?.s ?? 0
  for (const v of ['1.00', '2.00', '3.00']) await save(v)
})
afterAll(async () => {
  await owner.destroy()
  await audit.destroy()
  await scene[Symbol.asyncDispose]()
})

/** What only the owner of the tables can do, having first taken away what protects the journal; undone at the end. */
async function tamper(...statements: readonly RawBuilder<unknown>[]): Promise<readonly Defaut[]> {
  await sql`create table sauve as table journal`.execute(owner)
  await sql`alter table journal disable trigger all`.execute(owner)
  try {
    for (const statement of statements) await statement.execute(owner)
    return (await verifyJournal(audit)).defauts
  } finally {
    await sql`delete from journal`.execute(owner)
    await sql`insert into journal table sauve`.execute(owner)
    await sql`drop table sauve`.execute(owner)
    await sql`alter table journal enable trigger all`.execute(owner)
  }
}
const chaine = () => sql`organisme_id = ${ids.organisme} and chaine_id = ${ids.dossier}`

describe('`harmonia journal verify` finds what was done to the journal behind the application’s back', () => {
  let last = 0
  beforeEach(async () => {
    const { rows } = await sql<{ seq: number }>`select seq from dossiers where id = ${ids.dossier}`.execute(owner)
    last = rows[0]?.seq ?? 0
  })

  test('nothing was: no break, and every line is read', async () => {
    const { lignes, chaines, defauts } = await verifyJournal(audit)
    const { rows } = await sql<{ n: number }>`select count(*)::int as n from journal`.execute(owner)
    expect([lignes, defauts]).toEqual([rows[0]?.n, []])
    expect(chaines).toBeGreaterThan(5)
    expect(last).toBeGreaterThan(3)
  })

  test.each([
    ['who acted', sql`qui = 'Personne'`],
    ['whose account it was', sql`acteur_id = gen_random_uuid()`],
    ['when', sql`le = le + interval '1 millisecond'`],
    ['the act', sql`action = 'autre-acte'`],
    ['one figure', sql`details = details || '{"cellules":{}}'`],
    ['its seal', sql`empreinte = sha256(empreinte)`],
    ['the seal before it', sql`precedente = sha256(precedente)`],
  ])('a line changed: %s', async (_quoi, set) => {
    const defauts = await tamper(sql`update journal set ${set} where ${chaine()} and seq = 2`)
    expect(defauts).toEqual([{ chaineId: ids.dossier, seq: 2, raison: 'ligne 2 altérée' }])
  })

  test('a line removed, first, middle or last', async () => {
    const remove = (seq: number) => tamper(sql`delete from journal where ${chaine()} and seq = ${seq}`)
    expect(await remove(1)).toMatchObject([{ chaineId: ids.dossier, raison: 'ligne 1 absente' }])
    expect(await remove(2)).toMatchObject([{ raison: 'ligne 2 absente' }])
    expect(await remove(last)).toMatchObject([{ raison: `la dernière ligne est ${last - 1}, le dossier annonce ${last}` }])
  })

  test('the whole tail removed, or the whole journal of a dossier', async () => {
    expect(await tamper(sql`delete from journal where ${chaine()} and seq > 2`)).toMatchObject([
      { raison: `la dernière ligne est 2, le dossier annonce ${last}` },
    ])
    expect(await tamper(sql`delete from journal where ${chaine()}`)).toMatchObject([
      { raison: `la dernière ligne est 0, le dossier annonce ${last}` },
    ])
  })

  test('two lines that changed places', async () => {
    const move = (from: number, to: number) => sql`update journal set seq = ${to} where ${chaine()} and seq = ${from}`
    const defauts = await tamper(move(2, -2), move(3, 2), move(-2, 3))
    expect(defauts).toEqual([{ chaineId: ids.dossier, seq: 2, raison: 'ligne 2 altérée' }])
  })

  test('a line added: after the last, twice, or before the first', async () => {
    const copy = (seq: number) =>
      sql`insert into journal select organisme_id, chaine_id, ${seq}, le, acteur_id, qui, action, details, precedente, empreinte from journal where ${chaine()} and seq = 1`
    expect(await tamper(copy(last + 1))).toMatchObject([{ seq: last + 1, raison: `ligne ${last + 1} altérée` }])
    expect(await tamper(copy(0))).toMatchObject([{ seq: 0, raison: 'ligne 0 en trop' }])
    expect(await tamper(copy(-5))).toMatchObject([{ seq: -5, raison: 'ligne -5 en trop' }])
  })

  test('the line of another dossier in its place', async () => {
    const defauts = await tamper(
      sql`delete from journal where ${chaine()} and seq = 2`,
      sql`update journal set organisme_id = ${ids.organisme}, chaine_id = ${ids.dossier} where chaine_id = ${ids.autre} and seq = 2`,
    )
    expect(defauts).toContainEqual({ chaineId: ids.dossier, seq: 2, raison: 'ligne 2 altérée' })
    expect(defauts).toContainEqual({ chaineId: ids.autre, seq: 3, raison: 'ligne 2 absente' })
  })

  test('lines given to a dossier that does not exist, or to another body', async () => {
    const defauts = await tamper(sql`update journal set chaine_id = '7d1c2a60-0000-4000-8000-00000000abcd' where ${chaine()} and seq > 1`)
    expect(defauts).toContainEqual({
      chaineId: '7d1c2a60-0000-4000-8000-00000000abcd',
      seq: 2,
      raison: `${last - 1} lignes sans dossier ni chaîne`,
    })
    const elsewhere = await tamper(
      sql`update journal set organisme_id = '7d1c2a60-0000-4000-8000-00000000abcd' where ${chaine()} and seq = ${last}`,
    )
    expect(elsewhere).toHaveLength(2)
  })

  test('a dossier set back to an earlier line', async () => {
    const { rows } = await sql<{ seq: number; empreinte: Buffer }>`select seq, empreinte from dossiers where id = ${ids.dossier}`.execute(
      owner,
    )
    const set = (seq: number, empreinte: Buffer) =>
      sql`update dossiers set seq = ${seq}, empreinte = ${empreinte} where id = ${ids.dossier}`.execute(owner)
    await set(last - 1, rows[0]?.empreinte ?? PREMIERE_EMPREINTE)
    expect((await verifyJournal(audit)).defauts).toMatchObject([
      { raison: `la dernière ligne est ${last}, le dossier annonce ${last - 1}` },
    ])
    await set(last, rows[0]?.empreinte ?? PREMIERE_EMPREINTE)
  })

  test('while people go on saving, it says no break that is not one', async () => {
    for (let i = 0; i < 10; i++) {
      const [verdict] = await Promise.all([verifyJournal(audit), save(`${10 + i}.00`)])
      expect(verdict.defauts).toEqual([])
    }
  })
})

describe('the application’s own role', () => {
  const asBody = (statement: RawBuilder<unknown>) =>
    transact(scene.base, { organismeId: ids.organisme, operateur: null }, (tx) => statement.execute(tx))

  test.each([
    ['changes no line', sql`update journal set qui = 'Personne'`],
    ['removes no line', sql`delete from journal`],
    ['empties nothing', sql`truncate journal`],
    ['takes no protection away', sql`alter table journal disable trigger all`],
    [
      'writes no other definition',
      sql`create or replace function journal_is_append_only() returns trigger language plpgsql as 'begin return new; end'`,
    ],
    ['makes no table', sql`create table a_moi (x int)`],
  ])('%s', async (_quoi, statement) => {
    await expect(asBody(statement)).rejects.toThrow(/permission denied|must be owner/)
  })

  test('even the owner changes and removes nothing, as long as the trigger stands', async () => {
    await expect(sql`update journal set qui = 'Personne'`.execute(owner)).rejects.toThrow('append-only')
    await expect(sql`delete from journal`.execute(owner)).rejects.toThrow('append-only')
    await expect(sql`truncate journal`.execute(owner)).rejects.toThrow('append-only')
  })

  test('a line whose dossier the scope cannot change is not written', async () => {
    const ligne = {
      organismeId: ids.organisme,
      chaineId: '7d1c2a60-0000-4000-8000-00000000abcd',
      seq: 1,
      le: '2026-11-24T09:00:00.000Z',
      acteurId: '7d1c2a60-0000-4000-8000-00000000abcd',
      qui: 'Personne',
      action: 'saisir',
      details: {},
    }
    const write = transact(scene.base, { organismeId: ids.organisme, operateur: null }, (tx) =>
      appendDossierLine(tx, ligne, { precedente: PREMIERE_EMPREINTE, modification: {} }),
    )
    await expect(write).rejects.toThrow('cannot change the dossier')
    expect((await verifyJournal(audit)).defauts).toEqual([])
  })
})
