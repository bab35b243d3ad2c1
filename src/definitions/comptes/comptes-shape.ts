/** The shape of `comptes.yaml`: what the lines of the tables do not say alone about the accounts of a balance. */
import { z } from 'zod'
import { famille, phrase } from '../shape.ts'

const selection = z.string().min(1).meta({ description: 'Comptes : "213 sauf 21315 et 2135", "401 à 408 créditeur".' })
const adresse = z.string().min(1).meta({ description: 'Une case : "BA.A126[amort]".' })
const mot = z.string().regex(/^[a-z][a-z0-9_]*$/)

/** Words looked for in the labels of a balance, as they are. */
const texte = z.string().min(1)

export const comptesShape = z.strictObject({
  source: texte,
  recuperable: z.strictObject({
    oui: z.array(texte).min(1).meta({ description: "Mots de l'intitulé qui disent une charge récupérable." }),
    non: z.array(texte).min(1),
    sans_case: phrase.meta({ description: 'Dit quand la ligne n’a pas de colonne pour la part récupérable.' }),
  }),
  activites: z.array(
    z.strictObject({
      code: mot,
      libelle: phrase,
      cases: z
        .strictObject({ qdis: adresse.optional(), er: adresse.optional() })
        .meta({ description: 'La case « Oui » ou « Non » qui la déclare, par liasse.' }),
    }),
  ),
  cas: z.array(
    z.strictObject({
      code: mot,
      comptes: selection,
      sans_detail: z.boolean().default(false),
      intitule: z.array(texte).min(1).optional(),
      activite: mot.optional(),
      case: adresse,
      remarque: phrase.optional(),
      source: texte,
    }),
  ),
  refus: z.array(
    z.strictObject({ code: mot, comptes: selection, familles: z.array(famille).min(1).optional(), message: phrase, source: texte }),
  ),
  remarques: z.array(
    z.strictObject({
      code: mot,
      comptes: selection,
      sans_detail: z.boolean().default(false),
      sauf_activite: mot.optional(),
      message: phrase,
      source: texte,
    }),
  ),
  epoques: z.strictObject({ trop_tard: phrase, trop_tot: phrase, source: texte }),
  resultat: z.strictObject({
    case: adresse,
    charges: selection,
    produits: selection,
    discordant: phrase,
    apres_cloture: phrase,
    reste: phrase,
    source: texte,
  }),
  desequilibre: phrase,
})
