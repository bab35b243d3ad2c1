/** What must be filled, table by table: one control for each table that has `obligatoire` cells, lists included. */
import { compileControle, type ControleLu } from './compile-controles.ts'
import { lignesOf, type CaseLue, type TableauLu } from './compile-tableau.ts'
import type { Defect } from './defect.ts'
import type { Controle } from './edition.ts'
import type { LiasseLue, ListeLue } from './index-liasse.ts'

/** A cell that must be filled, with the condition that says it is. */
type Attendue = { readonly index: number; readonly libelle: string; readonly condition: string }

/** The controls of the liasse, in the order of its tables. A fault can only be in the `obligatoire_si` of a table: it is told there. */
export function compileObligatoires(liasse: LiasseLue, defects: Defect[]): readonly Controle[] {
  return liasse.tableaux.flatMap((lu) => {
    const liste = liasse.listes.find((own) => own.lu === lu)
    const attendues = liste ? ofList(liste) : ofTable(liasse, lu)
    if (attendues.length === 0) return []
    const place = { liasse, source: lu.source, pathOf: () => ['obligatoire_si'] }
    const requis = attendues.map(({ index, libelle }) => ({ index, libelle }))
    return compileControle(toLu(lu, liasse, attendues), place, defects).map((controle) => ({ ...controle, requis }))
  })
}

function ofTable({ cases }: LiasseLue, lu: TableauLu): readonly Attendue[] {
  const own = cases.map((lue, index) => ({ lue, index })).filter(({ lue }) => lue.tableau === lu.contenu.code)
  return own.flatMap(({ lue, index }) => {
    if (!lue.obligatoire) return []
    const isAlone = own.filter((other) => other.lue.ligne === lue.ligne && !other.lue.formule).length === 1
    return [{ index, libelle: libelleOf(lu, lue, isAlone), condition: conditionOf(lue) }]
  })
}

/** « Numéro SIREN », or « Logements conventionnés (Exercice N) » when other cells of the line are typed too. */
function libelleOf(lu: TableauLu, { ligne, colonne }: CaseLue, isAlone: boolean): string {
  const libelle = lignesOf(lu).find((own) => own.ligne.code === ligne)?.ligne.libelle ?? ligne
  return isAlone ? libelle : `${libelle} (${lu.contenu.colonnes.find(({ code }) => code === colonne)?.libelle ?? colonne})`
}

/** A cell of some families only is asked of them only. */
const conditionOf = ({ at, familles }: CaseLue): string =>
  familles.length === 0 ? `REMPLI(${at})` : `(NON(FAMILLE(${familles.map((famille) => `"${famille}"`).join('; ')})) OU REMPLI(${at}))`

const ofList = ({ lu, premier, colonnes }: ListeLue): readonly Attendue[] =>
  colonnes.flatMap(({ obligatoire, colonne }, rang) =>
    obligatoire
      ? [
          {
            index: premier + rang,
            libelle: lu.contenu.colonnes[rang]?.libelle ?? colonne,
            condition: `NON(NOMBRE(${lu.contenu.code} SI VIDE([${colonne}])) > 0)`,
          },
        ]
      : [],
  )

function toLu({ contenu }: TableauLu, liasse: LiasseLue, attendues: readonly Attendue[]): ControleLu {
  const { code, titre, source, familles, liste, obligatoire_si: si = liste && `NOMBRE(${code}) > 0` } = contenu
  return {
    code: `OBL-${code}`,
    niveau: 'bloquant',
    liasses: [liasse.code],
    formule: attendues.map(({ condition }) => condition).join(' ET '),
    ...(si !== undefined && { si }),
    ...(familles && { familles }),
    tolerance: '0',
    message: `Il manque au tableau « ${titre} » : {manque}.`,
    quoi_faire: 'Remplissez ce qui manque, ou notez « sans objet » ce qui ne vous concerne pas.',
    source,
  }
}
