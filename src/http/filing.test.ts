import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { verifyJournal } from '#store/verify-journal.ts'
import { openBase } from '#store/connect.ts'
import { changementsOf, openScene, type Person, type Scene } from '#test/scene.ts'

let scene: Scene
let bruno: Person
let claire: Person
let denis: Person
let fanny: Person
let qdis: string
beforeAll(async () => {
  scene = await openScene()
  bruno = await scene.signIn('bruno.valfleuri')
  claire = await scene.signIn('claire.valfleuri')
  denis = await scene.signIn('denis.valfleuri')
  fanny = await scene.signIn('fanny.federation')
})
afterAll(() => scene[Symbol.asyncDispose]())

const dossierDe = async (person: Person, liasse: 'qdis' | 'er') =>
  (await person.ask('lireAccueil')).liasses.find((one) => one.liasse === liasse)?.dossier ?? null
const lire = (person: Person) => person.ask('lireDossier', { params: { dossierId: qdis } })
const passer = (person: Person, action: string, motif?: string) =>
  person.send('passerEtape', { params: { dossierId: qdis }, body: { action, ...(motif ? { motif } : {}) } })
const saisir = (person: Person, at: string, v: string | null, vu: number) =>
  person.send('enregistrerCellules', { params: { dossierId: qdis }, body: { moyen: 'saisie', changements: [{ at, v, vu }] } })
/** Puts back the example's figure, whatever version the cell is at. */
const remettre = async (at: string) =>
  saisir(bruno, at, scene.exemples.get('coop')?.valeurs[at] ?? null, (await lire(bruno)).valeurs[at]?.s ?? 0)

describe('opening the campaign', () => {
  test('[S47] [S48] whoever holds the box opens the campaign of the year', async () => {
    expect((await bruno.ask('lireAccueil')).liasses[0]).toMatchObject({ liasse: 'qdis', dossier: null, refusInitialiser: null })
    qdis = (await bruno.ask('initialiser', { body: { liasse: 'qdis' } })).dossierId
    expect(await dossierDe(bruno, 'qdis')).toMatchObject({ id: qdis, campagne: '2025', etape: 1 })
  })

  test('[S49] [S50] once only, for colleagues too: the dossier is there in the place of the button', async () => {
    const again = await bruno.send('initialiser', { body: { liasse: 'qdis' } })
    expect([again.status, again.problem.code]).toEqual([409, 'dossier/deja-initialise'])
    expect((await dossierDe(claire, 'qdis'))?.id).toBe(qdis)
  })

  test('[S77] [CH-05] an empty dossier is refused at the verification, in one sentence', async () => {
    const refused = await bruno.send('verifier', { params: { dossierId: qdis } })
    expect([refused.status, refused.problem.code]).toEqual([409, 'dossier/vide'])
    expect(refused.problem.detail).toMatch(/^Le dossier est vide/)
    expect((await passer(bruno, 'terminer_saisie')).problem.code).toBe('dossier/non-verifie')
  })

  test('[S84] the federation sees who has not started and who is late', async () => {
    const { lignes } = await fanny.ask('suivreCampagne')
    const etat = (nom: string) => lignes.find((ligne) => ligne.organisme.raisonSociale === nom)
    expect(etat('Coopérative des Tilleuls')).toMatchObject({ etape: null, etapeLibelle: 'Non initialisé', enRetard: false })
    expect(etat('SEM Horizon Habitat')).toMatchObject({ enRetard: true, joursDeRetard: 9, bloquants: null })
    expect(etat('OPH du Grand Estuaire')).toMatchObject({ etape: 4, enRetard: false, lisible: true })
  })
})

describe('synchronising with the ER', () => {
  test('[S56] it is open only once ER are entered', async () => {
    const horizon = await scene.signIn('bruno.horizon')
    const sem = await dossierDe(horizon, 'qdis')
    expect((await horizon.ask('lireDossier', { params: { dossierId: sem?.id ?? '' } })).refusSynchroniser?.code).toBe(
      'synchronisation/rien',
    )
    expect((await lire(bruno)).refusSynchroniser).toBeNull()
  })

  test('[S58] [S70] the accepted cells equal the ER, carry where they came from, and a typed cell is not taken without being named', async () => {
    await saisir(bruno, 'BP.P101[N]', '12', 0)
    const shown = await bruno.ask('lireSynchronisation', { params: { dossierId: qdis } })
    const typed = shown.differences.find((difference) => difference.at === 'BP.P101[N]')
    expect(typed).toMatchObject({ genre: 'saisie', actuelle: { v: '12.00' } })
    const cases = shown.differences.filter((difference) => difference.genre === 'nouvelle').map((difference) => difference.at)
    const done = await bruno.ask('synchroniser', { params: { dossierId: qdis }, body: { erSeq: shown.erSeq, seq: shown.seq, cases } })
    expect(done.reprises).toBe(cases.length)
    const { valeurs } = await lire(bruno)
    expect(valeurs['BP.P101[N]']?.v).toBe('12.00')
    for (const { at, er } of shown.differences.filter((one) => one.genre === 'nouvelle')) {
      const { v, t, so, m, p } = valeurs[at] ?? {}
      expect([v ?? t ?? (so ? 'SO' : null), m, p], at).toEqual([er, 'synchronisation', 'Bruno Carle'])
    }
    expect((await bruno.ask('lireSynchronisation', { params: { dossierId: qdis } })).differences.map((one) => one.at)).toEqual([
      'BP.P101[N]',
    ])
  })

  test('[S58] a synchronisation is taken back later in one act, shown before: what was retouched since is named and stays [PI-09]', async () => {
    const { lignes } = await bruno.ask('lireHistorique', { params: { dossierId: qdis }, body: {} })
    const seq = lignes.find((ligne) => ligne.annulable)?.seq ?? 0
    const { valeurs } = await lire(bruno)
    await saisir(bruno, 'BA.A124[brut]', '77.50', valeurs['BA.A124[brut]']?.s ?? 0)
    const shown = await bruno.ask('lireAnnulation', { params: { dossierId: qdis, seq } })
    expect(shown).toMatchObject({ qui: 'Bruno Carle', retouchees: [{ at: 'BA.A124[brut]', avant: null, actuelle: { v: '77.50' } }] })
    expect(shown.intactes.every(({ avant, reprise, actuelle }) => avant === null && reprise !== null && actuelle !== null)).toBe(true)
    const undone = await bruno.ask('annulerSynchronisation', { params: { dossierId: qdis }, body: { seq } })
    expect(undone).toMatchObject({ retablies: shown.intactes.length, gardees: ['BA.A124[brut]'] })
    const after = (await lire(bruno)).valeurs
    expect(after['BA.A124[brut]']?.v).toBe('77.50')
    expect(Object.values(after).filter((value) => value.v !== undefined)).toHaveLength(2)
  })

  test('it is taken back once only, and only if it is a synchronisation', async () => {
    const { lignes } = await bruno.ask('lireHistorique', { params: { dossierId: qdis }, body: {} })
    expect(lignes.filter((ligne) => ligne.annulable)).toEqual([])
    for (const seq of [lignes.find(({ action }) => action === 'synchroniser')?.seq ?? 0, 1, 9_999]) {
      expect((await bruno.send('lireAnnulation', { params: { dossierId: qdis, seq } })).problem.code).toBe('synchronisation/inconnue')
      expect((await bruno.send('annulerSynchronisation', { params: { dossierId: qdis }, body: { seq } })).problem.code).toBe(
        'synchronisation/inconnue',
      )
    }
  })

  test('when every cell was typed over since, there is nothing to take back: said before and refused', async () => {
    const { erSeq, seq, differences } = await bruno.ask('lireSynchronisation', { params: { dossierId: qdis } })
    const at = differences.find(({ genre }) => genre === 'nouvelle')?.at ?? ''
    const done = await bruno.ask('synchroniser', { params: { dossierId: qdis }, body: { erSeq, seq, cases: [at] } })
    await saisir(bruno, at, '8', done.seq)
    const shown = await bruno.ask('lireAnnulation', { params: { dossierId: qdis, seq: done.seq } })
    expect([shown.intactes.length, shown.retouchees.length]).toEqual([0, 1])
    const refused = await bruno.send('annulerSynchronisation', { params: { dossierId: qdis }, body: { seq: done.seq } })
    expect([refused.status, refused.problem.code]).toEqual([409, 'synchronisation/retouchee'])
    await saisir(bruno, at, null, (await lire(bruno)).valeurs[at]?.s ?? 0)
  })

  test('[S58] whoever reads the dossier in the body reads where both parts differ; only the right takes', async () => {
    const shown = await claire.ask('lireSynchronisation', { params: { dossierId: qdis } })
    expect(shown).toEqual(await bruno.ask('lireSynchronisation', { params: { dossierId: qdis } }))
    expect(shown.differences.length).toBeGreaterThan(100)
    const refused = await claire.send('synchroniser', {
      params: { dossierId: qdis },
      body: { erSeq: shown.erSeq, seq: shown.seq, cases: shown.differences.map(({ at }) => at) },
    })
    expect([refused.status, refused.problem.code]).toEqual([403, 'droit/manquant'])
    expect(refused.problem.detail).toContain('Bruno Carle')
  })

  test('what was shown is refused when either side moved since', async () => {
    const shown = await bruno.ask('lireSynchronisation', { params: { dossierId: qdis } })
    await saisir(bruno, 'BP.P104[N]', '3', (await lire(bruno)).valeurs['BP.P104[N]']?.s ?? 0)
    const refused = await bruno.send('synchroniser', {
      params: { dossierId: qdis },
      body: { erSeq: shown.erSeq, seq: shown.seq, cases: ['BP.P104[N]'] },
    })
    expect([refused.status, refused.problem.code]).toEqual([409, 'synchronisation/perimee'])
    await remettre('BP.P104[N]')
  })
})

describe('entering', () => {
  test('a dossier is filled by hand; totals come from the server', async () => {
    const { valeurs } = await lire(bruno)
    const changements = changementsOf(scene.exemples.get('coop')).map((change) => ({ ...change, vu: valeurs[change.at]?.s ?? 0 }))
    const saved = await bruno.ask('enregistrerCellules', { params: { dossierId: qdis }, body: { moyen: 'collage', changements } })
    expect(saved.conflits).toEqual([])
    expect(saved.calculees['BA.A400[net]']).toBe(saved.calculees['BP.P400[N]'])
  })

  test('two people on one cell: the second is shown the conflict, nothing is overwritten [CO-02]', async () => {
    const seen = (await lire(bruno)).valeurs['BP.P104[N]']?.s ?? 0
    expect((await saisir(bruno, 'BP.P104[N]', '5', seen)).body.conflits).toEqual([])
    const second = await saisir(bruno, 'BP.P104[N]', '6', seen)
    expect(second.body.conflits).toMatchObject([{ at: 'BP.P104[N]', actuelle: { v: '5.00' }, qui: 'Bruno Carle' }])
    expect((await lire(bruno)).valeurs['BP.P104[N]']?.v).toBe('5.00')
    await remettre('BP.P104[N]')
  })

  test.each([
    ['an unknown cell', 'BA.ZZZ[brut]', '1', 'cellule/inconnue'],
    ['a computed cell', 'BA.A400[net]', '1', 'cellule/calculee'],
    ['letters in an amount', 'BA.A124[brut]', '12OO', 'cellule/illisible'],
    ['an ambiguous amount', 'BA.A124[brut]', '475,962', 'cellule/illisible'],
    ['more digits than are exact', 'BA.A124[brut]', '99999999999999999999', 'cellule/illisible'],
    ['a line of another family', 'BP.P102[N]', '1', 'cellule/non-concernee'],
  ])('%s is refused with a sentence', async (_what, at, v, code) => {
    const refused = await saisir(bruno, at, v, 99_999)
    expect(refused.problem.code).toBe(code)
    expect(refused.problem.detail.length).toBeGreaterThan(20)
  })

  test('a refused text is kept as a draft; the last valid value still counts [EG-08]', async () => {
    const before = (await lire(bruno)).valeurs['BA.A124[brut]']
    await bruno.ask('enregistrerCellules', {
      params: { dossierId: qdis },
      body: { moyen: 'saisie', changements: [{ at: 'BA.A124[brut]', b: '12OO', vu: before?.s ?? 0 }] },
    })
    const after = (await lire(bruno)).valeurs['BA.A124[brut]']
    expect(after).toMatchObject({ b: '12OO', v: before?.v })
    await remettre('BA.A124[brut]')
  })

  test('whoever may not enter is told which box is missing and who has it', async () => {
    const refused = await saisir(denis, 'BA.A124[brut]', '1', 0)
    expect([refused.status, refused.problem.code]).toEqual([403, 'droit/manquant'])
    expect(refused.problem.detail).toContain('Bruno Carle')
  })
})

describe('verifying and passing the steps', () => {
  test('[S77] a step is refused while the dossier is not verified since its last change', async () => {
    expect((await passer(bruno, 'terminer_saisie')).problem.code).toBe('dossier/non-verifie')
  })

  test('[S71] [S72] the verification lists anomalies that lead to their cells', async () => {
    const seen = (await lire(bruno)).valeurs['BP.P101[N]']
    await saisir(bruno, 'BP.P101[N]', '1', seen?.s ?? 0)
    const broken = await bruno.ask('verifier', { params: { dossierId: qdis } })
    expect(broken.verdict).toBe('non_recevable')
    expect(broken.constats.anomalies.find((anomalie) => anomalie.controle === 'CTL-001')).toMatchObject({
      niveau: 'bloquant',
      cellules: ['BA.A400[net]', 'BP.P400[N]'],
    })
    expect((await passer(bruno, 'terminer_saisie')).problem.code).toBe('dossier/bloquants')
    await remettre('BP.P101[N]')
    const clean = await bruno.ask('verifier', { params: { dossierId: qdis } })
    expect(clean.constats.anomalies.filter((anomalie) => anomalie.niveau === 'bloquant')).toEqual([])
    for (const { controle } of clean.constats.anomalies.filter((anomalie) => anomalie.niveau === 'a_justifier'))
      await bruno.ask('justifier', {
        params: { dossierId: qdis },
        body: { controle, texte: 'Écart connu, vu avec le commissaire aux comptes.' },
      })
  })

  test('[S64] the dossier is accepted with its own part alone', async () => {
    const verdict = (await bruno.ask('verifier', { params: { dossierId: qdis } })).verdict
    expect(['recevable', 'recevable_avec_justifications']).toContain(verdict)
  })

  test('[S73] [S74] [S76] steps are passed one by one by the right person; the federation sees nothing at 1, 2 and 3', async () => {
    const reads = async () => (await fanny.send('lireDossier', { params: { dossierId: qdis } })).problem.code
    await bruno.ask('enregistrerCellules', {
      params: { dossierId: qdis },
      body: { moyen: 'saisie', changements: [{ at: 'BP.P111[N]', b: '12OO', vu: (await lire(bruno)).valeurs['BP.P111[N]']?.s ?? 0 }] },
    })
    expect(await reads()).toBe('dossier/non-transmis')
    expect((await passer(denis, 'viser_direction')).problem.code).toBe('dossier/etape')
    expect((await passer(denis, 'terminer_saisie')).problem.code).toBe('droit/manquant')
    expect((await passer(bruno, 'terminer_saisie')).body).toMatchObject({ etape: 2, etapeLibelle: '2 Contrôle comptable' })
    expect(await reads()).toBe('dossier/non-transmis')
    expect((await passer(claire, 'renvoyer_saisie', 'Revoir les réserves avec le commissaire.')).body.etape).toBe(1)
    expect(await reads()).toBe('dossier/non-transmis')
    expect((await passer(bruno, 'terminer_saisie')).body.etape).toBe(2)
    expect((await passer(claire, 'viser_comptabilite')).body.etape).toBe(3)
    expect(await reads()).toBe('dossier/non-transmis')
    expect((await passer(denis, 'viser_direction')).body.etapeLibelle).toBe('4 Fiabilisation')
  })

  test('[S75] at step 4 the federation reads the figures, the ministry does not: the QDIS is not its own', async () => {
    const read = await fanny.ask('lireDossier', { params: { dossierId: qdis } })
    expect(read.valeurs['BP.P101[N]']?.v).toBe(scene.exemples.get('coop')?.valeurs['BP.P101[N]'])
    expect((await (await scene.signIn('odile.cglls')).send('lireDossier', { params: { dossierId: qdis } })).status).toBe(200)
    expect((await (await scene.signIn('malik.ministere')).send('lireDossier', { params: { dossierId: qdis } })).status).toBe(404)
  })

  test('after the visa the dossier is read-only and says why', async () => {
    const refused = await saisir(bruno, 'BP.P101[N]', '1', 9999)
    expect(refused.problem.code).toBe('dossier/lecture-seule')
    expect(refused.problem.detail).toContain('4 Fiabilisation')
  })

  test('[S76] the federation is told neither a refused text nor why the body gave the dossier back to itself', async () => {
    const { valeurs, parcours } = await lire(fanny)
    expect(valeurs['BP.P111[N]']).not.toHaveProperty('b')
    expect((await lire(bruno)).valeurs['BP.P111[N]']).toHaveProperty('b', '12OO')
    expect(parcours.map(({ de, vers, motif }) => [de, vers, motif])).toContainEqual([2, 1, null])
    expect((await lire(bruno)).parcours.find(({ vers }) => vers === 1)?.motif).toContain('Revoir')
  })

  test('[S76] the federation reads the journal from the filing on: what was typed before is the body’s own', async () => {
    const journal = async (person: Person, at?: string) =>
      (await person.ask('lireHistorique', { params: { dossierId: qdis }, body: at === undefined ? {} : { at } })).lignes
    expect((await journal(fanny)).map(({ action, qui }) => [action, qui])).toEqual([['passer-etape', 'Denis Martin']])
    expect(await journal(fanny, 'BP.P101[N]')).toEqual([])
    expect((await journal(bruno, 'BP.P101[N]')).length).toBeGreaterThan(1)
  })

  test('the federation gives it back with a reason, and stops seeing it', async () => {
    expect((await passer(fanny, 'renvoyer_organisme')).problem.code).toBe('dossier/motif-manquant')
    expect((await passer(fanny, 'renvoyer_organisme', 'Le détail des provisions manque au tableau Q02.')).body.etape).toBe(1)
    expect((await fanny.send('lireDossier', { params: { dossierId: qdis } })).problem.code).toBe('dossier/non-transmis')
    const renvoi = { qui: 'Fanny Roux', motif: 'Le détail des provisions manque au tableau Q02.' }
    expect((await lire(bruno)).parcours.at(-1)).toMatchObject(renvoi)
    expect((await bruno.ask('lireAccueil')).liasses[0]).toMatchObject({ renvoi, prochainActe: { cible: 'passage' } })
  })

  test('[EG-01] the card counts the cells that cannot stay empty, and leads back to the table where somebody last wrote', async () => {
    const avant = await lire(bruno)
    await saisir(bruno, 'BP.P101[N]', '77', avant.valeurs['BP.P101[N]']?.s ?? 0)
    const [liasse] = (await bruno.ask('lireAccueil')).liasses
    expect(liasse?.obligatoires?.total).toBeGreaterThan(0)
    expect(liasse?.obligatoires?.remplies).toBe(liasse?.obligatoires?.total)
    expect(liasse?.prochainActe).toEqual({ cible: 'saisie', libelle: 'Reprendre au tableau «\u00a0Bilan – passif\u00a0»', tableau: 'BP' })
    await remettre('BP.P101[N]')
  })

  test('[S01] [S32] [S36] one person with every box takes a dossier to step 4 alone', async () => {
    const solange = await scene.signIn('solange.estuaire')
    expect(await dossierDe(solange, 'qdis')).toMatchObject({ etape: 4 })
    const { parcours } = await solange.ask('lireDossier', { params: { dossierId: (await dossierDe(solange, 'qdis'))?.id ?? '' } })
    expect(parcours.map((passage) => [passage.de, passage.vers, passage.qui])).toEqual([
      [1, 2, 'Solange Olivier'],
      [2, 3, 'Solange Olivier'],
      [3, 4, 'Solange Olivier'],
    ])
  })

  test('the journal of every dossier is whole', async () => {
    const audit = openBase(scene.db, { role: 'harmonia_audit', max: 1 })
    const { chaines, lignes, defauts } = await verifyJournal(audit)
    await audit.destroy()
    expect(defauts).toEqual([])
    expect(chaines).toBeGreaterThan(5)
    expect(lignes).toBeGreaterThan(30)
  })
})
