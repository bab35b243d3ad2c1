/** The published JSON Schemas, printed from the shapes that check the files: `docs/schemas/` holds the copy under review. */
import { z } from 'zod'
import { comptesShape } from '#definitions/comptes/comptes-shape.ts'
import { correspondancesShape } from '#definitions/correspondances-shape.ts'
import { differenceOf, editionDifferenceShape } from '#definitions/difference-shape.ts'
import { controlesShape, editionShape, profilsShape, tableauShape, workflowShape } from '#definitions/shape.ts'
import { compteRenduShape } from './constats-shape.ts'
import { dossierShape } from './dossier-shape.ts'

const SHAPES: Readonly<Record<string, readonly [titre: string, shape: z.ZodType]>> = {
  dossier: ['Dossier Harmoni@', dossierShape],
  constats: ['Compte rendu de vérification', compteRenduShape],
  edition: ["edition.yaml : en-tête d'une édition, familles, liasses, parties et onglets", editionShape],
  tableau: ["tableaux/*.yaml : un tableau d'une édition", tableauShape],
  controles: ["controles/*.yaml : des contrôles d'une édition", controlesShape],
  comptes: ["comptes.yaml : le chemin des comptes d'une balance vers les cases", comptesShape],
  correspondances: ["correspondances.yaml : ce que deviennent les cases de l'édition précédente", correspondancesShape],
  workflow: ["workflow.yaml : étapes et passages d'un dossier", workflowShape],
  profils: ['profils.yaml : droits et profils', profilsShape],
  'difference-edition': ["edition.yaml d'une édition écrite comme une différence (d_apres)", editionDifferenceShape],
  'difference-tableau': ["tableaux/*.yaml d'une édition écrite comme une différence", differenceOf(tableauShape)],
  'difference-comptes': ["comptes.yaml d'une édition écrite comme une différence", differenceOf(comptesShape)],
  'difference-controles': ["controles/*.yaml d'une édition écrite comme une différence", differenceOf(controlesShape)],
}

/** File name → JSON Schema (draft 2020-12) of what a person writes in such a file. */
export function listSchemas(): ReadonlyMap<string, unknown> {
  return new Map(
    Object.entries(SHAPES).map(([name, [title, shape]]) => {
      const { $schema, ...schema } = z.toJSONSchema(shape, { target: 'draft-2020-12', io: 'input' })
      return [`${name}.schema.json`, { $schema, $id: `${name}.schema.json`, title, ...schema }]
    }),
  )
}
