/** The fast form of the aggregates of lists: block after block, each block's share kept with it. */
import type { Agregat } from '#definitions/langage/ast.ts'
import { HORS_LIMITES, VALEUR } from './cells.ts'
import type { Etat } from './fast-fraction.ts'
import { PAR_BLOC, slotOf, type Bloc, type Resume } from './lignes.ts'
import { MAX_VALEUR } from './money.ts'

export type AgregatCompile = {
  readonly agregat: Agregat
  /** The compiled condition, or null without one. */
  readonly si: ((etat: Etat) => 0 | 1 | 2) | null
  /** Number under which the blocks keep the result; −1 when the condition gathers rows itself. */
  readonly id: number
  /** Fixed cells that the condition reads. */
  readonly dehors: readonly number[]
}

/** Evaluates the aggregate on the lists of `etat`: the numerator, its denominator in `etat.d`, NaN when nothing was gathered. */
export function fastAgregat(compile: AgregatCompile): (etat: Etat) => number {
  const unit = 10 ** (compile.agregat.colonne?.decimales ?? 0)
  let tour = -1
  let found: Resume = { n: Number.NaN, filled: false, horsLimites: false, deborde: false, dehors: '' }
  return (etat) => {
    if (tour !== etat.tour) found = gather(compile, etat)
    tour = etat.tour
    if (found.horsLimites) etat.horsLimites = true
    if (found.deborde) etat.deborde = true
    if (found.filled) etat.filled = true
    etat.d = unit
    return found.n
  }
}

function gather(compile: AgregatCompile, etat: Etat): Resume {
  const { agregat, id } = compile
  const total = { n: Number.NaN, filled: false, horsLimites: false, deborde: false, dehors: outside(compile, etat) }
  for (const bloc of etat.listes[agregat.liste]?.blocs ?? []) {
    if (!bloc) continue
    const kept = id < 0 ? undefined : bloc.resumes[id]
    const resume = kept?.dehors === total.dehors ? kept : resumeBloc(compile, etat, { bloc, dehors: total.dehors })
    if (resume.horsLimites) total.horsLimites = true
    if (resume.deborde) total.deborde = true
    if (resume.filled) total.filled = true
    total.n = together(agregat.nom, total.n, resume.n)
  }
  if (total.n > MAX_VALEUR || total.n < -MAX_VALEUR) total.deborde = true
  return total
}

/** What the fixed cells of the condition hold, as one text. */
const outside = ({ dehors }: AgregatCompile, { values, presence, texts }: Etat): string =>
  dehors.map((index) => `${presence[index]}:${texts.get(index) ?? values[index]}`).join('|')

/** Two shares put together; NaN is no share. */
function together(nom: Agregat['nom'], a: number, b: number): number {
  if (Number.isNaN(b)) return a
  if (Number.isNaN(a)) return b
  if (nom === 'MIN') return Math.min(a, b)
  return nom === 'MAX' ? Math.max(a, b) : a + b
}

function resumeBloc({ agregat, si, id }: AgregatCompile, etat: Etat, { bloc, dehors }: { bloc: Bloc; dehors: string }): Resume {
  const around = save(etat)
  const alarm = { horsLimites: false, deborde: false }
  const { nom, colonne } = agregat
  let n = nom === 'NOMBRE' ? 0 : Number.NaN
  for (let place = 0; place < PAR_BLOC; place++) {
    if (bloc.existe[place] !== 1 || (si && !isChosen(si, etat, { bloc, place, alarm }))) continue
    if (!colonne) {
      n++
      continue
    }
    const slot = slotOf(colonne.rang, place)
    const presence = bloc.presence[slot]
    if (presence === HORS_LIMITES) alarm.horsLimites = true
    if (presence === VALEUR) n = together(nom, n, bloc.values[slot] ?? 0)
    if (n > MAX_VALEUR || n < -MAX_VALEUR) alarm.deborde = true
  }
  Object.assign(etat, around)
  const resume: Resume = { n, filled: !Number.isNaN(n), ...alarm, dehors }
  if (id >= 0) bloc.resumes[id] = resume
  return resume
}

type Row = { readonly bloc: Bloc; readonly place: number; readonly alarm: { horsLimites: boolean; deborde: boolean } }

/** Whether a row satisfies the condition, whatever the tolerance of the control that asks. */
function isChosen(si: NonNullable<AgregatCompile['si']>, etat: Etat, { bloc, place, alarm }: Row): boolean {
  etat.bloc = bloc
  etat.place = place
  etat.toleranceN = 0
  etat.toleranceD = 1
  etat.horsLimites = false
  etat.deborde = false
  const truth = si(etat)
  if (etat.horsLimites) alarm.horsLimites = true
  if (etat.deborde) alarm.deborde = true
  return truth === 1
}

/** What evaluating a condition would otherwise leave changed behind it. */
const save = ({ bloc, place, filled, horsLimites, deborde, toleranceN, toleranceD }: Etat): Partial<Etat> => ({
  bloc,
  place,
  filled,
  horsLimites,
  deborde,
  toleranceN,
  toleranceD,
})
