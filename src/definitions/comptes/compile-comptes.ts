/** `../plan-de-comptes.csv`, `comptes.yaml` and the accounts of the lines → the chart and the routing of an edition. */
import type { TableauLu } from '../compile-tableau.ts'
import type { Defect } from '../defect.ts'
import type { Edition } from '../edition.ts'
import { FormuleError } from '../langage/formule-error.ts'
import type { Path } from '../source.ts'
import { plainWords, type Affectation } from './affectation.ts'
import { checkComptes, type ComptesLus } from './check-comptes.ts'
import { compileCibles } from './compile-cibles.ts'
import type { PlanDeComptes } from './plan.ts'
import { readPlan } from './read-plan.ts'
import { readSelection } from './read-selection.ts'
import type { Selection } from './selection.ts'

export const FICHIER_COMPTES = 'comptes.yaml'
/** One chart for all editions, beside their folders: each account says its exercices. */
export const FICHIER_PLAN = '../plan-de-comptes.csv'

type Fichiers = {
  readonly lus: ComptesLus | null
  readonly plan: string | undefined
  readonly tableaux: readonly TableauLu[]
  readonly illisibles: ReadonlySet<string>
}

/** The accounts of the edition; null when it has no `comptes.yaml`, or when it is faulty. */
export function compileComptes({ lus, plan: texte, tableaux, illisibles }: Fichiers, defects: Defect[]): Edition['comptes'] {
  if (!lus) return null
  if (texte === undefined) {
    defects.push({ fichier: FICHIER_PLAN, ligne: 1, message: 'Fichier absent : les comptes ne peuvent pas être vérifiés sans le plan.' })
    return null
  }
  const plan = readPlan(FICHIER_PLAN, texte, defects)
  const cibles = compileCibles(tableaux, plan, defects)
  checkComptes(lus, { cibles, tableaux, illisibles }, defects)
  return { plan, affectation: { ...compileRegles({ lus, plan, defects }), cibles } }
}

type Compilation = { readonly lus: ComptesLus; readonly plan: PlanDeComptes; readonly defects: Defect[] }

function compileRegles(compilation: Compilation): Omit<Affectation, 'cibles'> {
  const { contenu } = compilation.lus
  const { recuperable, activites, epoques, resultat, desequilibre } = contenu
  return {
    recuperable: { oui: recuperable.oui.map(plainWords), non: recuperable.non.map(plainWords), sansCase: recuperable.sans_case },
    activites: activites.map(({ code, libelle, cases: { qdis, er } }) => ({
      code,
      libelle,
      cases: { ...(qdis !== undefined && { qdis }), ...(er !== undefined && { er }) },
    })),
    ...compileListes(compilation),
    epoques: { tropTard: epoques.trop_tard, tropTot: epoques.trop_tot },
    resultat: {
      at: resultat.case,
      charges: read(compilation, resultat.charges, ['resultat', 'charges']),
      produits: read(compilation, resultat.produits, ['resultat', 'produits']),
      discordant: resultat.discordant,
      apresCloture: resultat.apres_cloture,
      reste: resultat.reste,
    },
    desequilibre,
  }
}

function compileListes(compilation: Compilation): Pick<Affectation, 'cas' | 'refus' | 'remarques'> {
  const { contenu } = compilation.lus
  return {
    cas: contenu.cas.map((cas, rank) => ({
      selection: read(compilation, cas.comptes, ['cas', rank, 'comptes']),
      sansDetail: cas.sans_detail,
      intitule: (cas.intitule ?? []).map(plainWords),
      activite: cas.activite ?? null,
      at: cas.case,
      remarque: cas.remarque ?? null,
      source: cas.source,
    })),
    refus: contenu.refus.map(({ comptes, familles = [], message, source }, rank) => ({
      selection: read(compilation, comptes, ['refus', rank, 'comptes']),
      familles,
      message,
      source,
    })),
    remarques: contenu.remarques.map((remarque, rank) => ({
      selection: read(compilation, remarque.comptes, ['remarques', rank, 'comptes']),
      sansDetail: remarque.sans_detail,
      saufActivite: remarque.sauf_activite ?? null,
      message: remarque.message,
      source: remarque.source,
    })),
  }
}

function read({ lus, plan, defects }: Compilation, texte: string, path: Path): Selection {
  try {
    return readSelection(texte, plan)
  } catch (error) {
    if (!(error instanceof FormuleError)) throw error
    defects.push(lus.source.defectInText(path, error.debut, error.message))
    return []
  }
}
