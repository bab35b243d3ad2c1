/**
 * The findings of a dossier in their one form: what the browser shows and exports, what the server replies, what a batch and the command
 * line print. Same dossier, same edition: same text, byte for byte, whoever computes it. Source: decision 2 of `docs/architecture.md`. [CH-12]
 */
import { canonicalJson } from '#definitions/canonical-json.ts'
import type { Adresse, Famille, LiasseCode, Niveau } from '#definitions/edition.ts'
import { sha256 } from '#definitions/sha256.ts'
import { formatWire } from '#engine/format-montant.ts'
import type { Sheet } from '#engine/sheet.ts'
import type { Anomalie, Comparaison, Verdict, Verification } from '#engine/verify.ts'

/** Figures are decimal text in the unit of the rule (euros for amounts); null when the rule compares none, or beyond the limits. */
export type AnomalieConstatee = {
  readonly controle: string
  readonly niveau: Niveau
  readonly message: string
  readonly cellules: readonly Adresse[]
  readonly gauche: string | null
  readonly droite: string | null
  readonly ecart: string | null
  readonly tolerance: string
  readonly regle: string
  readonly source: string
  readonly pourquoi: string | null
  readonly quoiFaire: string | null
  /** The finding, by its `controle`, that has the same cause and speaks of it most directly; null on a finding of its own. */
  readonly cause: string | null
  /** Likely causes of the gap, the likeliest first. */
  readonly causes: readonly { readonly genre: string; readonly phrase: string; readonly cellules: readonly Adresse[] }[]
}
export type NonEvaluableConstate = {
  readonly controle: string
  readonly niveau: Niveau
  readonly message: string
  readonly manque: readonly Adresse[]
  readonly horsLimites: readonly Adresse[]
  /** Exercices whose filed dossier is missing, the latest first. */
  readonly exercices: readonly number[]
  /** The balance is missing. */
  readonly balance: boolean
}
export type Constats = {
  /** Digest of the rules applied. */
  readonly regles: string
  readonly edition: string
  readonly revision: number
  readonly liasse: LiasseCode
  readonly famille: Famille
  /** Before any justification is taken into account. */
  readonly verdict: Verdict
  /** Controls that concern the dossier. */
  readonly controles: number
  readonly anomalies: readonly AnomalieConstatee[]
  readonly nonEvaluables: readonly NonEvaluableConstate[]
}

/** The findings of an open dossier. `verification`: what `sheet.verify()` gave, when it is known already. */
export function constatsOf(sheet: Sheet, verification: Verification = sheet.verify()): Constats {
  const { edition, liasse, famille } = sheet
  return {
    regles: edition.digest,
    edition: edition.code,
    revision: edition.revision,
    liasse: liasse.code,
    famille,
    verdict: verification.verdict,
    controles: verification.total,
    anomalies: verification.anomalies.map(anomalieConstatee),
    nonEvaluables: verification.nonEvaluables.map((one) => ({
      controle: one.controle,
      niveau: one.niveau,
      message: one.message,
      manque: one.manque,
      horsLimites: one.horsLimites,
      exercices: one.dossiersAbsents.map((annees) => edition.exercice - annees),
      balance: one.balanceAbsente,
    })),
  }
}

/** One finding of the engine, its figures as decimal text. */
export function anomalieConstatee(anomalie: Anomalie): AnomalieConstatee {
  const { comparaison } = anomalie
  return {
    controle: anomalie.controle,
    niveau: anomalie.niveau,
    message: anomalie.message,
    cellules: [...anomalie.cellules],
    gauche: decimal(comparaison, 'gauche'),
    droite: decimal(comparaison, 'droite'),
    ecart: decimal(comparaison, 'ecart'),
    tolerance: decimal(comparaison, 'tolerance') ?? '0',
    regle: anomalie.texte,
    source: anomalie.source,
    pourquoi: anomalie.pourquoi ?? null,
    quoiFaire: anomalie.quoiFaire ?? null,
    cause: anomalie.cause ?? null,
    causes: anomalie.causes.map(({ genre, message, at, autre }) => ({
      genre,
      phrase: message,
      cellules: [at, autre].filter((cell) => cell !== undefined),
    })),
  }
}

function decimal(comparaison: Comparaison | undefined, membre: 'gauche' | 'droite' | 'ecart' | 'tolerance'): string | null {
  const valeur = comparaison?.[membre] ?? null
  return comparaison === undefined || valeur === null ? null : formatWire(valeur, comparaison.decimales)
}

type Rattachee = { readonly controle: string; readonly cause?: string | null }
/** A finding of its own, and those that hang on it. */
export type Groupe<Finding extends Rattachee> = { readonly racine: Finding; readonly entraines: readonly Finding[] }

/** The findings by their cause, in their order; one whose root is not among them stands alone. [CH-05] */
export function grouperParCause<Finding extends Rattachee>(anomalies: readonly Finding[]): readonly Groupe<Finding>[] {
  const known = new Set(anomalies.map(({ controle }) => controle))
  const rootOf = ({ controle, cause }: Finding): string => (typeof cause === 'string' && known.has(cause) ? cause : controle)
  return [...Map.groupBy(anomalies, rootOf)].flatMap(([root, own]) => {
    const racine = own.find(({ controle }) => controle === root)
    return racine ? [{ racine, entraines: own.filter((other) => other !== racine) }] : []
  })
}

/** The one text of findings: JSON, keys sorted, no blank. */
export const texteDesConstats = (constats: Constats): string => canonicalJson(constats)

/** SHA-256 of that text, in hexadecimal: two places that print the same stamp found the same things by the same rules. */
export const empreinteDesConstats = (constats: Constats): string => sha256(texteDesConstats(constats))
