import { describe, expect, test } from 'vitest'
import type { Famille } from '#definitions/edition.ts'
import { cells, edition, messages, refusals, route } from '#test/balances-2025.ts'
import type { Balance } from './balance.ts'
import { routeBalance } from './route-balance.ts'

describe('the longest root wins, exceptions removed first (R1)', () => {
  test.each<[string, number, string, number]>([
    ['213111', 100, 'BA.A124[brut]', 100],
    ['21315', 100, 'BA.A126[brut]', 100],
    ['2135', 100, 'BA.A126[brut]', 100],
    ['2131', 100, 'BA.A124[brut]', 100],
    ['16883', -100, 'BP.P244[N]', 100],
    ['16881', -100, 'BP.P243[N]', 100],
    ['139111', 100, 'BP.P142[N]', 100],
    ['109', 100, 'BA.A010[brut]', 100],
    ['1209', 100, 'BP.P132[N]', -100],
    ['6091', -100, 'CRC.C1195[nrec]', -100],
    ['649', -100, 'CRC.C1525[nrec]', -100],
    ['7091', 100, 'CRP.R144[total]', -100],
    ['339', -100, 'BA.A212[brut]', -100],
    ['7133', 100, 'CRP.R151[total]', -100],
    ['7135', -100, 'CRP.R152[total]', 100],
    ['699', -100, 'CRC.C212[nrec]', -100],
  ])('account %s for %i feeds %s', (compte, solde, at, montant) => {
    expect(cells(route({ [compte]: solde }))).toEqual({ [at]: montant })
  })
})

describe('each account as posted (R2)', () => {
  test('a parent and its child are two amounts', () => {
    expect(cells(route({ '411': 100, '4111': 20 }))).toEqual({ 'BA.A241[brut]': 120 })
  })

  test('auxiliaries written on several lines are added up before their side is read', () => {
    const ligne = { compte: '401', libelle: null }
    const balance: Balance = [
      { ...ligne, debitCents: 300, creditCents: 0 },
      { ...ligne, debitCents: 0, creditCents: 1000 },
    ]
    const { cellules } = routeBalance(edition, { famille: 'COOP', balance })
    expect(cellules.get('BP.P253[N]')?.montant).toBe(700)
    expect(cellules.has('BA.A231[brut]')).toBe(false)
  })

  test('numbers padded with zeros are the accounts they pad', () => {
    expect(cells(route({ '41110000': 100, '11000000': -100 }))).toEqual({ 'BA.A241[brut]': 100, 'BP.P121[N]': 100 })
  })
})

/** The table of sides of the arbitrages: account, cell of a debit balance, cell of a credit balance (null: none). */
const COTES: readonly (readonly [string, string | null, string | null])[] = [
  ['400', 'BA.A231[brut]', 'BP.P253[N]'],
  ['401', 'BA.A231[brut]', 'BP.P253[N]'],
  ['402', 'BA.A231[brut]', 'BP.P254[N]'],
  ['403', 'BA.A231[brut]', 'BP.P253[N]'],
  ['404', 'BA.A231[brut]', 'BP.P256[N]'],
  ['405', 'BA.A231[brut]', 'BP.P256[N]'],
  ['4081', 'BA.A231[brut]', 'BP.P253[N]'],
  ['4084', 'BA.A231[brut]', 'BP.P256[N]'],
  ['4088', 'BA.A231[brut]', 'BP.P253[N]'],
  ['409', 'BA.A231[brut]', 'BP.P253[N]'],
  ['410', 'BA.A241[brut]', 'BP.P252[N]'],
  ['411', 'BA.A241[brut]', 'BP.P252[N]'],
  ['412', 'BA.A242[brut]', 'BP.P252[N]'],
  ['413', 'BA.A243[brut]', 'BP.P252[N]'],
  ['414', 'BA.A243[brut]', 'BP.P252[N]'],
  ['415', 'BA.A244[brut]', 'BP.P252[N]'],
  ['4162', 'BA.A245[brut]', 'BP.P252[N]'],
  ['418', 'BA.A246[brut]', 'BP.P252[N]'],
  ['4195', 'BA.A241[brut]', 'BP.P251[N]'],
  ['4192', 'BA.A242[brut]', 'BP.P252[N]'],
  ['4191', 'BA.A243[brut]', 'BP.P252[N]'],
  ['421', 'BA.A247[brut]', 'BP.P255[N]'],
  ['431', 'BA.A247[brut]', 'BP.P255[N]'],
  ['44566', 'BA.A247[brut]', 'BP.P255[N]'],
  ['441', 'BA.A248[brut]', 'BP.P255[N]'],
  ['451', 'BA.A252[brut]', 'BP.P259[N]'],
  ['455', 'BA.A252[brut]', 'BP.P259[N]'],
  ['456', 'BA.A252[brut]', 'BP.P259[N]'],
  ['457', 'BA.A252[brut]', 'BP.P259[N]'],
  ['458', 'BA.A252[brut]', 'BP.P259[N]'],
  ['454', 'BA.A251[brut]', 'BP.P258[N]'],
  ['461', 'BA.A253[brut]', 'BP.P260[N]'],
  ...['462', '464', '465', '467', '468', '471', '472', '473', '4886', '4887', '489'].map(
    (compte) => [compte, 'BA.A254[brut]', 'BP.P261[N]'] as const,
  ),
  ...['474', '475', '476', '477', '4786', '4787'].map((compte) => [compte, 'BA.A330[brut]', 'BP.P310[N]'] as const),
  ['4781', 'BA.A254[brut]', null],
  ['486', 'BA.A295[brut]', 'BP.P273[N]'],
  ['4871', 'BA.A295[brut]', 'BP.P271[N]'],
  ['4872', 'BA.A295[brut]', 'BP.P272[N]'],
  ['4878', 'BA.A295[brut]', 'BP.P273[N]'],
  ['482', 'BA.A295[brut]', 'BP.P273[N]'],
  ['4816', 'BA.A310[brut]', 'BP.P273[N]'],
  ['4813', 'BA.A311[brut]', 'BP.P273[N]'],
  ['509', null, 'BP.P257[N]'],
  ['269', null, 'BP.P257[N]'],
  ['279', null, 'BP.P257[N]'],
  ['511', 'BA.A281[brut]', 'BP.P242[N]'],
  ['512', 'BA.A284[brut]', 'BP.P242[N]'],
  ['514', 'BA.A284[brut]', 'BP.P242[N]'],
  ['515', 'BA.A283[brut]', 'BP.P242[N]'],
  ['516', 'BA.A284[brut]', 'BP.P242[N]'],
  ['517', 'BA.A284[brut]', 'BP.P242[N]'],
  ['5181', 'BA.A284[brut]', 'BP.P242[N]'],
  ['5187', 'BA.A284[brut]', 'BP.P242[N]'],
  ['5188', 'BA.A282[brut]', 'BP.P242[N]'],
  ['519', 'BA.A284[brut]', 'BP.P242[N]'],
  ['52', 'BA.A271[brut]', 'BP.P242[N]'],
  ['53', 'BA.A285[brut]', 'BP.P242[N]'],
  ['54', 'BA.A285[brut]', 'BP.P242[N]'],
  ['58', 'BA.A284[brut]', 'BP.P242[N]'],
]

describe('the side of each posted account chooses between actif and passif (R3)', () => {
  test.each(COTES)('%s: a debit balance to %s, a credit balance to %s', (compte, debit, credit) => {
    for (const [solde, at] of [[100, debit] as const, [-100, credit] as const]) {
      const affectee = route({ [compte]: solde })
      expect(cells(affectee)).toEqual(at === null ? {} : { [at]: 100 })
      expect(affectee.revue.map((own) => own.compte)).toEqual(at === null ? [compte] : [])
    }
  })

  test('two accounts of one group are never netted', () => {
    expect(cells(route({ '4011': -900, '4012': 200 }))).toEqual({ 'BP.P253[N]': 900, 'BA.A231[brut]': 200 })
  })

  test.each(['5181', '5187', '5191', '58'])('a debit balance of %s is told', (compte) => {
    expect(messages(route({ [compte]: 100 })).join()).toContain(`${compte} «`)
    expect(messages(route({ [compte]: -100 }))).toEqual([])
  })

  test.each(['471', '472', '473', '4886', '4887'])('account %s left open is to be justified', (compte) => {
    expect(messages(route({ [compte]: -12345 }))).toEqual([
      expect.stringMatching(
        new RegExp(`^Le compte d’attente ${compte} « .+ » reste ouvert pour 123,45 € : il est porté en P261 « Autres dettes ».`),
      ),
    ])
  })
})

describe('a depreciation goes to the line of what it depreciates (R4)', () => {
  test.each([
    ['2901', 'BA.A101[amort]'],
    ['29081', 'BA.A103[amort]'],
    ['29088', 'BA.A103[amort]'],
    ['2908', 'BA.A102[amort]'],
    ['2932', 'BA.A103[amort]'],
    ['29676', 'BA.A161[amort]'],
    ['291315', 'BA.A126[amort]'],
    ['29135', 'BA.A126[amort]'],
    ['291415', 'BA.A126[amort]'],
    ['29145', 'BA.A126[amort]'],
    ['2918', 'BA.A127[amort]'],
    ['29741', 'BA.A164[amort]'],
    ['29748', 'BA.A166[amort]'],
    ['3958', 'BA.A214[amort]'],
    ['3951', 'BA.A213[amort]'],
    ['4954', 'BA.A251[amort]'],
    ['4955', 'BA.A252[amort]'],
    ['4961', 'BA.A254[amort]'],
    ['49112', 'BA.A241[amort]'],
    ['4911', 'BA.A245[amort]'],
    ['4912', 'BA.A245[amort]'],
    ['4916', 'BA.A245[amort]'],
    ['2911', 'BA.A122[amort]'],
    ['2931', 'BA.A142[amort]'],
    ['29312', 'BA.A141[amort]'],
    ['590', 'BA.A271[amort]'],
  ])('%s to %s', (compte, at) => {
    expect(cells(route({ [compte]: -100 }))).toEqual({ [at]: 100 })
  })

  test('49111 is told apart as a « dont » line too', () => {
    expect(cells(route({ '49111': -100 }))).toEqual({ 'BA.A245[amort]': 100, 'BA.A2451[amort]': 100 })
  })

  test.each(['2911', '2931', '2911000'])('%s without detail comes with a remark', (compte) => {
    expect(messages(route({ [compte]: -100 })).join()).toContain('ne dit pas quel actif il déprécie')
  })
  test('a sub-account of 2911 comes without', () => {
    expect(messages(route({ '29115': -100 }))).toEqual([])
  })

  test('a sub-account of 496 that names opérations pour compte de tiers goes to their line', () => {
    expect(cells(route({ '4968 Dépréciation – opérations pour le compte de tiers': -100 }))).toEqual({ 'BA.A253[amort]': 100 })
    expect(cells(route({ '4968 Dépréciation des débiteurs': -100 }))).toEqual({ 'BA.A254[amort]': 100 })
    // The chart's label of 4961 speaks of disposals: the body's own does not count.
    expect(cells(route({ '4961 Opérations pour compte de tiers': -100 }))).toEqual({ 'BA.A254[amort]': 100 })
  })
})

describe('the label tells recoverable charges (R5)', () => {
  test.each([
    ['60612', 'CRC.C119[rec]'],
    ['60611', 'CRC.C119[nrec]'],
    ['635122', 'CRC.C142[rec]'],
    ['61522', 'CRC.C127[rec]'],
    ['6064', 'CRC.C119[nrec]'],
    ['60612 Eau des bureaux', 'CRC.C119[rec]'],
    ['60619 Eau froide (PART RÉCUPÉRABLE)', 'CRC.C119[rec]'],
    ['60619 Eau froide, part non récupérable', 'CRC.C119[nrec]'],
    ['60619 Eau froide', 'CRC.C119[nrec]'],
    ['6112900 Contrats divers', 'CRC.C121[rec]'],
  ])('%s to %s', (compte, at) => {
    expect(cells(route({ [compte]: 100 }))).toEqual({ [at]: 100 })
  })

  test('a person decides the part of one account, and it holds', () => {
    expect(cells(route({ '6064': 100 }, { choix: { '6064': { part: 'R' } } }))).toEqual({ 'CRC.C119[rec]': 100 })
    expect(cells(route({ '60612': 100 }, { choix: { '60612': { part: 'NR' } } }))).toEqual({ 'CRC.C119[nrec]': 100 })
  })

  test('a recoverable account of a line without that column is told', () => {
    const affectee = route({ '6168 Assurance, part récupérable': 100, '61699 Assurance, part récupérable': 50 })
    expect(cells(affectee)).toEqual({ 'CRC.C129[nrec]': 150 })
    expect(messages(affectee)).toEqual([
      expect.stringContaining('Le compte 61699 « Assurance, part récupérable » se dit récupérable, mais la ligne C129'),
    ])
  })
})

describe('the interests courus 16x8, the interests by nature, the dotations 68111 (R6, R7, R8)', () => {
  test.each([
    ['1618', 'BP.P243[N]'],
    ['1638', 'BP.P243[N]'],
    ['1668', 'BP.P243[N]'],
    ['1628', 'BP.P231[N]'],
    ['1648', 'BP.P236[N]'],
    ['1658', 'BP.P239[N]'],
    ['1678', 'BP.P240[N]'],
    ['6611211', 'CRC.C191[nrec]'],
    ['66112121', 'CRC.C191[nrec]'],
    ['66112122', 'CRC.C191[nrec]'],
    ['6611213', 'CRC.C192[nrec]'],
    ['661124', 'CRC.C193[nrec]'],
    ['661125', 'CRC.C194[nrec]'],
    ['661121', 'CRC.C195[nrec]'],
    ['661126', 'CRC.C195[nrec]'],
    ['66116', 'CRC.C195[nrec]'],
    ['6616', 'CRC.C195[nrec]'],
    ['6612', 'CRC.C196[nrec]'],
    ['6811183', 'CRC.C161[nrec]'],
    ['681115', 'CRC.C162[nrec]'],
    ['681119 Usufruits locatifs', 'CRC.C161[nrec]'],
    ['681119 Droits de bailleur', 'CRC.C162[nrec]'],
  ])('%s to %s', (compte, at) => {
    expect(Object.keys(cells(route({ [compte]: 100 })))).toEqual([at])
  })

  test('68111 without detail follows the rental activity of the body', () => {
    const [locatif, autre] = [route({ '68111': 100 }, { activites: ['locatif'] }), route({ '68111': 100 })]
    expect([Object.keys(cells(locatif)), Object.keys(cells(autre))]).toEqual([['CRC.C161[nrec]'], ['CRC.C162[nrec]']])
    expect([messages(locatif).length, messages(autre).length]).toEqual([1, 0])
  })
})

describe('an account of another era goes to the nearest living line, and is told (R9)', () => {
  test.each<[string, number, string]>([
    ['7081', -100, 'CRP.R143[total]'],
    ['605', 100, 'CRC.C117[nrec]'],
    ['482', -100, 'BP.P273[N]'],
    ['482', 100, 'BA.A295[brut]'],
    ['791', -100, 'CRP.R187[total]'],
    ['796', -100, 'CRP.R204[total]'],
    ['797', -100, 'CRP.R215[total]'],
    ['6812', 100, 'CRC.C168[nrec]'],
    ['6711', 100, 'CRC.C173[nrec]'],
    ['672', 100, 'CRC.C173[nrec]'],
    ['6732', 100, 'CRC.C173[nrec]'],
    ['6752', 100, 'CRC.C172[nrec]'],
    ['771', -100, 'CRP.R187[total]'],
    ['772', -100, 'CRP.R187[total]'],
    ['7732', -100, 'CRP.R187[total]'],
    ['7752', -100, 'CRP.R186[total]'],
    ['38', 100, 'BA.A217[brut]'],
    ['705', -100, 'CRP.R131[total]'],
    ['777', -100, 'CRP.R174[total]'],
    ['1572', -100, 'BP.P212[N]'],
  ])('%s for %i to %s', (compte, solde, at) => {
    const affectee = route({ [compte]: solde })
    expect(cells(affectee)).toEqual({ [at]: 100 })
    expect(messages(affectee)).toEqual([expect.stringMatching(new RegExp(`^Le compte ${compte} « `))])
  })

  test('disposals of financial assets keep their « dont » line', () => {
    expect(cells(route({ '6756': 100 }))).toEqual({ 'CRC.C196[nrec]': 100, 'CRC.C1961[nrec]': 100 })
    expect(cells(route({ '7756': -100 }))).toEqual({ 'CRP.R204[total]': 100, 'CRP.R2041[total]': 100 })
  })

  test('the sentence says when, where to, and what to do', () => {
    expect(messages(route({ '6712': 100 }))).toEqual([
      'Le compte 6712 « Pénalités, amendes fiscales et pénales » n’est plus au plan depuis l’exercice 2025 : il est porté en C173 « Autres charges de gestion courante », la ligne la plus proche. Reclassez-le, ou dites pourquoi il sert encore.',
    ])
    expect(messages(route({ '7081': -100 })).join()).toContain('n’entre au plan qu’à l’exercice 2026')
  })

  test('accounts of this exercice say nothing', () => {
    expect(messages(route({ '1525': -100, '65721': 100, '75721': -100, '7471': -100 }))).toEqual([])
  })

  test('a declared concession takes 799 to its line, without a remark', () => {
    const affectee = route({ '799': -100, '791': -50 }, { activites: ['concession'] })
    expect(cells(affectee)).toEqual({ 'CRP.R131[total]': 100, 'CRP.R187[total]': 50 })
    expect(messages(affectee)).toEqual([])
  })
})

describe('the result is read before the closing entries (R10)', () => {
  test('classes 7 less 6 when account 12 is nil', () => {
    const affectee = route({ '7043': -1000, '6161': 300, '512': 700 })
    expect(affectee.resultat).toEqual({ etat: 'avant_cloture', gestion: 700, bilan: 0 })
    expect(affectee.cellules.get('BP.P131[N]')).toMatchObject({ montant: 700, comptes: [] })
    expect(affectee.applicable).toBe(true)
  })

  test('a loss is negative', () => {
    expect(route({ '7043': -300, '6161': 1000, '512': -700 }).cellules.get('BP.P131[N]')?.montant).toBe(-700)
  })

  test('account 12 that repeats the result is counted once, with a remark', () => {
    const affectee = route({ '7043': -1000, '6161': 300, '512': 700, '12011': -700 })
    expect(affectee.resultat.etat).toBe('egaux')
    expect(affectee.cellules.get('BP.P131[N]')).toMatchObject({ montant: 700, comptes: [{ compte: '12011', montant: 700 }] })
    expect(affectee.refusDeBalance).toEqual([])
    expect(messages(affectee).join()).toContain('Le compte 12 reste ouvert pour 7 €')
  })

  test('account 12 that says otherwise is refused with both figures', () => {
    const affectee = route({ '7043': -1000, '6161': 300, '512': 1200, '120': -500 })
    expect(affectee.resultat.etat).toBe('discordant')
    expect(affectee.applicable).toBe(false)
    expect(affectee.refusDeBalance.map(({ code }) => code)).toEqual(['resultat_discordant'])
    expect(refusals(affectee)[0]).toMatch(/résultat de 5 €, .+ donnent 7 €/)
  })

  test('a balance after the closing entries gives no compte de résultat, and says which balance to export', () => {
    const affectee = route({ '512': 700, '129': 300, '101': -1000 })
    expect(affectee.resultat).toEqual({ etat: 'apres_cloture', gestion: 0, bilan: -300 })
    expect(affectee.refusDeBalance).toEqual([
      expect.objectContaining({
        code: 'apres_cloture',
        portee: 'compte_de_resultat',
        message: expect.stringContaining('Balance après clôture'),
      }),
    ])
    expect(affectee.cellules.get('BP.P131[N]')?.montant).toBe(-300)
  })

  test('acomptes sur dividendes are no result', () => {
    expect(route({ '1209': 100, '512': -100 }).resultat.etat).toBe('nul')
  })

  test('a balance that is not balanced is refused with its three figures', () => {
    const affectee = route({ '512': 1050, '101': -1000 })
    expect(affectee.refusDeBalance.map(({ code, portee }) => [code, portee])).toEqual([['desequilibre', 'balance']])
    expect(refusals(affectee)).toEqual([
      'La balance n’est pas équilibrée : débit 10,50 €, crédit 10 €, écart 0,50 €. Exportez-la de nouveau, sans filtre ni sous-total.',
    ])
  })
})

describe('what has no line is never guessed nor dropped', () => {
  test.each([
    ['1068', ['BP.P117[N]', 'BP.P114[N]', 'BP.P115[N]']],
    ['161', ['BP.P243[N]']],
    ['164', ['BP.P233[N]', 'BP.P236[N]', 'BP.P234[N]']],
    ['704', ['CRP.R124[total]', 'CRP.R121[total]', 'CRP.R122[total]']],
    ['6811', ['CRC.C162[nrec]', 'CRC.C161[nrec]']],
    ['6811000', ['CRC.C162[nrec]', 'CRC.C161[nrec]']],
  ])('%s waits, with the lines of its usual sub-accounts', (compte, lignes) => {
    const { revue, applicable } = route({ [compte]: compte.startsWith('68') ? 100 : -100 })
    expect(revue.map((own) => own.propositions.map(({ at }) => at))).toEqual([lignes])
    expect(applicable).toBe(false)
  })

  test('a proposal shows the accounts it rests on', () => {
    expect(route({ '164': -100 }).revue[0]?.propositions[0]).toEqual({ at: 'BP.P233[N]', comptes: ['1641', '16411', '16412', '16418'] })
  })

  test('an account unknown to the chart waits with the lines of its neighbours', () => {
    expect(route({ '652': 100 }).revue[0]?.propositions.map(({ at }) => at)).toContain('CRC.C173[nrec]')
    expect(route({ '99': 100, '0': 100 }).revue.map(({ compte }) => compte)).toEqual(['0'])
  })

  test('the line a person chose is the line of the account', () => {
    const affectee = route({ '164': -100 }, { choix: { '164': { at: 'BP.P236[N]' } } })
    expect([cells(affectee), affectee.revue]).toEqual([{ 'BP.P236[N]': 100 }, []])
  })

  test('a choice that names no cell of this family leaves the account waiting', () => {
    for (const at of ['BP.P999[N]', 'BP.P102[N]', 'BP.P400[N]', 'BP.P1011[N]'])
      expect(route({ '164': -100 }, { choix: { '164': { at } } }).revue.map(({ compte }) => compte)).toEqual(['164'])
  })
})

describe('accounts that these bodies do not have are refused with a sentence', () => {
  test.each<[Famille, string]>([
    ['COOP', '108'],
    ['COOP', '644'],
    ['OPH', '646'],
    ['SEM', '8011'],
    ['ESH', '921'],
    ['OPH', '1013'],
    ['OPH', '1041'],
    ['OPH', '109'],
    ['OPH', '10611'],
    ['OPH', '1063'],
    ['OPH', '1209'],
    ['COOP', '1021'],
    ['ESH', '1031'],
    ['SEM', '10671'],
    ['ESH', '10683'],
  ])('%s: %s', (famille, compte) => {
    const { refus, cellules, applicable } = route({ [compte]: 100 }, { famille })
    expect(refus).toEqual([
      {
        compte,
        libelle: expect.anything(),
        solde: 100,
        message: expect.stringContaining(`compte ${compte} «`),
        source: expect.stringMatching(/\[/),
      },
    ])
    expect([cellules.size, applicable]).toEqual([compte.startsWith('64') ? 1 : 0, false])
  })

  test('one with a nil balance is no matter', () => {
    expect(route({ '644': 0, '8011': 0 }).refus).toEqual([])
  })
})

test('figures that no sum could hold exactly are refused as a whole', () => {
  const ligne = { compte: '512', libelle: null, creditCents: 0 }
  const run =
    (...debits: readonly number[]) =>
    () =>
      routeBalance(edition, { famille: 'COOP', balance: debits.map((debitCents) => ({ ...ligne, debitCents })) })
  expect(run(Number.MAX_SAFE_INTEGER)).not.toThrow()
  for (const debits of [[Number.MAX_SAFE_INTEGER, 1], [Number.NaN], [1e308], [-1], [0.5], [Infinity]])
    expect(run(...debits)).toThrow(RangeError)
})
