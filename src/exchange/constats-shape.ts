/** What `harmonia check --json` prints for a file. Published in `docs/schemas/`; a field is never removed nor given another meaning within a `format`. */
import { z } from 'zod'
import { famille, liasseCode } from '#definitions/shape.ts'
import type { Constats } from '#domain/constats.ts'

const adresse = z.string().meta({ description: 'Case, "BA.A101[brut]".' })
const decimal = z
  .string()
  .nullable()
  .meta({ description: "Texte décimal, dans l'unité de la règle ; null : la règle ne compare pas de chiffres, ou hors limites." })
const niveau = z.enum(['bloquant', 'a_justifier', 'a_noter'])

const anomalie = z
  .strictObject({
    controle: z.string().meta({ description: '"CTL-001", ou "CTL-020/A101" pour une ligne d\'un contrôle par ligne.' }),
    niveau,
    message: z.string(),
    cellules: z.array(adresse).readonly(),
    gauche: decimal,
    droite: decimal,
    ecart: decimal.meta({ description: 'gauche - droite.' }),
    tolerance: z.string(),
    regle: z.string().meta({ description: "La règle comme l'édition l'écrit." }),
    source: z.string(),
    pourquoi: z.string().nullable(),
    quoiFaire: z.string().nullable(),
    cause: z.string().nullable().meta({
      description: 'Le constat (son « controle ») qui a la même cause et en parle de plus près ; null : constat qui se tient seul.',
    }),
    causes: z
      .array(z.strictObject({ genre: z.string(), phrase: z.string(), cellules: z.array(adresse).readonly() }))
      .readonly()
      .meta({ description: "Causes probables de l'écart, la plus probable d'abord." }),
  })
  .readonly()

export const constatsShape = z
  .strictObject({
    regles: z.string().meta({ description: 'Empreinte SHA-256 des règles appliquées.' }),
    edition: z.string(),
    revision: z.int(),
    liasse: liasseCode,
    famille,
    verdict: z.enum(['recevable', 'recevable_avec_justifications', 'non_recevable']).meta({ description: 'Avant toute justification.' }),
    controles: z.int().meta({ description: 'Nombre de contrôles qui concernent le dossier.' }),
    anomalies: z.array(anomalie).readonly().meta({
      description:
        "Chaque constat qui se tient seul, puis ceux que la même cause entraîne (« cause ») ; les groupes qui ont un bloquant d'abord, puis à justifier, puis à noter ; dans l'ordre de l'édition.",
    }),
    nonEvaluables: z
      .array(
        z
          .strictObject({
            controle: z.string(),
            niveau,
            message: z.string(),
            manque: z.array(adresse).readonly(),
            horsLimites: z.array(adresse).readonly(),
            exercices: z.array(z.int()).readonly().meta({ description: 'Exercices dont le dossier déposé manque.' }),
            balance: z.boolean().meta({ description: 'La balance manque.' }),
          })
          .readonly(),
      )
      .readonly(),
  })
  .readonly() satisfies z.ZodType<Constats>

export const compteRenduShape = z
  .strictObject({
    format: z.literal(1),
    fichier: z.string(),
    libelle: z.string().nullable(),
    siret: z.string().nullable(),
    erreurs: z
      .array(z.strictObject({ ligne: z.int(), colonne: z.int().nullable(), message: z.string() }).readonly())
      .readonly()
      .meta({ description: "Ce qui n'a pas pu être lu, par ligne du fichier ; ces cases comptent comme vides. Vide quand tout est lu." }),
    constats: constatsShape
      .nullable()
      .meta({ description: 'Les constats, sous leur forme unique ; null quand rien ne peut être vérifié.' }),
    empreinte: z.string().nullable().meta({ description: 'SHA-256 du texte canonique de `constats` (clés triées, sans blanc).' }),
    totaux: z
      .array(
        z
          .strictObject({
            cellule: adresse,
            fichier: z.string(),
            calcule: z.string().nullable(),
            regle: z
              .strictObject({ code: z.string(), message: z.string() })
              .readonly()
              .nullable()
              .meta({ description: 'Règle que le calcul tient par construction et que ce total enfreint.' }),
          })
          .readonly(),
      )
      .readonly()
      .meta({ description: 'Totaux que le fichier donne autrement que le calcul.' }),
    misesDeCote: z.array(adresse).readonly().meta({ description: "Cases d'une autre famille : elles ne comptent nulle part." }),
  })
  .meta({ title: 'Compte rendu de vérification', description: 'Une ligne de « harmonia check --json ».' })

export type CompteRendu = Readonly<z.output<typeof compteRenduShape>>
