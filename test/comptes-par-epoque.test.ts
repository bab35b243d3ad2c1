import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Edition } from '#definitions/edition.ts'
import { loadEdition } from '#definitions/load-edition.ts'
import { routeBalance } from '#engine/affectation/route-balance.ts'
import { readEditionFolder } from '#store/read-edition-folder.ts'

const EDITIONS = await Promise.all(
  ['2024', '2025', '2026'].map(async (code) => loadEdition(await readEditionFolder(join(import.meta.dirname, '../editions', code)))),
)

/** Where one euro on an account goes, a « ! » when a remark names the account: `CRP.R186[total] !`. */
function place(edition: Edition, compte: string, cote: 'débit' | 'crédit'): string {
  const [debitCents, creditCents] = cote === 'débit' ? [100, 0] : [0, 100]
  const { cellules, remarques } = routeBalance(edition, {
    famille: 'ESH',
    balance: [{ compte, libelle: null, debitCents, creditCents }],
  })
  const found = [...cellules.values()].filter(({ at, comptes }) => at !== 'BP.P131[N]' && comptes.length > 0).map(({ at }) => at)
  return `${found.join(' et ')}${remarques.some((own) => own.compte === compte) ? ' !' : ''}`
}

/** Account, its usual side, its cell in 2024, 2025, 2026; one cell alone: the same in the three. */
const COMPTES: readonly (readonly [compte: string, cote: 'débit' | 'crédit', ...cells: string[]])[] = [
  // Provision pour gros entretien: 1572 until 2024, 1525 from 2025.
  ['1572', 'crédit', 'BP.P212[N]', 'BP.P212[N] !', 'BP.P212[N] !'],
  ['1525', 'crédit', 'BP.P212[N] !', 'BP.P212[N]', 'BP.P212[N]'],
  // 16x8: debts until 2024, accrued interest from 2025 (R6).
  ['1618', 'crédit', 'BP.P232[N]', 'BP.P243[N]', 'BP.P243[N]'],
  ['1638', 'crédit', 'BP.P232[N]', 'BP.P243[N]', 'BP.P243[N]'],
  ['1668', 'crédit', 'BP.P240[N]', 'BP.P243[N]', 'BP.P243[N]'],
  ['16883', 'crédit', 'BP.P244[N]'],
  // Disposals: 675 and 775 until 2024, 657 and 757 (667 and 767 for financial assets) from 2025.
  ['6751', 'débit', 'CRC.C204[nrec]', 'CRC.C172[nrec] !', 'CRC.C172[nrec] !'],
  ['67521', 'débit', 'CRC.C203[nrec]', 'CRC.C172[nrec] !', 'CRC.C172[nrec] !'],
  ['67522', 'débit', 'CRC.C204[nrec]', 'CRC.C172[nrec] !', 'CRC.C172[nrec] !'],
  ['6756', 'débit', 'CRC.C204[nrec]', 'CRC.C196[nrec] et CRC.C1961[nrec] !', 'CRC.C196[nrec] et CRC.C1961[nrec] !'],
  ['6571', 'débit', 'CRC.C204[nrec] !', 'CRC.C172[nrec]', 'CRC.C172[nrec]'],
  ['65721', 'débit', 'CRC.C203[nrec] !', 'CRC.C172[nrec]', 'CRC.C172[nrec]'],
  ['65722', 'débit', 'CRC.C204[nrec] !', 'CRC.C172[nrec]', 'CRC.C172[nrec]'],
  ['6671', 'débit', 'CRC.C196[nrec]', 'CRC.C196[nrec] et CRC.C1961[nrec]', 'CRC.C196[nrec] et CRC.C1961[nrec]'],
  ['7752', 'crédit', 'CRP.R213[total]', 'CRP.R186[total] !', 'CRP.R186[total] !'],
  ['7756', 'crédit', 'CRP.R213[total]', 'CRP.R204[total] et CRP.R2041[total] !', 'CRP.R204[total] et CRP.R2041[total] !'],
  ['7572', 'crédit', 'CRP.R213[total] !', 'CRP.R186[total]', 'CRP.R186[total]'],
  ['7671', 'crédit', 'CRP.R204[total]', 'CRP.R204[total] et CRP.R2041[total]', 'CRP.R204[total] et CRP.R2041[total]'],
  // Grants: 777 until 2024, 747 from 2025.
  ['777', 'crédit', 'CRP.R214[total]', 'CRP.R174[total] !', 'CRP.R174[total] !'],
  ['747', 'crédit', 'CRP.R214[total] !', 'CRP.R174[total]', 'CRP.R174[total]'],
  // Exceptional operations, earlier exercices, charges to spread, transfers of charges: until 2024.
  ['6711', 'débit', 'CRC.C201[nrec]', 'CRC.C173[nrec] !', 'CRC.C173[nrec] !'],
  ['672', 'débit', 'CRC.C202[nrec]', 'CRC.C173[nrec] !', 'CRC.C173[nrec] !'],
  ['6732', 'débit', 'CRC.C202[nrec]', 'CRC.C173[nrec] !', 'CRC.C173[nrec] !'],
  ['6812', 'débit', 'CRC.C163[nrec]', 'CRC.C168[nrec] !', 'CRC.C168[nrec] !'],
  ['7711', 'crédit', 'CRP.R211[total]', 'CRP.R187[total] !', 'CRP.R187[total] !'],
  ['772', 'crédit', 'CRP.R212[total]', 'CRP.R187[total] !', 'CRP.R187[total] !'],
  ['7723', 'crédit', 'CRP.R212[total]', 'CRP.R187[total] !', 'CRP.R187[total] !'],
  ['791', 'crédit', 'CRP.R185[total]', 'CRP.R187[total] !', 'CRP.R187[total] !'],
  ['796', 'crédit', 'CRP.R206[total]', 'CRP.R204[total] !', 'CRP.R204[total] !'],
  ['7963', 'crédit', 'CRP.R206[total] et CRP.R2061[total]', 'CRP.R204[total] !', 'CRP.R204[total] !'],
  ['797', 'crédit', 'CRP.R217[total]', 'CRP.R215[total] !', 'CRP.R215[total] !'],
  ['799', 'crédit', 'CRP.R187[total]', 'CRP.R187[total] !', 'CRP.R187[total] !'],
  // Concessions d'aménagement and services to tenants: from 2026.
  ['38', 'débit', 'BA.A217[brut] !', 'BA.A217[brut] !', 'BA.A217[brut]'],
  ['398', 'crédit', 'BA.A217[amort] !', 'BA.A217[amort] !', 'BA.A217[amort]'],
  ['482', 'crédit', 'BP.P273[N] !', 'BP.P273[N] !', 'BP.P273[N]'],
  ['482', 'débit', 'BA.A295[brut] !', 'BA.A295[brut] !', 'BA.A295[brut]'],
  ['60511', 'débit', 'CRC.C117[nrec] !', 'CRC.C117[nrec] !', 'CRC.C118[nrec]'],
  ['705', 'crédit', 'CRP.R131[total] !', 'CRP.R131[total] !', 'CRP.R131[total]'],
  ['7081', 'crédit', 'CRP.R143[total] !', 'CRP.R143[total] !', 'CRP.R141[total]'],
  // Classes 11 and 12: a balance left at the root says nothing of its part, which 2026 asks for.
  ['110', 'crédit', 'BP.P121[N]', 'BP.P121[N]', 'BP.P121[N] !'],
  ['119', 'débit', 'BP.P121[N]', 'BP.P121[N]', 'BP.P121[N] !'],
  ['11011', 'crédit', 'BP.P121[N] et BP.P1211[N]'],
  ['11912', 'débit', 'BP.P121[N] et BP.P1212[N]'],
]

describe('an account posted in another era than its own goes to the nearest living line, and says so', () => {
  for (const [compte, cote, ...cells] of COMPTES)
    test(`${compte} (${cote})`, () => {
      const [first = ''] = cells
      expect(EDITIONS.map((edition) => place(edition, compte, cote))).toEqual(cells.length === 1 ? [first, first, first] : cells)
    })
})
