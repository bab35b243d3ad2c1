/** What changed between two editions, as a federation sends it to its members: grouped, in French, each change with its words before and after. */
import type { Changement, CompteDeplace, ControleCompare, Differences, LigneComparee } from '#definitions/compare-editions.ts'

/** The whole letter, without a last line break. */
export function writeDifferences(differences: Differences): string {
  const { de, vers } = differences
  const sections = [
    section(
      'Tableaux',
      differences.tableaux.map(({ avant, apres }) => beforeAfter(avant?.titre, apres?.titre, (avant ?? apres)?.code ?? '')),
    ),
    section(
      'Colonnes',
      differences.colonnes.map(({ avant, apres }) =>
        beforeAfter(avant?.libelle, apres?.libelle, `${(avant ?? apres)?.tableau ?? ''}[${(avant ?? apres)?.code ?? ''}]`),
      ),
    ),
    ...writeLignes(differences.lignes),
    section('Comptes qui changent de ligne', differences.comptes.map(writeCompte)),
    section('Formules modifiées', differences.formules.map(writeFormule)),
    ...writeControles(differences.controles),
  ].filter((text) => text !== '')
  const title = `De l’édition ${de} à l’édition ${vers} : ce qui change`
  return sections.length === 0 ? `${title}\n\nRien ne change.` : [title, ...sections].join('\n\n')
}

const section = (title: string, lines: readonly string[]): string =>
  lines.length === 0 ? '' : [`${title} (${lines.length})`, ...lines.map((line) => `  - ${line}`)].join('\n')

/** « T19 : « Tableau 19 » disparaît. » */
function beforeAfter(avant: string | undefined, apres: string | undefined, name: string): string {
  if (avant === undefined) return `${name} : nouveau, « ${apres ?? ''} ».`
  if (apres === undefined) return `${name} : « ${avant} » disparaît.`
  return `${name} : « ${avant} » devient « ${apres} ».`
}

function writeLignes(lignes: readonly Changement<LigneComparee>[]): readonly string[] {
  const of = (genre: Changement<LigneComparee>['genre']) => lignes.filter((own) => own.genre === genre)
  const say = ({ tableau, code, libelle, comptes, source }: LigneComparee): string =>
    `${tableau}.${code} « ${libelle} »${comptes === '' ? '' : ` (comptes ${comptes})`}. Source : ${source}`
  return [
    section(
      'Lignes nouvelles',
      of('ajoute').flatMap(({ apres }) => (apres ? [say(apres)] : [])),
    ),
    section(
      'Lignes supprimées',
      of('retire').flatMap(({ avant }) => (avant ? [say(avant)] : [])),
    ),
    section(
      'Lignes modifiées',
      of('modifie').flatMap(({ avant, apres }) => (avant && apres ? [writeLigne(avant, apres)] : [])),
    ),
  ]
}

function writeLigne(avant: LigneComparee, apres: LigneComparee): string {
  const parts = [
    avant.libelle === apres.libelle ? '' : `« ${avant.libelle} » devient « ${apres.libelle} »`,
    avant.comptes === apres.comptes
      ? ''
      : `comptes : ${avant.comptes === '' ? 'aucun' : avant.comptes} → ${apres.comptes === '' ? 'aucun' : apres.comptes}`,
    avant.familles.join() === apres.familles.join() ? '' : `familles : ${familles(avant)} → ${familles(apres)}`,
    avant.total === apres.total ? '' : apres.total ? 'devient un total' : 'n’est plus un total',
  ].filter((text) => text !== '')
  return `${apres.tableau}.${apres.code} ${avant.libelle === apres.libelle ? `« ${apres.libelle} » : ` : ': '}${parts.join(' ; ')}.`
}

const familles = ({ familles: own }: LigneComparee): string => (own.length === 0 ? 'toutes' : own.join(', '))

function writeCompte({ compte, avant, apres }: CompteDeplace): string {
  if (avant.length === 0) return `${compte} : nouveau en ${apres.join(' et ')}.`
  if (apres.length === 0) return `${compte} : n’est plus nommé (était en ${avant.join(' et ')}).`
  return `${compte} : ${avant.join(' et ')} → ${apres.join(' et ')}.`
}

function writeFormule({ avant, apres }: Differences['formules'][number]): string {
  const [first = '', ...others] = apres?.cellules ?? []
  const name = others.length === 0 ? first : `${first} et ${others.length} autre${others.length > 1 ? 's' : ''} de la ligne`
  const say = (texte: string | undefined): string => (texte === undefined || texte === '' ? 'saisie' : texte)
  return `${name}\n      avant : ${say(avant?.texte)}\n      après : ${say(apres?.texte)}`
}

const NIVEAUX: Readonly<Record<string, string>> = { bloquant: 'bloquant', a_justifier: 'à justifier', a_noter: 'à noter' }

function writeControles(controles: readonly Changement<ControleCompare>[]): readonly string[] {
  const of = (genre: Changement<ControleCompare>['genre']) => controles.filter((own) => own.genre === genre)
  const say = ({ code, niveau, message, texte, source }: ControleCompare): string =>
    `${code}, ${NIVEAUX[niveau] ?? niveau} : ${message}\n      règle : ${texte}\n      source : ${source}`
  return [
    section(
      'Contrôles nouveaux',
      of('ajoute').flatMap(({ apres }) => (apres ? [say(apres)] : [])),
    ),
    section(
      'Contrôles supprimés',
      of('retire').flatMap(({ avant }) => (avant ? [say(avant)] : [])),
    ),
    section(
      'Contrôles modifiés',
      of('modifie').flatMap(({ avant, apres }) => (avant && apres ? [writeControle(avant, apres)] : [])),
    ),
  ]
}

function writeControle(avant: ControleCompare, apres: ControleCompare): string {
  const change = (name: string, old: string, now: string): readonly string[] =>
    old === now ? [] : [`${name} avant : ${old}`, `${name} après : ${now}`]
  const lines = [
    ...change('niveau', NIVEAUX[avant.niveau] ?? avant.niveau, NIVEAUX[apres.niveau] ?? apres.niveau),
    ...change('règle', avant.texte, apres.texte),
    ...change('message', avant.message, apres.message),
    ...change('liasses', avant.liasses.join(', '), apres.liasses.join(', ')),
    ...change('tolérance', avant.tolerance, apres.tolerance),
  ]
  return [`${apres.code} : ${apres.message}`, ...lines.map((line) => `      ${line}`)].join('\n')
}
