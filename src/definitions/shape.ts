/**
 * The one shape that checks the files of an edition. Unknown keys are refused; every line has a source,
 * its own or its table's. What the files say in words (formulas, ranges) is parsed by `compile-edition.ts`.
 */
import { z } from 'zod'
import { typographie } from './typographie.ts'

export const famille = z.enum(['OPH', 'ESH', 'COOP', 'SEM'])
export const liasseCode = z.enum(['qdis', 'er'])
const code = z.string().regex(/^[A-Z][A-Z0-9-]*$/, 'code en majuscules et chiffres')
const colonneCode = z.string().regex(/^[A-Za-z][A-Za-z0-9_]*$/)
const mot = z.string().regex(/^[a-z][a-z0-9_]*$/)
const type = z.enum(['montant', 'nombre', 'taux', 'texte', 'choix'])
const numero = z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4), z.literal(5), z.literal(6)])

/** Words for people, on screen and in findings. */
export const phrase = z.string().min(1).overwrite(typographie)

const genre = {
  type: type.optional(),
  decimales: z.int().min(0).max(6).optional(),
  choix: z.array(z.string().min(1)).min(2).optional(),
}

export const colonneShape = z.strictObject({
  code: colonneCode,
  libelle: phrase,
  precision: phrase.optional(),
  aide: phrase.optional(),
  /** Each cell of the column must be filled (in a list: of each existing row). */
  obligatoire: z.boolean().optional(),
  ...genre,
  /** Formula of every cell of the column, `[brut] - [amort]`. Wins over the line's `formule`. */
  formule: z.string().optional(),
  /** Column of the dossier filed the year before, same line, that its entry cells take over: `net`. */
  reprise: colonneCode.optional(),
})

export const ligneShape = z.union([
  z.strictObject({ titre: phrase }),
  z.strictObject({
    code,
    libelle: phrase,
    comptes: z.string().optional(),
    /** Accounts of the depreciation column. */
    comptes_amort: z.string().optional(),
    /** Side on which a balance makes the line positive, when it is not that of its table. */
    sens: z.enum(['debit', 'credit']).optional(),
    aide: phrase.optional(),
    source: z.string().min(1).optional(),
    total: z.boolean().optional(),
    retrait: z.int().min(0).max(3).optional(),
    negatif: z.boolean().optional(),
    /** The cells of the line must be filled: all of them, or those of these columns. */
    obligatoire: z.union([z.boolean(), z.array(colonneCode).min(1)]).optional(),
    familles: z.array(famille).min(1).optional(),
    ...genre,
    /** Formula of the line, repeated in each column that has none of its own: `A101 + A102 + A103`. */
    formule: z.string().optional(),
    /** Formulas of single cells, by column: they win over everything. An empty text makes the cell an entry again. */
    formules: z.record(colonneCode, z.string()).optional(),
    /** Columns in which the line has no cell at all. */
    sans: z.array(colonneCode).optional(),
    /** Columns in which the line has its only cells (the opposite of `sans`). */
    seulement: z.array(colonneCode).optional(),
    /** ER cell that « synchroniser » copies, by column: `{ N: "T22.E90[etp]" }`. */
    depuis_er: z.record(colonneCode, z.string()).optional(),
    /** Cell of the dossier filed the year before, by column: `{ fam: "F05.G90[fam]" }`. Wins over the column's; an empty text takes nothing. */
    reprise: z.record(colonneCode, z.string()).optional(),
  }),
])

/** A table of repeated rows, in place of `lignes`. */
export const listeShape = z.strictObject({
  capacite: z.int().min(1).max(10_000),
  nom: phrase,
  cle: colonneCode.optional(),
})

export const tableauShape = z.strictObject({
  code,
  titre: phrase,
  unite: phrase.default('en euros'),
  source: z.string().min(1),
  aide: phrase.optional(),
  familles: z.array(famille).min(1).optional(),
  liasses: z.array(liasseCode).min(1),
  /** Its `obligatoire` cells are asked for only when this holds: `Q01.Q0102A[N] = "Oui"`. */
  obligatoire_si: z.string().min(1).optional(),
  /** The columns that the accounts of a balance feed; without it, the accounts of the lines are only there to be read. */
  affectation: z
    .strictObject({
      /** Side on which a balance makes the lines positive. */
      sens: z.enum(['debit', 'credit']),
      comptes: colonneCode,
      /** Column of the accounts whose label says « part récupérable »; the others go to `comptes`. */
      recuperable: colonneCode.optional(),
      /** Column of `comptes_amort`, positive on the other side. */
      amortissements: colonneCode.optional(),
    })
    .optional(),
  colonnes: z.array(colonneShape).min(1),
  /** Exactly one of the two. */
  lignes: z.array(ligneShape).min(1).optional(),
  liste: listeShape.optional(),
})

export const controleShape = z.strictObject({
  code: z.string().regex(/^(CTL|QDIS|ER)-\d{3}[A-Z]?$/),
  niveau: z.enum(['bloquant', 'a_justifier', 'a_noter']),
  liasses: z.array(liasseCode).min(1),
  formule: z.string().min(1),
  si: z.string().optional(),
  /** One control per line of a range, `BA.A101..BA.A330`, or per row of a list, `X08`; `{ligne}` in the message is the line's label. */
  pour_chaque_ligne: z.string().optional(),
  /** Decimal in the unit of the compared cells (euros). */
  tolerance: z
    .string()
    .regex(/^\d+([.,]\d+)?$/)
    .default('0'),
  familles: z.array(famille).min(1).optional(),
  message: phrase,
  pourquoi: phrase.optional(),
  quoi_faire: phrase.optional(),
  source: z.string().min(1),
})
/** A rule that nobody can break, and why: cells always computed, or that do not exist. */
export const constructionShape = z
  .strictObject({
    code: z.string().regex(/^CTL-\d{3}$/),
    liasses: z.array(liasseCode).min(1),
    /** Computed cells: `BA.A110` (all those of the line), `BP.P143[N]`, `BA.A010..A330[net]`. */
    calculees: z.array(z.string()).min(1).optional(),
    /** Cells that do not exist, or not for these families: `CRC.C111[rec]`. */
    absentes: z.array(z.string()).min(1).optional(),
    familles: z.array(famille).min(1).optional(),
    message: z.string().min(1),
    source: z.string().min(1),
  })
  .refine(({ calculees, absentes }) => (calculees === undefined) !== (absentes === undefined), {
    message: 'il faut `calculees` ou `absentes`, l’un des deux.',
  })
export const controlesShape = z.strictObject({
  controles: z.array(controleShape),
  par_construction: z.array(constructionShape).optional(),
})

export const editionShape = z.strictObject({
  edition: z.string().regex(/^\d{4}$/),
  revision: z.int().min(1),
  exercice: z.int(),
  libelle: phrase,
  source: z.string().min(1),
  familles: z.array(z.strictObject({ code: famille, libelle: phrase, source: z.string() })),
  liasses: z.array(
    z.strictObject({
      code: liasseCode,
      libelle: phrase,
      destinataire: z.enum(['federation', 'ministere']),
    }),
  ),
  parties: z.array(
    z.strictObject({
      code: z.string(),
      libelle: phrase,
      liasse: liasseCode,
      onglets: z.array(z.strictObject({ libelle: phrase, tableaux: z.array(code).min(1) })).min(1),
    }),
  ),
})

export const workflowShape = z.strictObject({
  source: z.string().min(1),
  etape_visible: numero,
  etapes_saisie: z.array(numero).min(1),
  etapes: z.array(
    z.strictObject({
      numero,
      code: mot,
      libelle: phrase,
      aide: phrase,
      sous_etapes: z.array(z.strictObject({ code: mot, libelle: phrase })).optional(),
    }),
  ),
  passages: z.array(
    z.strictObject({
      action: mot,
      libelle: phrase,
      de: numero,
      vers: numero,
      droit: mot,
      acteur: z.enum(['organisme', 'operateur']),
      verifie: z.boolean().default(false),
      sans_bloquant: z.boolean().default(false),
      motif: z.boolean().default(false),
    }),
  ),
})

export const profilsShape = z.strictObject({
  source: z.string().min(1),
  droits: z.array(
    z.strictObject({
      code: mot,
      libelle: phrase,
      explication: phrase,
      acteur: z.enum(['organisme', 'operateur']),
    }),
  ),
  profils: z.array(
    z.strictObject({
      code: mot,
      libelle: phrase,
      explication: phrase,
      acteur: z.enum(['organisme', 'operateur']),
      droits: z.array(mot),
    }),
  ),
})
