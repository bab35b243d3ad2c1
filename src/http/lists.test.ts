/** The lists of the ER (loans, operations…) are saved row by row like any cell. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openScene, type Person, type Scene } from '#test/scene.ts'

let scene: Scene
let bruno: Person
let er: string
beforeAll(async () => {
  scene = await openScene()
  bruno = await scene.signIn('bruno.valfleuri')
  er = (await bruno.ask('lireAccueil')).liasses.find(({ liasse }) => liasse === 'er')?.dossier?.id ?? ''
})
afterAll(() => scene[Symbol.asyncDispose]())

const lire = () => bruno.ask('lireDossier', { params: { dossierId: er } })
const saisir = (changements: readonly { at: string; v: string | null; vu: number }[]) =>
  bruno.send('enregistrerCellules', { params: { dossierId: er }, body: { moyen: 'saisie', changements: [...changements] } })

describe('a list of the ER', () => {
  test('keeps its rows, and its computed columns come back with the save', async () => {
    const { body } = await saisir([
      { at: 'X04.L20[operation]', v: 'Les Glycines', vu: 0 },
      { at: 'X04.L20[depenses]', v: '120000.55', vu: 0 },
      { at: 'X04.L20[sorties]', v: '20000.05', vu: 0 },
      { at: 'X04.L20[lots]', v: '8', vu: 0 },
    ])
    expect(body.conflits).toEqual([])
    expect(body.calculees).toMatchObject({ 'X04.L20[stock]': '100000.50', 'X04.L20[net]': '100000.50' })
    expect((await lire()).valeurs).toMatchObject({ 'X04.L20[operation]': { t: 'Les Glycines' }, 'X04.L20[depenses]': { v: '120000.55' } })
  })

  test('is controlled row by row, each finding naming its row', async () => {
    const { anomalies } = (await bruno.ask('verifier', { params: { dossierId: er } })).constats
    const lots = anomalies.find(({ controle }) => controle.startsWith('CTL-213'))
    expect(lots?.message).toContain('Les Glycines')
    expect(lots?.cellules).toContain('X04.L20[lots]')
  })

  test('shows a conflict on a cell of a row that somebody else changed, and overwrites nothing', async () => {
    const { body } = await saisir([{ at: 'X04.L20[lots]', v: '9', vu: 0 }])
    expect(body.conflits.map(({ at }) => at)).toEqual(['X04.L20[lots]'])
    expect((await lire()).valeurs['X04.L20[lots]']?.v).toBe('8')
  })

  test.each(['X04.L0[lots]', 'X04.L01[lots]', 'X04.L2001[lots]', 'X04.L20[inconnue]', 'X04.A1[lots]', 'X04.L1e3[lots]'])(
    'has no cell %s',
    async (at) => {
      const { status, problem } = await saisir([{ at, v: '1', vu: 0 }])
      expect([status, problem.code]).toEqual([400, 'cellule/inconnue'])
    },
  )

  test('refuses an entry in its computed column', async () => {
    const { problem } = await saisir([{ at: 'X04.L20[stock]', v: '1', vu: 0 }])
    expect(problem.code).toBe('cellule/calculee')
  })

  test('[CH-07] asks again for a justification given on a gathered column as soon as another row changes', async () => {
    const tient = async () => (await lire()).justifications.find(({ controle }) => controle === 'ER-194')?.valide
    const version = async (at: string): Promise<number> => (await lire()).valeurs[at]?.s ?? 0
    const ecrire = async (at: string, v: string) => saisir([{ at, v, vu: await version(at) }])
    await ecrire('X08.L20[interets]', '1000.00')
    await ecrire('X08.L21[interets]', '2000.00')
    await bruno.ask('justifier', { params: { dossierId: er }, body: { controle: 'ER-194', texte: 'Intérêts comptés au trimestre.' } })
    expect(await tient()).toBe(true)
    await ecrire('X08.L20[duree]', '30')
    expect(await tient()).toBe(true)
    await ecrire('X08.L21[interets]', '2000.01')
    expect(await tient()).toBe(false)
    await ecrire('X08.L21[interets]', '2000.00')
    expect(await tient()).toBe(true)
  })

  test('loses a row when its cells are emptied', async () => {
    const { valeurs } = await lire()
    const rows = Object.entries(valeurs).filter(([at]) => at.startsWith('X04.L20['))
    await saisir(rows.map(([at, { s }]) => ({ at, v: null, vu: s })))
    const { anomalies } = (await bruno.ask('verifier', { params: { dossierId: er } })).constats
    expect(anomalies.some(({ controle }) => controle.startsWith('CTL-213'))).toBe(false)
  })
})
