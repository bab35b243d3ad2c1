/** The dossier file: the JSON form in which vendors, auditors and the examples of an edition hold one liasse. Published in `docs/schemas/`. */
import { z } from 'zod'
import { famille, liasseCode } from '#definitions/shape.ts'
import { MAX_TEXTE } from '#engine/parse-cellule.ts'

const annee = z
  .string()
  .regex(/^\d{4}$/, 'année en quatre chiffres, "2025"')
  .meta({ description: 'Édition de la réglementation : l\'exercice, "2025".' })

const montant = z
  .union([z.string().max(40), z.number()])
  .meta({ description: 'Montant en euros, point décimal, sans séparateur de milliers : "1234.50".' })

const valeur = z.union([z.string().max(MAX_TEXTE), z.number(), z.null(), z.strictObject({ so: z.literal(true) })]).meta({
  description:
    'Montant, nombre ou taux en texte décimal "1234.50" ; texte ; choix ; "SO" ou { "so": true } : sans objet ; "" ou null : vide.',
})

const valeurs = z.record(z.string(), valeur).meta({
  description:
    'Les cases, par adresse : "BA.A101[brut]", ou "X08.L12[crd]" dans une liste. Une case absente est vide. Un total peut y être : il est comparé au total calculé.',
})

export const dossierShape = z
  .strictObject({
    $schema: z.string().optional().meta({ description: 'Adresse de ce schéma, pour les éditeurs de texte ; ignorée.' }),
    edition: annee.optional(),
    liasse: liasseCode.meta({ description: '"qdis" : liasse DIS ; "er" : états réglementaires.' }),
    famille: famille.meta({ description: "Famille de l'organisme : certaines lignes n'existent que pour elle." }),
    libelle: z.string().max(200).optional().meta({ description: "Nom de l'organisme, pour les comptes rendus." }),
    siret: z.string().optional().meta({ description: 'SIRET (14 chiffres) ou SIREN (9 chiffres).' }),
    valeurs,
    precedents: z
      .array(z.strictObject({ edition: annee, valeurs }))
      .max(2)
      .optional()
      .meta({ description: "Dossiers déposés des exercices précédents : d'abord N-1, puis N-2, chacun dans les cases de son édition." }),
    balance: z
      .array(
        z.strictObject({
          compte: z.string().regex(/^[1-9]\d{0,19}$/, 'numéro de compte en chiffres, "2813"'),
          libelle: z.string().max(300).optional(),
          debit: montant,
          credit: montant,
        }),
      )
      .optional()
      .meta({
        description: 'Balance après inventaire, avant clôture des comptes 6 et 7 : un compte par ligne, soldes débiteur et créditeur.',
      }),
  })
  .meta({ title: 'Dossier Harmoni@', description: "Une liasse d'un organisme pour un exercice." })

export type DossierEcrit = z.output<typeof dossierShape>
