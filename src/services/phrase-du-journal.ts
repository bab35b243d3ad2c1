/** A line of the journal in one French phrase. */
import type { Edition, EtapeNumero } from '#definitions/edition.ts'
import { etapeLabel } from '#domain/etapes.ts'

type Details = Readonly<Record<string, unknown>>

const MOYENS: Readonly<Record<string, string>> = {
  saisie: 'saisies',
  collage: 'collées',
  annulation: 'rétablies',
  synchronisation: 'synchronisées',
  api: 'reçues d’un logiciel (API)',
}

const NOMBRE = new Intl.NumberFormat('fr-FR')

const compte = (nombre: number, un: string, plusieurs = `${un}s`): string => `${NOMBRE.format(nombre)}\u00a0${nombre > 1 ? plusieurs : un}`

const nombreDe = (details: Details): number => Object.keys(details['cellules'] ?? {}).length

/** « 2 cases saisies », « 1 case saisie ». */
function cases(details: Details, participe: string): string {
  const nombre = nombreDe(details)
  return `${compte(nombre, 'case')} ${nombre > 1 ? participe : participe.replace(/s(?=$| )/, '')}`
}

/** « rien à corriger », « 1 bloquant », « 2 bloquants et 3 à justifier ». */
function constat({ bloquants, aJustifier }: Details): string {
  const [bloquent, attendent] = [Number(bloquants), Number(aJustifier)]
  const parts = [bloquent > 0 ? compte(bloquent, 'bloquant') : '', attendent > 0 ? `${attendent}\u00a0à justifier` : ''].filter(Boolean)
  return parts.length === 0 ? 'rien à corriger' : parts.join(' et ')
}

/** Steps are named, never numbered alone; a dossier given back says why. */
function passage({ de, vers, motif }: Details, edition: Edition): string {
  const label = (numero: unknown): string => `«\u00a0${etapeLabel(edition, Number(numero) as EtapeNumero)}\u00a0»`
  if (typeof motif !== 'string') return `Passage de ${label(de)} à ${label(vers)}`
  return `Renvoi de ${label(de)} à ${label(vers)}\u00a0: ${motif}`
}

const sousEtape = ({ sousEtape: code }: Details, edition: Edition): string =>
  edition.etapes.flatMap(({ sousEtapes }) => sousEtapes).find((sous) => sous.code === code)?.libelle ?? String(code)

/** « 2024 »: of the year before. */
const exercicePrecedent = ({ precedents }: Details): string =>
  Array.isArray(precedents)
    ? String((precedents as readonly { rang: number; exercice: number }[]).find(({ rang }) => rang === 1)?.exercice)
    : ''

export function phraseOf(action: string, details: Details, edition: Edition): string {
  switch (action) {
    case 'initialiser':
      return nombreDe(details) === 0
        ? 'Campagne initialisée'
        : `Campagne initialisée\u00a0: ${cases(details, 'reprises')} du dossier ${exercicePrecedent(details)}`
    case 'reprendre-precedent':
      return `${cases(details, 'reprises')} du dossier ${exercicePrecedent(details)}`
    case 'enregistrer-cellules':
      return nombreDe(details) === 0 ? 'Texte refusé, gardé en brouillon' : cases(details, MOYENS[String(details['moyen'])] ?? 'saisies')
    case 'synchroniser':
      return cases(details, 'reprises des états réglementaires')
    case 'annuler-synchronisation':
      return `Synchronisation annulée\u00a0: ${cases(details, 'rétablies')}`
    case 'verifier':
      return `Vérification\u00a0: ${constat(details)}`
    case 'justifier':
      return `Justification du contrôle ${String(details['controle'])}`
    case 'passer-etape':
      return passage(details, edition)
    case 'classer-dossier':
      return `Sous-étape\u00a0: ${sousEtape(details, edition)}`
    case 'creer-compte':
      return `Utilisateur ${String(details['compte'])} ajouté`
    case 'modifier-compte':
      return `Utilisateur ${String(details['compte'])} modifié`
    case 'activer-compte':
      return `Utilisateur ${String(details['compte'])} ${details['actif'] === true ? 'réactivé' : 'désactivé'}`
    case 'changer-mot-de-passe':
      return `Mot de passe changé (${String(details['compte'])})`
    case 'emettre-identifiants':
      return `Identifiants ${String(details['login'])} émis`
    case 'modifier-reglages':
      return 'Réglages modifiés'
    case 'creer-organisme':
      return 'Organisme déclaré'
    default:
      return action
  }
}
