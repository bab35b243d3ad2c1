/** Every page in every state: who looks, where, and what is done before the picture. */
import type { Person } from '#test/scene.ts'
import { ADMINISTRATEURS, NOM_LONG } from './decor.ts'
import {
  attendre,
  bouton,
  caseGrille,
  choix,
  coller,
  couper,
  frappe,
  onglet,
  pendantCeTemps,
  plusTard,
  remplir,
  reseau,
  retenir,
  sessionPerdue,
  touches,
  type Geste,
} from './gestes.ts'

export type Vue = {
  readonly nom: string
  /** Login; absent: nobody is signed in. A function: known only once the bodies are made. */
  readonly qui?: string | (() => string)
  readonly chemin: string
  /** Before the page is asked for. */
  readonly avant?: readonly Geste[]
  readonly gestes?: readonly Geste[]
  /** `page`: down to its end; `fenetre` (default): what the window shows; `papier`: as printed. */
  readonly cadre?: 'page' | 'fenetre' | 'papier'
  /** Widths where this state exists; absent: all. */
  readonly largeurs?: readonly number[]
}

const administrateur = (suffixe: string) => (): string => ADMINISTRATEURS.get(suffixe) ?? ''
const modifier = bouton('Modifier')

async function dossierDe(person: Person): Promise<string> {
  return (await person.ask('lireAccueil')).liasses.find(({ liasse }) => liasse === 'qdis')?.dossier?.id ?? ''
}

/** Writes one cell of the QDIS as this person. */
const ecrire =
  (at: string, v: string) =>
  async (person: Person): Promise<void> => {
    const dossierId = await dossierDe(person)
    const { valeurs } = await person.ask('lireDossier', { params: { dossierId } })
    await person.ask('enregistrerCellules', {
      params: { dossierId },
      body: { moyen: 'saisie', changements: [{ at, v, vu: valeurs[at]?.s ?? 0 }] },
    })
  }

const COLLAGE = ['1 200,00\t100,00\t7', '3 400\t12OO\t', '5 000,50\t250\t', '1 000,00\t0\t1'].join('\n')

const CONNEXION: readonly Vue[] = [
  { nom: 'connexion', chemin: '/connexion', cadre: 'page' },
  {
    nom: 'connexion-erreur',
    chemin: '/connexion',
    cadre: 'page',
    gestes: [
      remplir('Identifiant', 'bruno.lilas'),
      remplir('Mot de passe', 'pas-celui-la'),
      bouton('Se connecter'),
      attendre(/ne correspond|incorrect|inconnu/i),
    ],
  },
  {
    nom: 'connexion-poste-partage',
    chemin: '/connexion',
    cadre: 'page',
    gestes: [({ page }) => page.getByRole('checkbox', { name: /Ordinateur partagé/ }).check()],
  },
  { nom: 'guide', chemin: '/aide', cadre: 'page' },
  { nom: 'premier-mot-de-passe', qui: 'AD_99900001100018', chemin: '/', cadre: 'page', gestes: [remplir('Nouveau mot de passe', 'court')] },
  { nom: 'mes-sessions', qui: 'bruno.lilas', chemin: '/mes-sessions', cadre: 'page' },
  { nom: 'menu-du-nom', qui: 'bruno.lilas', chemin: '/', gestes: [bouton('Bruno Carle')] },
]

const PARAMETRES: readonly Vue[] = [
  { nom: 'accueil-ad-premier', qui: administrateur('glycines'), chemin: '/', cadre: 'page' },
  { nom: 'accueil-ad', qui: administrateur('lilas'), chemin: '/', cadre: 'page' },
  { nom: 'parametres-vide', qui: administrateur('glycines'), chemin: '/parametres', cadre: 'page' },
  { nom: 'parametres', qui: administrateur('lilas'), chemin: '/parametres', cadre: 'page' },
  { nom: 'parametres-impasse', qui: administrateur('impasse'), chemin: '/parametres', cadre: 'page' },
  {
    nom: 'fiche-seul',
    qui: administrateur('glycines'),
    chemin: '/parametres',
    gestes: [bouton('Ajouter'), choix(/^seul/), choix(/^Responsable Hiérarchique/), bouton('tout cocher')],
  },
  {
    nom: 'fiche-plusieurs',
    qui: administrateur('lilas'),
    chemin: '/parametres',
    gestes: [bouton('Ajouter'), choix(/^plusieurs/), choix(/^Responsable de Saisie/)],
  },
  {
    nom: 'fiche-erreurs',
    qui: administrateur('lilas'),
    chemin: '/parametres',
    gestes: [bouton('Ajouter'), remplir('Adresse de courriel', 'sans arobase'), remplir('Identifiant', 'AD_moi'), bouton('Enregistrer')],
  },
  {
    nom: 'fiche-impasse',
    qui: administrateur('impasse'),
    chemin: '/parametres',
    gestes: [
      bouton('Ajouter'),
      remplir('Nom', 'Dubois-Lemaître de la Tour d’Auvergne'),
      remplir('Prénom', 'Marie-Christine'),
      choix(/^Responsable Comptable/),
      ({ page }) => page.getByLabel('Conséquences').scrollIntoViewIfNeeded(),
    ],
  },
  { nom: 'parametres-desactiver', qui: administrateur('lilas'), chemin: '/parametres', gestes: [bouton('Désactiver Claire Petit')] },
]

const ACCUEIL: readonly Vue[] = [
  { nom: 'accueil-initialiser', qui: 'bruno.valfleuri', chemin: '/', cadre: 'page' },
  { nom: 'accueil-initialiser-refus', qui: 'claire.valfleuri', chemin: '/', cadre: 'page' },
  { nom: 'accueil-vide', qui: 'bruno.saules', chemin: '/', cadre: 'page' },
  { nom: 'accueil-en-cours-retard', qui: 'bruno.horizon', chemin: '/', cadre: 'page' },
  { nom: 'accueil-erreurs', qui: 'bruno.lilas', chemin: '/', cadre: 'page' },
  { nom: 'accueil-etape-2', qui: 'claire.remparts', chemin: '/', cadre: 'page' },
  { nom: 'accueil-etape-2-lecture', qui: 'bruno.remparts', chemin: '/', cadre: 'page' },
  { nom: 'accueil-etape-3', qui: 'denis.canal', chemin: '/', cadre: 'page' },
  { nom: 'accueil-etape-4', qui: 'solange.estuaire', chemin: '/', cadre: 'page' },
  { nom: 'accueil-renvoye', qui: 'bruno.pins', chemin: '/', cadre: 'page' },
  { nom: 'accueil-sans-profil', qui: 'bruno.impasse', chemin: '/', cadre: 'page' },
]

const DOSSIER: readonly Vue[] = [
  { nom: 'dossier-vide', qui: 'bruno.saules', chemin: '/dossier/qdis' },
  { nom: 'dossier-protege', qui: 'bruno.bouleaux', chemin: '/dossier/qdis' },
  { nom: 'dossier-modification', qui: 'bruno.bouleaux', chemin: '/dossier/qdis', gestes: [modifier, caseGrille(/A124.*Brut/)] },
  {
    nom: 'dossier-cellule-ouverte',
    qui: 'bruno.bouleaux',
    chemin: '/dossier/qdis',
    gestes: [modifier, caseGrille(/A124.*Brut/), touches('F2')],
  },
  {
    nom: 'dossier-valeur-refusee',
    qui: 'bruno.bouleaux',
    chemin: '/dossier/qdis',
    gestes: [modifier, caseGrille(/A121.*Brut/), frappe('12OO'), touches('Enter', 'ArrowUp')],
  },
  {
    nom: 'dossier-valeur-ambigue',
    qui: 'bruno.bouleaux',
    chemin: '/dossier/qdis',
    gestes: [modifier, caseGrille(/A123.*Brut/), frappe('475,962'), touches('Enter')],
  },
  { nom: 'dossier-proposer-modifier', qui: 'bruno.bouleaux', chemin: '/dossier/qdis', gestes: [caseGrille(/A124.*Brut/), frappe('5')] },
  {
    nom: 'dossier-selection',
    qui: 'bruno.bouleaux',
    chemin: '/dossier/qdis',
    gestes: [caseGrille(/A124.*Brut/), touches('Shift+ArrowDown', 'Shift+ArrowDown', 'Shift+ArrowRight')],
  },
  { nom: 'dossier-collage', qui: 'bruno.mimosas', chemin: '/dossier/qdis', gestes: [modifier, caseGrille(/A101.*Brut/), coller(COLLAGE)] },
  {
    nom: 'dossier-hors-ligne',
    qui: 'bruno.bouleaux',
    chemin: '/dossier/qdis',
    gestes: [
      modifier,
      caseGrille(/A125.*Brut/),
      reseau(false),
      frappe('1500'),
      touches('Enter'),
      attendre(/Hors ligne/),
      ({ page }) => page.waitForTimeout(300),
    ],
  },
  {
    nom: 'dossier-enregistrement',
    qui: 'bruno.bouleaux',
    chemin: '/dossier/qdis',
    gestes: [modifier, caseGrille(/A126.*Brut/), retenir('/cellules'), frappe('1500'), touches('Enter'), attendre(/Enregistrement…/)],
  },
  {
    nom: 'dossier-enregistre',
    qui: 'bruno.mimosas',
    chemin: '/dossier/qdis',
    gestes: [modifier, caseGrille(/A121.*Brut/), frappe('1500,5'), touches('Enter'), attendre(/Tout est enregistré à/)],
  },
  {
    nom: 'dossier-conflit',
    qui: 'bruno.mimosas',
    chemin: '/dossier/qdis',
    gestes: [
      modifier,
      caseGrille(/A122.*Brut/),
      reseau(false),
      frappe('1205'),
      touches('Enter'),
      pendantCeTemps('bruno.mimosas', ecrire('BA.A122[brut]', '1250.00')),
      reseau(true),
      attendre(/vient d’y mettre/),
    ],
  },
  { nom: 'dossier-anomalies', qui: 'bruno.horizon', chemin: '/dossier/qdis' },
  {
    nom: 'dossier-anomalie-choisie',
    qui: 'bruno.lilas',
    chemin: '/dossier/qdis',
    gestes: [modifier, caseGrille(/A124.*Brut/), touches('F8')],
  },
  { nom: 'dossier-justifier', qui: 'bruno.horizon', chemin: '/dossier/qdis', gestes: [bouton('Justifier')] },
  { nom: 'dossier-explication', qui: 'bruno.bouleaux', chemin: '/dossier/qdis', gestes: [caseGrille(/A130.*Brut/), touches('Alt+=')] },
  {
    nom: 'dossier-explication-saisie',
    qui: 'bruno.bouleaux',
    chemin: '/dossier/qdis?tableau=BP&cellule=BP.P131[N]',
    gestes: [caseGrille(/P131.*Exercice N,/), touches('Alt+=')],
  },
  {
    nom: 'dossier-historique',
    qui: 'bruno.lilas',
    chemin: '/dossier/qdis',
    gestes: [caseGrille(/A124.*Brut/), touches('Control+Shift+H'), attendre(/Bruno Carle/)],
  },
  {
    nom: 'dossier-recherche',
    qui: 'bruno.bouleaux',
    chemin: '/dossier/qdis',
    gestes: [bouton('Rechercher'), remplir('Code, libellé, compte ou montant', 'terrains')],
  },
  { nom: 'dossier-aide', qui: 'bruno.bouleaux', chemin: '/dossier/qdis', gestes: [bouton('Raccourcis')] },
  {
    nom: 'dossier-verification',
    qui: 'bruno.horizon',
    chemin: '/dossier/qdis',
    gestes: [bouton('Lancer la vérification'), attendre(/Vérification faite par le serveur/)],
  },
  { nom: 'dossier-passage-empeche', qui: 'bruno.lilas', chemin: '/dossier/qdis', gestes: [bouton('Terminer la saisie')] },
  { nom: 'dossier-passage', qui: 'denis.canal', chemin: '/dossier/qdis', gestes: [bouton('Signer et transmettre')] },
  { nom: 'dossier-renvoi', qui: 'denis.canal', chemin: '/dossier/qdis', gestes: [bouton('Renvoyer au contrôle comptable')] },
  {
    nom: 'dossier-synchroniser',
    qui: 'bruno.mimosas',
    chemin: '/dossier/qdis',
    gestes: [bouton('synchroniser'), attendre(/Rien n’est écrit/)],
  },
  {
    nom: 'dossier-synchronisation-perimee',
    qui: 'bruno.mimosas',
    chemin: '/dossier/qdis',
    gestes: [
      bouton('synchroniser'),
      attendre(/Rien n’est écrit/),
      pendantCeTemps('bruno.mimosas', ecrire('BA.A123[brut]', '777.00')),
      attendre(/Les chiffres ont changé depuis/),
    ],
  },
  {
    nom: 'dossier-synchronise',
    qui: 'bruno.mimosas',
    chemin: '/dossier/qdis',
    gestes: [
      bouton('synchroniser'),
      attendre(/Rien n’est écrit/),
      bouton(/^Reprendre/),
      attendre(/reprises des états réglementaires/),
      bouton('Continuer'),
      bouton(/diffèrent? des ER/),
    ],
  },
  { nom: 'dossier-journal', qui: 'bruno.mimosas', chemin: '/dossier/qdis', gestes: [bouton('Historique du dossier')] },
  {
    nom: 'dossier-annuler-synchronisation',
    qui: 'bruno.mimosas',
    chemin: '/dossier/qdis',
    gestes: [
      pendantCeTemps('bruno.mimosas', ecrire('BA.A125[brut]', '888.00')),
      bouton('Historique du dossier'),
      bouton('Annuler cette synchronisation'),
      attendre(/Modifiées depuis/),
    ],
  },
  { nom: 'dossier-lecture-visa', qui: 'bruno.remparts', chemin: '/dossier/qdis' },
  { nom: 'dossier-renvoye', qui: 'bruno.pins', chemin: '/dossier/qdis' },
  { nom: 'dossier-transmis', qui: 'solange.estuaire', chemin: '/dossier/qdis' },
  { nom: 'dossier-resultat', qui: 'bruno.bouleaux', chemin: '/dossier/qdis', gestes: [onglet(/Cpte de résultat/)] },
  { nom: 'dossier-ventilation', qui: 'bruno.bouleaux', chemin: '/dossier/qdis', gestes: [onglet(/Tableaux de ventilation/)] },
  { nom: 'dossier-q01', qui: 'bruno.bouleaux', chemin: '/dossier/qdis', gestes: [onglet(/Q01/)] },
  { nom: 'dossier-q09', qui: 'bruno.bouleaux', chemin: '/dossier/qdis', gestes: [onglet(/Q09/)] },
  {
    nom: 'dossier-non-concernes',
    qui: 'bruno.bouleaux',
    chemin: '/dossier/qdis',
    gestes: [({ page }) => page.getByText(/Tableaux non concernés/).click()],
  },
  { nom: 'dossier-er-non-ouvert', qui: 'bruno.bouleaux', chemin: '/dossier/er', cadre: 'page' },
  { nom: 'dossier-er', qui: 'bruno.mimosas', chemin: '/dossier/er' },
  { nom: 'ligne-telephone', qui: 'bruno.bouleaux', chemin: '/dossier/qdis', largeurs: [390], gestes: [modifier, bouton(/A124/)] },
  {
    nom: 'session-fermee',
    qui: 'bruno.bouleaux',
    chemin: '/dossier/qdis',
    gestes: [modifier, caseGrille(/A127.*Brut/), sessionPerdue, frappe('12'), touches('Enter'), attendre(/Votre session est fermée/)],
  },
  { nom: 'session-bientot-fermee', qui: 'bruno.bouleaux', chemin: '/dossier/qdis', gestes: [plusTard(28.5), attendre(/toujours là/)] },
  { nom: 'dossier-imprime', qui: 'bruno.bouleaux', chemin: '/dossier/qdis', cadre: 'papier' },
  {
    nom: 'dossier-imprime-ventilation',
    qui: 'solange.estuaire',
    chemin: '/dossier/qdis',
    gestes: [onglet(/Tableaux de ventilation/)],
    cadre: 'papier',
  },
]

const OPERATEURS: readonly Vue[] = [
  { nom: 'federation', qui: 'fanny.federation', chemin: '/operateur', cadre: 'page' },
  { nom: 'federation-retard', qui: 'fanny.federation', chemin: '/operateur?vue=retard', cadre: 'page' },
  { nom: 'federation-aucun', qui: 'fanny.federation', chemin: '/operateur?q=introuvable', cadre: 'page' },
  {
    nom: 'federation-declarer',
    qui: 'fanny.federation',
    chemin: '/operateur',
    gestes: [
      bouton('Déclarer un organisme'),
      ({ page }) => page.getByRole('dialog').getByRole('textbox').first().fill('999 000 011 00019'),
    ],
  },
  {
    nom: 'federation-identifiants',
    qui: 'fanny.federation',
    chemin: '/operateur',
    gestes: [bouton(`Émettre les identifiants de ${NOM_LONG}`)],
  },
  {
    nom: 'federation-identifiants-emis',
    qui: 'fanny.federation',
    chemin: '/operateur',
    gestes: [
      bouton('Émettre les identifiants de Coopérative des Glycines'),
      ({ page }) => page.getByRole('dialog').getByRole('button', { name: 'Émettre les identifiants' }).click(),
      attendre(/ne sera plus affiché/),
    ],
  },
  { nom: 'federation-reglages', qui: 'fanny.federation', chemin: '/operateur/reglages', cadre: 'page' },
  {
    nom: 'federation-lecture',
    qui: 'fanny.federation',
    chemin: '/operateur',
    gestes: [
      ({ page }) => page.getByRole('link', { name: /Ouvrir le dossier de OPH du Grand Estuaire/ }).click(),
      ({ page }) => page.getByRole('grid').waitFor(),
    ],
  },
  {
    nom: 'federation-renvoyer',
    qui: 'fanny.federation',
    chemin: '/operateur',
    gestes: [
      ({ page }) => page.getByRole('link', { name: /Ouvrir le dossier de OPH du Grand Estuaire/ }).click(),
      bouton(/^Renvoyer à l’organisme/),
    ],
  },
  { nom: 'ministere', qui: 'malik.ministere', chemin: '/operateur', cadre: 'page' },
  { nom: 'cglls', qui: 'odile.cglls', chemin: '/operateur', cadre: 'page' },
  { nom: 'cglls-reglages', qui: 'odile.cglls', chemin: '/operateur/reglages', cadre: 'page' },
]

const FAUTES: readonly Vue[] = [
  { nom: 'refus-administrateur', qui: administrateur('lilas'), chemin: '/dossier/qdis', cadre: 'page' },
  { nom: 'introuvable', qui: 'bruno.lilas', chemin: '/nulle-part', cadre: 'page' },
  { nom: 'chargement', qui: 'bruno.lilas', chemin: '/', avant: [retenir('/api/accueil')], cadre: 'page' },
  {
    nom: 'serveur-muet',
    qui: 'bruno.lilas',
    chemin: '/',
    avant: [couper('/api/accueil')],
    cadre: 'page',
    gestes: [attendre(/ne répond pas/)],
  },
  {
    // Last: from then on this address must wait.
    nom: 'connexion-attente',
    chemin: '/connexion',
    cadre: 'page',
    gestes: [
      async ({ scene }) => {
        for (let essai = 0; essai < 8; essai++)
          await scene.app.inject({ method: 'POST', url: '/api/session', payload: { login: 'claire.lilas', motDePasse: 'faux' } })
      },
      remplir('Identifiant', 'claire.lilas'),
      remplir('Mot de passe', 'pas-celui-la'),
      bouton('Se connecter'),
      attendre(/Trop d’essais/),
    ],
  },
]

export const VUES: readonly Vue[] = [...CONNEXION, ...PARAMETRES, ...ACCUEIL, ...DOSSIER, ...OPERATEURS, ...FAUTES]
