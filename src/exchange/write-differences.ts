/** What changed between two editions, as a federation sends it to its members: accounts first, then lines, calculations and controls, in words. */
import {
  compareEditions,
  termesOf,
  type Changement,
  type ControleCompare,
  type Differences,
  type FormuleComparee,
  type LigneComparee,
  type Termes,
} from '#definitions/compare-editions.ts'
import type { Edition } from '#definitions/edition.ts'
import { compareComptes, type CompteCompare, type ComptesCompares, type RemarqueComparee } from '#engine/affectation/compare-comptes.ts'
import { sourceEnMots } from '#domain/source-en-mots.ts'
import { nameLines, type Names } from './name-lines.ts'
import { wrapText } from './wrap-text.ts'

/** Both comparisons, as data. */
export type Lettre = Differences & { readonly comptes: ComptesCompares }

/** The changes from an edition to another, accounts included. */
export const compareAll = (avant: Edition, apres: Edition): Lettre => ({
  ...compareEditions(avant, apres),
  comptes: compareComptes(avant, apres),
})

/** The whole letter, without a last line break. */
export function writeDifferences(avant: Edition, apres: Edition): string {
  const lettre = compareAll(avant, apres)
  const names = nameLines(avant, apres)
  const titre = [
    `Ce qui change de l’exercice ${avant.exercice} à l’exercice ${apres.exercice}`,
    ...wrapText(`${edition(avant)} ; ${edition(apres)}.`, { debut: 'Règles comparées : ', retrait: 2 }),
  ]
  const parts = [
    chapter('Plan de comptes', writeComptes(lettre.comptes, { avant, apres, names })),
    chapter('Tableaux et lignes', writeTableaux(lettre, names)),
    chapter('Calculs', writeFormules(lettre.formules, names)),
    chapter('Contrôles', writeControles(lettre.controles, names)),
  ].filter((lines) => lines.length > 0)
  if (parts.length === 0) return [...titre, '', 'Rien ne change.'].join('\n')
  return [
    ...titre,
    '',
    ...writeSummary(lettre),
    ...parts.flatMap((lines, rank) => ['', `${rank + 1}. ${lines[0] ?? ''}`, ...lines.slice(1)]),
  ].join('\n')
}

const edition = ({ libelle, revision, digest }: Edition): string => `${libelle}, révision ${revision} (empreinte ${digest.slice(0, 8)})`
const chapter = (titre: string, lines: readonly string[]): readonly string[] => (lines.length === 0 ? [] : [titre, ...lines])
const quoted = (text: string): string => `«\u00a0${text}\u00a0»`
const plural = (count: number, one: string, many = `${one}s`): string => `${count} ${count > 1 ? many : one}`

/** « En bref » : how much of each, nothing of what does not change. */
function writeSummary({ comptes, tableaux, lignes, formules, controles }: Lettre): readonly string[] {
  const of = (list: readonly { readonly genre: string }[], genre: string): number => list.filter((own) => own.genre === genre).length
  const parts = [
    [comptes.ouverts.length, 'compte ouvert', 'comptes ouverts'],
    [comptes.fermes.length, 'compte fermé', 'comptes fermés'],
    [comptes.deplaces.length, 'compte qui change de ligne', 'comptes qui changent de ligne'],
    [of(tableaux, 'ajoute'), 'tableau nouveau', 'tableaux nouveaux'],
    [of(tableaux, 'retire'), 'tableau supprimé', 'tableaux supprimés'],
    [of(lignes, 'ajoute'), 'ligne nouvelle', 'lignes nouvelles'],
    [of(lignes, 'retire'), 'ligne supprimée', 'lignes supprimées'],
    [of(lignes, 'modifie'), 'ligne modifiée', 'lignes modifiées'],
    [new Set(formules.map(({ tableau, ligne }) => `${tableau}.${ligne}`)).size, 'calcul revu', 'calculs revus'],
    [of(controles, 'ajoute'), 'contrôle nouveau', 'contrôles nouveaux'],
    [of(controles, 'retire'), 'contrôle supprimé', 'contrôles supprimés'],
    [of(controles, 'modifie'), 'contrôle modifié', 'contrôles modifiés'],
  ] as const
  const said = parts.filter(([count]) => count > 0).map(([count, one, many]) => plural(count, one, many))
  return wrapText(`${said.join(', ')}.`, { debut: 'En bref : ', retrait: 2 })
}

type Scene = { readonly avant: Edition; readonly apres: Edition; readonly names: Names }

function writeComptes(comptes: ComptesCompares, { avant, apres, names }: Scene): readonly string[] {
  const all = (lines: readonly string[]): string => lines.map((line) => names.line(line)).join(' ou ')
  const opened = ({ apres: now }: CompteCompare): string => (now.length === 0 ? 'sans ligne, à choisir' : `en ${all(now)}`)
  const closed = (own: CompteCompare): string =>
    own.avant.join() === own.apres.join()
      ? `s’il sert encore, reste en ${all(own.apres)}`
      : `était en ${all(own.avant)} ; s’il sert encore, ira en ${all(own.apres)}`
  const moved = (own: CompteCompare): string =>
    own.apres.length === 0
      ? `quitte ${all(own.avant)}, seuls ses sous-comptes ont une ligne`
      : `de ${all(own.avant) || 'aucune ligne'} à ${all(own.apres)}`
  const say = (list: readonly CompteCompare[], how: (own: CompteCompare) => string): readonly string[] =>
    list.flatMap((own) => wrapText(`${quoted(own.libelle)}${alsoOf(own)} : ${how(own)}.`, { debut: `  ${own.compte.padEnd(7)} ` }))
  return [
    ...section(`Comptes ouverts en ${apres.exercice}`, say(comptes.ouverts, opened)),
    ...section(`Comptes fermés après ${avant.exercice}`, say(comptes.fermes, closed)),
    ...section('Comptes qui changent de ligne', say(comptes.deplaces, moved)),
    ...section('Comptes à justifier désormais', comptes.remarquesAjoutees.flatMap(writeRemarque)),
    ...section('Comptes qu’il n’est plus besoin de justifier', comptes.remarquesRetirees.flatMap(writeRemarque)),
  ]
}

const alsoOf = ({ sousComptes }: CompteCompare): string =>
  sousComptes === 0 ? '' : ` et ${sousComptes > 1 ? `ses ${sousComptes} sous-comptes` : 'son sous-compte'}`

/** Its message was written for one account: the list stands for it, what only a balance knows is left out. */
function writeRemarque({ comptes, message, source }: RemarqueComparee): readonly string[] {
  const said = message
    .replace(/\{compte\}\s«\s\{libelle\}\s»\s/, '')
    .replace(/\s: il est porté en \{ligne\}/, '')
    .replace(/\{[a-z]+\}/g, '…')
  return wrapText(`${comptes} : ${said} Source : ${sourceEnMots(source)}.`, { debut: '  - ' })
}

const section = (titre: string, lines: readonly string[]): readonly string[] => (lines.length === 0 ? [] : ['', titre, ...lines])

/** By table, in the order of the form. */
function writeTableaux({ tableaux, colonnes, lignes }: Differences, names: Names): readonly string[] {
  const byTableau = new Map<string, string[]>(names.tableaux.map((code) => [code, []]))
  const add = (code: string, text: string): void => void byTableau.get(code)?.push(...wrapText(text, { debut: '  - ', retrait: 6 }))
  for (const { avant, apres } of tableaux) {
    const [code, words] = [(avant ?? apres)?.code ?? '', apres?.titre ?? avant?.titre ?? '']
    if (!apres) add(code, `Le tableau ${quoted(words)} est supprimé.`)
    else if (!avant) add(code, `Le tableau ${quoted(words)} est nouveau. Source : ${sourceEnMots(apres.source)}.`)
    else if (avant.titre !== words) add(code, `Le tableau ${quoted(avant.titre)} devient ${quoted(words)}.`)
  }
  for (const { avant, apres } of colonnes) {
    const { tableau = '' } = avant ?? apres ?? {}
    if (!apres) add(tableau, `Colonne supprimée : ${quoted(avant?.libelle ?? '')}.`)
    else if (!avant) add(tableau, `Colonne nouvelle : ${quoted(apres.libelle)}.`)
    else add(tableau, `La colonne ${quoted(avant.libelle)} devient ${quoted(apres.libelle)}.`)
  }
  for (const genre of ['retire', 'ajoute', 'modifie'] as const)
    for (const change of lignes)
      if (change.genre === genre) for (const text of sayLigne(change)) add((change.apres ?? change.avant)?.tableau ?? '', text)
  return [...byTableau].flatMap(([code, lines]) => section(names.tableau(code), lines))
}

/** Nothing for a line of which only the accounts change: the chapter of accounts tells it. */
function sayLigne({ genre, avant, apres }: Changement<LigneComparee>): readonly string[] {
  if (avant && genre === 'retire') return [`Supprimée : ${avant.code} ${quoted(avant.libelle)}${comptes(avant)}.`]
  if (apres && genre === 'ajoute')
    return [`Nouvelle : ${apres.code} ${quoted(apres.libelle)}${comptes(apres)}.${aide(apres)} Source : ${sourceEnMots(apres.source)}.`]
  if (!avant || !apres) return []
  const parts = [
    avant.libelle === apres.libelle ? '' : `s’appelait ${quoted(avant.libelle)}`,
    avant.familles.join() === apres.familles.join() ? '' : `familles : ${familles(avant)} → ${familles(apres)}`,
    avant.total === apres.total ? '' : apres.total ? 'devient un total' : 'n’est plus un total',
    avant.aide === apres.aide || apres.aide === '' ? '' : apres.aide.replace(/\.$/, ''),
  ].filter((text) => text !== '')
  return parts.length === 0 ? [] : [`${apres.code} ${quoted(apres.libelle)} : ${parts.join(' ; ')}.`]
}

const comptes = ({ comptes: own }: LigneComparee): string => (own === '' ? '' : ` (comptes ${own})`)
const aide = ({ aide: own }: LigneComparee): string => (own === '' ? '' : ` ${own}`)
const familles = ({ familles: own }: Pick<LigneComparee, 'familles'>): string => (own.length === 0 ? 'toutes' : own.join(', '))

function writeFormules(formules: readonly FormuleComparee[], names: Names): readonly string[] {
  const byTableau = Map.groupBy(formules, ({ tableau }) => tableau)
  return names.tableaux.flatMap((code) =>
    section(
      byTableau.has(code) ? names.tableau(code) : '',
      (byTableau.get(code) ?? []).flatMap((own) => [
        ...wrapText(`${names.ligne(own)} (${[...new Set(own.colonnes.map((colonne) => names.colonne(code, colonne)))].join(', ')})`, {
          debut: '  - ',
        }),
        ...sayFormule(own, names).flatMap((text) => wrapText(text, { debut: '      ', retrait: 10 })),
      ]),
    ),
  )
}

function sayFormule({ avant, apres, termes }: FormuleComparee, names: Names): readonly string[] {
  if (apres === '') return ['se saisit désormais']
  if (avant === '') return [`se calcule désormais : ${apres}`]
  const said = sayTermes(termes, names)
  return said.length > 0 ? said : [`avant : ${avant}`, `après : ${apres}`]
}

const sayTermes = ({ retires, ajoutes }: Termes, names: Names, verbe = 'prend'): readonly string[] => [
  ...(retires.length === 0 ? [] : [`ne ${verbe} plus ${retires.map((line) => names.line(line)).join(', ')}`]),
  ...(ajoutes.length === 0 ? [] : [`${verbe} désormais ${ajoutes.map((line) => names.line(line)).join(', ')}`]),
]

const NIVEAUX: Readonly<Record<ControleCompare['niveau'], string>> = {
  bloquant: 'bloquant',
  a_justifier: 'à justifier',
  a_noter: 'à noter',
}

function writeControles(controles: readonly Changement<ControleCompare>[], names: Names): readonly string[] {
  const say = ({ code, niveau, message, texte, source }: ControleCompare): readonly string[] => [
    ...wrapText(`${code}, ${NIVEAUX[niveau]} : ${message}`, { debut: '  - ' }),
    ...wrapText(`règle : ${texte}`, { debut: '      ', retrait: 10 }),
    ...wrapText(`source : ${sourceEnMots(source)}`, { debut: '      ', retrait: 10 }),
  ]
  const of = (genre: Changement<ControleCompare>['genre']) => controles.filter((own) => own.genre === genre)
  return [
    ...section(
      'Contrôles nouveaux',
      of('ajoute').flatMap(({ apres }) => (apres ? say(apres) : [])),
    ),
    ...section(
      'Contrôles supprimés',
      of('retire').flatMap(({ avant }) => (avant ? say(avant) : [])),
    ),
    ...section(
      'Contrôles modifiés',
      of('modifie').flatMap(({ avant, apres }) => (avant && apres ? sayControle(avant, apres, names) : [])),
    ),
  ]
}

function sayControle(avant: ControleCompare, apres: ControleCompare, names: Names): readonly string[] {
  const change = (name: string, old: string, now: string): readonly string[] => (old === now ? [] : [`${name} : ${old} → ${now}`])
  const termes = sayTermes(termesOf(avant.lit, apres.lit), names, 'lit')
  const lines = [
    ...change('niveau', NIVEAUX[avant.niveau], NIVEAUX[apres.niveau]),
    ...(avant.texte === apres.texte ? [] : termes.length > 0 ? termes : [`règle avant : ${avant.texte}`, `règle après : ${apres.texte}`]),
    ...change('message', quoted(avant.message), quoted(apres.message)),
    ...change('liasses', avant.liasses.join(', '), apres.liasses.join(', ')),
    ...change('familles', familles(avant), familles(apres)),
    ...change('écart admis', avant.tolerance, apres.tolerance),
    ...(avant.quoiFaire === apres.quoiFaire ? [] : [`à faire désormais : ${apres.quoiFaire}`]),
  ]
  return [
    ...wrapText(`${apres.code}, ${NIVEAUX[apres.niveau]} : ${apres.message}`, { debut: '  - ' }),
    ...lines.flatMap((line) => wrapText(line, { debut: '      ', retrait: 10 })),
  ]
}
