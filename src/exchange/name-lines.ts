/** How a letter names tables, lines and columns: their words, with their code, and with their table when the code alone could be of another. */
import type { Edition, Tableau } from '#definitions/edition.ts'

export type Names = {
  /** Codes of the tables of both editions, in the order of the newer form; those that are gone, last. */
  readonly tableaux: readonly string[]
  tableau(code: string): string
  /** `CRP.R186` → « R186 « Produits des cessions… » ». */
  line(address: string): string
  ligne(own: { readonly tableau: string; readonly ligne: string }): string
  colonne(tableau: string, code: string): string
}

/** The words of the newer edition, else those of the older one. */
export function nameLines(avant: Edition, apres: Edition): Names {
  const tableaux = new Map([...avant.tableaux, ...apres.tableaux].map((own) => [own.code, own]))
  const lignes = new Map([...avant.tableaux, ...apres.tableaux].flatMap(linesOf))
  const owners = Map.groupBy(lignes.keys(), (address) => address.split('.')[1] ?? '')
  const ligne: Names['ligne'] = ({ tableau, ligne: code }) => `${code} «\u00a0${lignes.get(`${tableau}.${code}`) ?? ''}\u00a0»`
  return {
    tableaux: [...new Set([...orderOf(apres), ...orderOf(avant)])],
    tableau: (code) => `${tableaux.get(code)?.titre ?? code} (${code})`,
    ligne,
    line: (address) => {
      const [tableau = '', code = ''] = address.split('.')
      return (owners.get(code)?.length ?? 0) > 1 ? `${tableau}.${ligne({ tableau, ligne: code })}` : ligne({ tableau, ligne: code })
    },
    colonne: (tableau, code) => tableaux.get(tableau)?.colonnes.find((own) => own.code === code)?.libelle ?? code,
  }
}

const linesOf = ({ code, lignes }: Tableau): readonly (readonly [string, string])[] =>
  lignes.flatMap((ligne) => (ligne.genre === 'ligne' ? [[`${code}.${ligne.code}`, ligne.libelle] as const] : []))

/** The order in which a person meets the tables: accounts first, then the annex, then the fiches and the QDIS. */
const orderOf = ({ parties }: Edition): readonly string[] => {
  const codes = (liasse: string): readonly string[] =>
    parties.filter((partie) => partie.liasse === liasse).flatMap(({ onglets }) => onglets.flatMap((onglet) => onglet.tableaux))
  return [...codes('er'), ...codes('qdis')]
}
