/** The findings of a file as a person reads them in a terminal: the verdict first, then each finding with its place, figures, causes and what to do. */
import type { Adresse, Edition, Niveau } from '#definitions/edition.ts'
import { ligneOf, tableauOf } from '#engine/explain-words.ts'
import { formatEcran } from '#engine/format-montant.ts'
import type { Verdict } from '#engine/verify.ts'
import { empreinteDesConstats, grouperParCause, type AnomalieConstatee, type Constats, type Groupe } from '#domain/constats.ts'
import type { DossierVerifie } from './check-dossier.ts'
import type { DossierLu } from './read-dossier.ts'

const NIVEAUX: readonly (readonly [niveau: Niveau, titre: string])[] = [
  ['bloquant', '■ Bloquant'],
  ['a_justifier', '▲ À justifier'],
  ['a_noter', '● À noter'],
]
/** Cells of a finding told one by one; beyond, their number. */
const MAX_CASES = 6

/** The whole report, without a last line break. */
export function writeConstats(fichier: string, dossier: DossierLu, verifie: DossierVerifie): string {
  const { constats } = verifie
  const { edition } = dossier
  const lines = [
    `${fichier} : ${headOf(dossier)}`,
    `${sayVerdict(constats)} ${count(constats.controles, 'contrôle')}, ${constats.nonEvaluables.length} non ${plural(constats.nonEvaluables.length, 'évaluable')}.`,
    ...writeAnomalies(constats.anomalies, edition),
    ...writeTotaux(verifie, edition),
    ...writeMisesDeCote(verifie, dossier),
    ...writeNonEvaluables(constats),
    '',
    `Règles : édition ${constats.edition}, révision ${constats.revision}, empreinte ${constats.regles.slice(0, 16)}. Constats : empreinte ${empreinteDesConstats(constats).slice(0, 16)}.`,
  ]
  return lines.join('\n')
}

function headOf({ edition, liasse, famille, libelle }: DossierLu): string {
  const name = edition.liasses.find(({ code }) => code === liasse)?.libelle ?? liasse
  return `${libelle === null ? '' : `${libelle.replace(/\s+/g, ' ')}, `}${famille}, ${name}, édition ${edition.code}`
}

const count = (number: number, word: string): string => `${number} ${plural(number, word)}`
const plural = (number: number, word: string): string => (number > 1 ? `${word}s` : word)

const VERDICTS: Readonly<Record<Verdict, string>> = {
  recevable: 'Recevable',
  recevable_avec_justifications: 'Recevable avec des justifications',
  non_recevable: 'Non recevable',
}

/** « Non recevable : 2 bloquants, 1 à justifier, 3 à noter. » */
function sayVerdict({ verdict, anomalies }: Constats): string {
  const of = (niveau: Niveau): number => anomalies.filter((own) => own.niveau === niveau).length
  const counts = [
    of('bloquant') > 0 ? count(of('bloquant'), 'bloquant') : '',
    of('a_justifier') > 0 ? `${of('a_justifier')} à justifier` : '',
    of('a_noter') > 0 ? `${of('a_noter')} à noter` : '',
  ].filter((text) => text !== '')
  return counts.length === 0 ? `${VERDICTS[verdict]}.` : `${VERDICTS[verdict]} : ${counts.join(', ')}.`
}

/** Under each level, the findings whose gravest it is, each with what it entails. */
function writeAnomalies(anomalies: readonly AnomalieConstatee[], edition: Edition): readonly string[] {
  const groupes = Map.groupBy(grouperParCause(anomalies), gravest)
  return NIVEAUX.flatMap(([niveau, titre]) => {
    const own = groupes.get(niveau) ?? []
    const total = anomalies.filter((anomalie) => anomalie.niveau === niveau).length
    return own.length === 0 ? [] : ['', `${titre} (${total})`, ...own.flatMap((groupe) => writeGroupe(groupe, edition))]
  })
}

const gravest = ({ racine, entraines }: Groupe<AnomalieConstatee>): Niveau =>
  NIVEAUX.find(([niveau]) => [racine, ...entraines].some((own) => own.niveau === niveau))?.[0] ?? racine.niveau

function writeGroupe({ racine, entraines }: Groupe<AnomalieConstatee>, edition: Edition): readonly string[] {
  const head = writeAnomalie(racine, edition, '  ')
  if (entraines.length === 0) return head
  return [
    ...head,
    `      Entraîne aussi ${count(entraines.length, 'autre')} ${plural(entraines.length, 'constat')} :`,
    ...entraines.flatMap((own) => [
      `        - ${MARQUES[own.niveau]} ${own.message} [${own.controle}]`,
      ...figuresOf(own).map((text) => `            ${text}`),
    ]),
  ]
}

const MARQUES: Readonly<Record<Niveau, string>> = { bloquant: '■', a_justifier: '▲', a_noter: '●' }

function writeAnomalie(anomalie: AnomalieConstatee, edition: Edition, margin: string): readonly string[] {
  const { controle, message, cellules, causes, pourquoi, quoiFaire } = anomalie
  const inside = `${margin}    `
  return [
    `${margin}- ${message} [${controle}]`,
    ...figuresOf(anomalie).map((text) => inside + text),
    `${inside}Où : ${cellules
      .slice(0, MAX_CASES)
      .map((at) => placeOf(at, edition))
      .join(' ; ')}${cellules.length > MAX_CASES ? ` ; et ${cellules.length - MAX_CASES} autres` : ''}`,
    ...(pourquoi === null ? [] : [`${inside}Pourquoi : ${pourquoi}`]),
    ...causes.map(({ phrase }) => `${inside}Cause probable : ${phrase}`),
    ...(quoiFaire === null ? [] : [`${inside}À faire : ${quoiFaire}`]),
    `${inside}Règle : ${anomalie.regle} (${anomalie.source})`,
  ]
}

/** « 12 450 300,00 et 12 449 800,00 : écart 500,00 (toléré jusqu’à 1,00) » */
function figuresOf({ gauche, droite, ecart, tolerance }: AnomalieConstatee): readonly string[] {
  if (gauche === null || droite === null) return []
  const allowed = /[1-9]/.test(tolerance) ? ` (toléré jusqu’à ${french(tolerance)})` : ''
  return [`Chiffres : ${french(gauche)} et ${french(droite)}${ecart === null ? '' : `, écart ${french(ecart)}`}${allowed}`]
}

/** Decimal text as it is printed in French: `-1234.50` → « −1 234,50 ». */
export function french(decimal: string): string {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(decimal)
  if (!match) return decimal
  const [, sign = '', entiers = '', fraction = ''] = match
  return formatEcran(Number(sign + entiers + fraction), fraction.length)
}

/** « BA.A400[net] (TOTAL GÉNÉRAL, Net) » */
export function placeOf(at: Adresse, edition: Edition): string {
  const [, code = '', ligne = '', colonne = ''] = /^([^.]+)\.([^[]+)\[(.+)\]$/.exec(at) ?? []
  const tableau = tableauOf(edition, code)
  const libelle = ligneOf(tableau, ligne)?.libelle
  const column = tableau?.colonnes.find((own) => own.code === colonne)?.libelle
  return libelle === undefined || column === undefined ? at : `${at} (${libelle}, ${column})`
}

const say = (value: string | null): string => (value === null ? 'vide' : french(value))

function writeTotaux({ totaux }: DossierVerifie, edition: Edition): readonly string[] {
  if (totaux.length === 0) return []
  return [
    '',
    `■ Totaux du fichier différents du calcul (${totaux.length})`,
    ...totaux.map(
      ({ cellule, fichier, calcule, regle }) =>
        `  - ${placeOf(cellule, edition)} : ${say(fichier)} dans le fichier, ${say(calcule)} calculé.${regle ? ` ${regle.message} [${regle.code}]` : ''}`,
    ),
    '    À faire : cherchez la ligne qui manque ou qui compte deux fois ; ou ôtez ces totaux du fichier, ils se calculent.',
  ]
}

function writeMisesDeCote({ misesDeCote }: DossierVerifie, { famille }: DossierLu): readonly string[] {
  if (misesDeCote.length === 0) return []
  const shown = misesDeCote.slice(0, MAX_CASES).join(', ')
  return [
    '',
    `Mis de côté : ${count(misesDeCote.length, 'case')} d’une autre famille que ${famille} (${shown}${misesDeCote.length > MAX_CASES ? '…' : ''}). Elles ne comptent nulle part.`,
  ]
}

/** One line a rule, however many lines of the form it was unfolded over. */
function writeNonEvaluables({ nonEvaluables }: Constats): readonly string[] {
  if (nonEvaluables.length === 0) return []
  const byRule = Map.groupBy(nonEvaluables, ({ controle }) => controle.split('/')[0] ?? controle)
  return [
    '',
    `Non évaluables (${nonEvaluables.length})`,
    ...[...byRule].map(([regle, own]) => {
      const reasons = [
        sayCells(
          'manque',
          own.flatMap(({ manque }) => manque),
        ),
        sayCells(
          'hors limites',
          own.flatMap(({ horsLimites }) => horsLimites),
        ),
        ...[...new Set(own.flatMap(({ exercices }) => exercices))].map((exercice) => `manque le dossier déposé de l’exercice ${exercice}`),
        own.some(({ balance }) => balance) ? 'manque la balance' : '',
      ]
      return `  - ${regle}${own.length > 1 ? ` (${own.length} fois)` : ''} : ${reasons.filter((reason) => reason !== '').join(' ; ')}`
    }),
  ]
}

function sayCells(word: string, cellules: readonly Adresse[]): string {
  if (cellules.length === 0) return ''
  return `${word} ${cellules.slice(0, MAX_CASES).join(', ')}${cellules.length > MAX_CASES ? ` et ${count(cellules.length - MAX_CASES, 'autre')}` : ''}`
}
