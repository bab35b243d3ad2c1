/** Runs one formula: by its closure when the result fits a float64 exactly, else by exact fractions. */
import { HORS_LIMITES, VALEUR, VIDE, type Cells } from './cells.ts'
import type { Calcul, Programme } from './compile.ts'
import { evaluateExact, type Lecture } from './evaluate-exact.ts'
import type { Etat } from './fast-fraction.ts'
import { roundTo } from './fraction.ts'
import { PAR_BLOC, slotOf, type Bloc, type LignesEnCours } from './lignes.ts'
import { MAX_VALEUR, roundSafeQuotient, toValeur } from './money.ts'

/** Where a result goes. */
type Slots = { readonly values: Float64Array; readonly presence: Uint8Array }

/** Computes one fixed cell in place; true when its value or its presence changed. `etat` is prepared on these cells. */
export function runCalcul(programme: Programme, calcul: Calcul, cells: Cells): boolean {
  programme.etat.tour++
  return compute(programme, calcul, { slots: cells, slot: calcul.index, lecture: { cells } })
}

export type Colonne = { readonly lignes: LignesEnCours; readonly cells: Cells; readonly all: boolean }

/** Computes one column in the rows of a list, all of them or those of the blocks being changed; true when one result changed. */
export function runColonne(programme: Programme, calcul: Calcul, { lignes, cells, all }: Colonne): boolean {
  const { rang } = calcul.colonne ?? { rang: 0 }
  const gathered: Lecture['gathered'] = new Map()
  programme.etat.tour++
  let changed = false
  for (let rank = 0; rank < lignes.blocs.length; rank++) {
    if (!lignes.blocs[rank] || (!all && !lignes.frais.has(rank))) continue
    const bloc = lignes.bloc(rank)
    for (let place = 0; place < PAR_BLOC; place++) {
      const slot = slotOf(rang, place)
      if (bloc.existe[place] === 1) {
        if (computeRow(programme, calcul, { cells, gathered, bloc, place, slot })) changed = true
      } else if (bloc.presence[slot] !== VIDE) {
        store(bloc, slot, VIDE, 0)
        changed = true
      }
    }
  }
  return changed
}

type Row = Required<Pick<Lecture, 'cells' | 'gathered'>> & { readonly bloc: Bloc; readonly place: number; readonly slot: number }

function computeRow(programme: Programme, calcul: Calcul, { cells, gathered, bloc, place, slot }: Row): boolean {
  programme.etat.bloc = bloc
  programme.etat.place = place
  return compute(programme, calcul, { slots: bloc, slot, lecture: { cells, gathered, ligne: { bloc, place } } })
}

type Target = { readonly slots: Slots; readonly slot: number; readonly lecture: Pick<Lecture, 'cells' | 'ligne' | 'gathered'> }

function compute(programme: Programme, calcul: Calcul, target: Target): boolean {
  const { slots, slot } = target
  const [beforeValue, beforePresence] = [slots.values[slot], slots.presence[slot]]
  if (!runFast(calcul, programme.etat, target)) runExact(programme, calcul, target)
  return slots.values[slot] !== beforeValue || slots.presence[slot] !== beforePresence
}

/** False when the result could not be computed exactly in float64. */
function runFast({ decimales, constant, fast }: Calcul, etat: Etat, { slots, slot }: Target): boolean {
  if (!fast) return false
  etat.filled = constant
  etat.horsLimites = false
  etat.deborde = false
  etat.absent = false
  etat.toleranceN = 0
  const n = fast(etat)
  if (etat.deborde) return false
  if (etat.horsLimites) return store(slots, slot, HORS_LIMITES, 0)
  if (etat.absent || Number.isNaN(n) || !etat.filled) return store(slots, slot, VIDE, 0)
  const unit = 10 ** decimales
  if (etat.d === unit) return store(slots, slot, VALEUR, n)
  const scaled = n * unit
  if (scaled > MAX_VALEUR || scaled < -MAX_VALEUR) return false
  return store(slots, slot, VALEUR, roundSafeQuotient(scaled, etat.d))
}

function store({ values, presence }: Slots, slot: number, state: number, value: number): true {
  presence[slot] = state
  // Adding zero turns −0, which a float64 keeps apart, into 0.
  values[slot] = value + 0
  return true
}

function runExact({ decimales, famille }: Programme, { decimales: places, constant, expression }: Calcul, target: Target): void {
  const { slots, slot, lecture } = target
  const met: Lecture['met'] = { filled: constant, horsLimites: false }
  const operande = evaluateExact(expression, { ...lecture, decimales, famille, met })
  if (met.horsLimites) store(slots, slot, HORS_LIMITES, 0)
  else if (met.absent || !met.filled || !('nombre' in operande) || !operande.nombre) store(slots, slot, VIDE, 0)
  else {
    const value = toValeur(roundTo(operande.nombre, places))
    if (value === null) store(slots, slot, HORS_LIMITES, 0)
    else store(slots, slot, VALEUR, value)
  }
}
