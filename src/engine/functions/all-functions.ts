/** Every function the engine computes, by name. `FAMILLE`, `PRECEDENT`, `PRECEDENT2`, `SOLDE`, `DEBIT` and `CREDIT` are not among them: they are settled when the formula is resolved. */
import { ABS } from './abs.ts'
import { ARRONDI } from './arrondi.ts'
import { ET } from './et.ts'
import type { Fonction } from './fonction.ts'
import { MAX } from './max.ts'
import { MIN } from './min.ts'
import { NOMBRE } from './nombre.ts'
import { NON } from './non.ts'
import { OU } from './ou.ts'
import { REMPLI } from './rempli.ts'
import { SANS_OBJET } from './sans-objet.ts'
import { SI } from './si.ts'
import { SOMME } from './somme.ts'
import { VIDE_FONCTION } from './vide.ts'

const ALL: readonly Fonction[] = [SOMME, MIN, MAX, NOMBRE, ABS, ARRONDI, SI, VIDE_FONCTION, REMPLI, SANS_OBJET, ET, OU, NON]

export const allFunctions: ReadonlyMap<string, Fonction> = new Map(ALL.map((fonction) => [fonction.nom, fonction]))
