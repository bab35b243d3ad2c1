/** A line of the journal in one French phrase. */
const MOYENS: Readonly<Record<string, string>> = {
  saisie: 'saisie',
  collage: 'collage',
  annulation: 'annulation',
  synchronisation: 'synchronisation',
  api: 'logiciel (API)',
}

const cases = (details: Readonly<Record<string, unknown>>): string => {
  const nombre = Object.keys(details['cellules'] ?? {}).length
  return nombre === 1 ? '1 case' : `${nombre} cases`
}

export function phraseOf(action: string, details: Readonly<Record<string, unknown>>): string {
  switch (action) {
    case 'initialiser':
      return 'Campagne initialisée'
    case 'enregistrer-cellules':
      return `${cases(details)} par ${MOYENS[String(details['moyen'])] ?? 'saisie'}`
    case 'synchroniser':
      return `${cases(details)} reprises des états réglementaires`
    case 'annuler-synchronisation':
      return `Synchronisation annulée : ${cases(details)}`
    case 'verifier':
      return `Vérification : ${String(details['bloquants'])} bloquant(s), ${String(details['aJustifier'])} à justifier`
    case 'justifier':
      return `Justification du contrôle ${String(details['controle'])}`
    case 'passer-etape':
      return `Passage de l’étape ${String(details['de'])} à l’étape ${String(details['vers'])}`
    case 'classer-dossier':
      return `Sous-étape : ${String(details['sousEtape'])}`
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
    case 'creer-organisme':
      return 'Organisme déclaré'
    default:
      return action
  }
}
