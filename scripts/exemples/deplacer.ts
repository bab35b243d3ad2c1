/** A complete filing of 2025 as another invented body would have filed it in another era: its figures in the lines of that edition. */
import type { Adresse } from '#definitions/edition.ts'
import { deplacerBalance, type LigneDeBalance } from './deplacer-balance.ts'

/** A dossier file, amounts as decimal text in euros. */
export type Filing = {
  readonly edition: string
  readonly famille: string
  readonly libelle: string
  readonly liasse: string
  readonly valeurs: Readonly<Record<Adresse, string>>
  readonly balance?: readonly LigneDeBalance[]
}
/** The wire text of a cell of the filing of 2025, computed ones included; empty when the cell is. */
export type Read = (at: Adresse) => string

/** Names and SIREN of the bodies of each edition, by family. All invented. */
const ORGANISMES: Readonly<Record<string, Readonly<Record<string, readonly [libelle: string, siren: string]>>>> = {
  '2024': {
    OPH: ['Office des Deux Rives', '900000530'],
    ESH: ['Maisons du Plateau', '900000548'],
    COOP: ["Coop'Rivage", '900000555'],
    SEM: ['SEM Cité du Port', '900000563'],
  },
  '2026': {
    OPH: ['Habitat de la Plaine', '900000571'],
    ESH: ['Foyer des Monts', '900000589'],
    COOP: ['Coopérative du Bocage', '900000597'],
    SEM: ["SEM Val d'Avenir", '900000605'],
  },
}
const IDENTITE = { libelle: ['F01.ID20[N]', 'Q01.Q0101B[N]'], siren: ['F01.ID10[N]', 'Q01.Q0101A[N]'] }

/** The filing in the cells of `edition`. */
export function deplacer(filing: Filing, read: Read, edition: string): Filing {
  const [libelle, siren] = ORGANISMES[edition]?.[filing.famille] ?? [filing.libelle, '']
  const valeurs = new Map(Object.entries(filing.valeurs))
  for (const at of IDENTITE.libelle) if (valeurs.has(at)) valeurs.set(at, libelle)
  for (const at of IDENTITE.siren) if (valeurs.has(at)) valeurs.set(at, siren)
  if (edition === '2024') moveTo2024(valeurs, filing, read)
  if (edition === '2026') moveTo2026(valeurs, filing)
  const { famille, liasse, balance } = filing
  const moved = { edition, famille, libelle, liasse, valeurs: Object.fromEntries(valeurs) }
  return balance ? { ...moved, balance: deplacerBalance(balance, valeurs, edition) } : moved
}

type Valeurs = Map<Adresse, string>
const cents = (text: string | undefined): number => Math.round(Number(text ?? '0') * 100)
const text = (amount: number): string => (amount / 100).toFixed(2)

/** Takes a cell away and gives its amount, in centimes. */
function take(valeurs: Valeurs, at: Adresse): number {
  const amount = cents(valeurs.get(at))
  valeurs.delete(at)
  return amount
}
const add = (valeurs: Valeurs, at: Adresse, amount: number): void => void valeurs.set(at, text(cents(valeurs.get(at)) + amount))

/** Gives `to` a part of what `from` holds; gives that part, in centimes. */
function split(valeurs: Valeurs, [from, to]: readonly [Adresse, Adresse], part: number): number {
  const moved = Math.round(cents(valeurs.get(from)) * part)
  add(valeurs, from, -moved)
  add(valeurs, to, moved)
  return moved
}

/** Until 2024: disposals (675, 775) and grants (777) are exceptional, charges are transferred (791), and no financial asset was sold. */
function moveTo2024(valeurs: Valeurs, { famille, liasse }: Filing, read: Read): void {
  const ventilation = famille === 'SEM' ? moveVentilationSem : moveVentilation
  ventilation(valeurs)
  for (const colonne of ['total', 'n1']) {
    split(valeurs, [`CRP.R187[${colonne}]`, `CRP.R185[${colonne}]`], 0.25)
    for (const vide of [`CRP.R206[${colonne}]`, `CRP.R2061[${colonne}]`, `CRP.R217[${colonne}]`]) valeurs.set(vide, '0.00')
  }
  for (const colonne of ['total', 'n1'])
    for (const [from, to] of [
      ['R174', 'R214'],
      ['R186', 'R213'],
    ] as const)
      valeurs.set(`CRP.${to}[${colonne}]`, text(take(valeurs, `CRP.${from}[${colonne}]`)))
  for (const colonne of ['nrec', 'n1']) {
    const sorties = take(valeurs, `CRC.C172[${colonne}]`)
    const vendus = Math.round(sorties * 0.6)
    valeurs.set(`CRC.C203[${colonne}]`, text(vendus))
    valeurs.set(`CRC.C204[${colonne}]`, text(sorties - vendus))
  }
  if (liasse === 'er') moveAnnexe(valeurs, read)
}

function moveVentilation(valeurs: Valeurs): void {
  const transferts = Math.round(cents(valeurs.get('CRP.R187[total]')) * 0.25)
  add(valeurs, 'VP.R187[V11]', -transferts)
  add(valeurs, 'VP.R185[V11]', transferts)
  const sorties = cents(valeurs.get('CRC.C172[nrec]'))
  add(valeurs, 'VC.C175[V61]', -sorties)
  add(valeurs, 'VC.C210[V61]', sorties)
  add(valeurs, 'VP.R220[V61]', take(valeurs, 'VP.R186[V61]'))
  const quotePart = cents(valeurs.get('CRP.R174[total]'))
  add(valeurs, 'VP.R179[V11]', -quotePart)
  add(valeurs, 'VP.R220[V11]', quotePart)
}

/** Between the « activité agréée » and the rest, in the proportion of the line they leave. */
function moveVentilationSem(valeurs: Valeurs): void {
  for (const [suffix, colonne, produits] of [
    ['', 'nrec', 'total'],
    ['n1', 'n1', 'n1'],
  ] as const) {
    const transferts = Math.round(cents(valeurs.get(`CRP.R187[${produits}]`)) * 0.25)
    moveShare(valeurs, transferts, { from: 'VPS.R187', to: 'VPS.R185', suffix })
    for (const part of [`AG${suffix}`, `HAG${suffix}`]) add(valeurs, `VPS.R220[${part}]`, take(valeurs, `VPS.R186[${part}]`))
    moveShare(valeurs, cents(valeurs.get(`CRC.C172[${colonne}]`)), { from: 'VCS.C175', to: 'VCS.C210', suffix })
    moveShare(valeurs, cents(valeurs.get(`CRP.R174[${produits}]`)), { from: 'VPS.R179', to: 'VPS.R220', suffix })
  }
}

type Share = { readonly from: string; readonly to: string; readonly suffix: string }
function moveShare(valeurs: Valeurs, amount: number, { from, to, suffix }: Share): void {
  const [agreee, hors] = [cents(valeurs.get(`${from}[AG${suffix}]`)), cents(valeurs.get(`${from}[HAG${suffix}]`))]
  const own = Math.round((amount * agreee) / (agreee + hors))
  for (const [part, share] of [
    [`AG${suffix}`, own],
    [`HAG${suffix}`, amount - own],
  ] as const) {
    add(valeurs, `${from}[${part}]`, -share)
    add(valeurs, `${to}[${part}]`, share)
  }
}

/** What table X10 says of one year. */
const SIEG = ['resultat', 'r1067', 'r10685', 'r10688', 'ran', 'autres']

/** The tables of the ER that tell the exceptional operations, and the figures of N-1 that 2024 does not compute. */
function moveAnnexe(valeurs: Valeurs, read: Read): void {
  valeurs.set('T20.EX06[charges]', text(cents(valeurs.get('CRC.C203[nrec]')) + cents(valeurs.get('CRC.C204[nrec]'))))
  valeurs.set('T20.EX06[produits]', text(cents(valeurs.get('CRP.R213[total]')) + cents(valeurs.get('CRP.R214[total]'))))
  valeurs.set('T20.EX06[nature]', 'Ventes de logements, démolitions, composants sortis, subventions virées')
  for (const [ligne, from] of [
    ['TC10', 'R185'],
    ['TC20', 'R206'],
    ['TC25', 'R217'],
  ] as const) {
    valeurs.set(`T18.${ligne}[N]`, valeurs.get(`CRP.${from}[total]`) ?? '')
    valeurs.set(`T18.${ligne}[n1]`, valeurs.get(`CRP.${from}[n1]`) ?? '')
  }
  for (const colonne of SIEG)
    if (valeurs.has(`X10.Y2024[${colonne}]`)) add(valeurs, `X10.Y2023[${colonne}]`, take(valeurs, `X10.Y2024[${colonne}]`))
  valeurs.set('TF.TF041[ressources]', '0.00')
  for (const at of ['TF.TF042[ressources]', 'SIG.SG97[n1]', 'CAF.CF10[n1]']) if (read(at) !== '') valeurs.set(at, read(at))
}

/** From 2026: services to tenants (7081) have their line, and so do the concessions (605, 705), which the SEM of the examples have. */
function moveTo2026(valeurs: Valeurs, { famille, liasse }: Filing): void {
  for (const colonne of ['total', 'n1']) split(valeurs, [`CRP.R143[${colonne}]`, `CRP.R141[${colonne}]`], 0.4)
  for (const annee of [2025, 2024, 2023, 2022])
    for (const colonne of SIEG)
      if (valeurs.has(`X10.Y${annee - 1}[${colonne}]`))
        valeurs.set(`X10.Y${annee}[${colonne}]`, text(take(valeurs, `X10.Y${annee - 1}[${colonne}]`)))
  if (famille !== 'SEM') return
  valeurs.set(liasse === 'er' ? 'F01.AC35[N]' : 'Q01.Q0102C[N]', 'Oui')
  for (const [suffix, colonne, produits] of [
    ['', 'nrec', 'total'],
    ['n1', 'n1', 'n1'],
  ] as const) {
    split(valeurs, [`CRC.C117[${colonne}]`, `CRC.C118[${colonne}]`], 0.2)
    moveShare(valeurs, split(valeurs, [`CRP.R143[${produits}]`, `CRP.R131[${produits}]`], 0.5), {
      from: 'VPS.R145',
      to: 'VPS.R131',
      suffix,
    })
  }
}
