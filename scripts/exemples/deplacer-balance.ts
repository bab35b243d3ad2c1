/** The balance of a filing of 2025 in the accounts of another era, so that it still makes the figures of the filing. */
import type { Adresse } from '#definitions/edition.ts'

export type LigneDeBalance = { readonly compte: string; readonly libelle?: string; readonly debit: string; readonly credit: string }
type Valeurs = ReadonlyMap<Adresse, string>

/** `vers`: the accounts that share the balance of `compte`, each with the cell that says its part; the last one takes the rest. */
type Partage = { readonly compte: string; readonly vers: readonly (readonly [compte: string, cell: Adresse | null])[] }

const PARTAGES: Readonly<Record<string, readonly Partage[]>> = {
  '2024': [
    { compte: '1525', vers: [['1572', null]] },
    { compte: '1618', vers: [['16884', null]] },
    {
      compte: '6571',
      vers: [
        ['67521', 'CRC.C203[nrec]'],
        ['67522', null],
      ],
    },
    { compte: '7471', vers: [['777', null]] },
    { compte: '7571', vers: [['7752', null]] },
    {
      compte: '7511',
      vers: [
        ['791', 'CRP.R185[total]'],
        ['7511', null],
      ],
    },
  ],
  '2026': [
    {
      compte: '6041',
      vers: [
        ['605', 'CRC.C118[nrec]'],
        ['6041', null],
      ],
    },
    {
      compte: '702',
      vers: [
        ['7081', 'CRP.R141[total]'],
        ['705', 'CRP.R131[total]'],
        ['702', null],
      ],
    },
  ],
}

/** The lines of the balance, in the order of their accounts. */
export function deplacerBalance(balance: readonly LigneDeBalance[], valeurs: Valeurs, edition: string): readonly LigneDeBalance[] {
  const moved = balance.flatMap((ligne) => {
    const partage = PARTAGES[edition]?.find(({ compte }) => compte === ligne.compte)
    return partage ? shared(ligne, partage, valeurs) : [ligne]
  })
  return moved.toSorted((a, b) => (a.compte < b.compte ? -1 : 1))
}

function shared(ligne: LigneDeBalance, { vers }: Partage, valeurs: Valeurs): readonly LigneDeBalance[] {
  const cote = ligne.debit === '0.00' ? 'credit' : 'debit'
  let rest = Math.round(Number(ligne[cote]) * 100)
  return vers.flatMap(([compte, cell]) => {
    const part = cell === null ? rest : Math.round(Number(valeurs.get(cell) ?? '0') * 100)
    rest -= part
    return part === 0 ? [] : [{ ...ligne, compte, [cote]: (part / 100).toFixed(2) }]
  })
}
