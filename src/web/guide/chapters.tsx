import type { ReactNode } from 'react'

type Chapitre = { readonly id: string; readonly titre: string; readonly texte: ReactNode }

/** The order is that of the founding page of the federation. */
export const CHAPITRES: readonly Chapitre[] = [
  {
    id: 'premiere-connexion',
    titre: 'Première connexion',
    texte: (
      <>
        <p>
          La fédération vous remet un identifiant et un mot de passe. L’identifiant est « AD_ » suivi du numéro SIRET de votre organisme (ou
          de son SIREN). Le mot de passe remis ne sert qu’une fois : vous en choisissez un autre aussitôt.
        </p>
        <p>
          Cet identifiant est celui de l’administrateur de l’organisme. Il sert uniquement à créer les utilisateurs chargés de la saisie, de
          la comptabilité et de la direction ; il ne permet normalement pas de saisir.
        </p>
      </>
    ),
  },
  {
    id: 'parametres',
    titre: '« paramètres »',
    texte: (
      <p>
        Cliquez sur « paramètres », en haut à droite. La liste montre l’utilisateur AD_ : il ne se modifie pas et ne se supprime pas ; seul
        son mot de passe peut être changé. Créez d’abord votre propre compte.
      </p>
    ),
  },
  {
    id: 'ajouter',
    titre: '« Ajouter » un utilisateur',
    texte: (
      <>
        <p>Cliquez sur « Ajouter », puis dites si vous êtes seul ou plusieurs à remplir le dossier.</p>
        <p>
          Cinq champs sont obligatoires : nom, prénom, adresse de courriel, identifiant et mot de passe. L’identifiant est libre, mais ne
          commence pas par AD_. Les autres champs peuvent attendre.
        </p>
      </>
    ),
  },
  {
    id: 'seul',
    titre: 'Vous êtes seul',
    texte: (
      <p>
        Choisissez le profil « Responsable Hiérarchique », puis « tout cocher » : la case « Initialisation du dossier » est vide par défaut
        pour ce profil, et sans elle le QDIS ne peut pas commencer. Vous pourrez alors tout faire, jusqu’à l’étape « 4 Fiabilisation ».
      </p>
    ),
  },
  {
    id: 'plusieurs',
    titre: 'Vous êtes plusieurs',
    texte: (
      <p>
        Donnez au premier utilisateur le profil « Responsable de Saisie », sans rien changer d’autre : il peut initialiser la campagne et
        saisir les données. Créez de la même façon le « Responsable Comptable » et le « Responsable Hiérarchique », avec des identifiants
        différents.
      </p>
    ),
  },
  {
    id: 'profils',
    titre: 'Profils et droits',
    texte: (
      <p>
        Chaque utilisateur a un profil : sans profil, il ne peut rien faire. Le profil coche des cases dans la table des droits ; vous
        pouvez en cocher d’autres à la main. La page dit aussitôt ce que la personne pourra faire, et prévient si personne ne peut franchir
        une étape.
      </p>
    ),
  },
  {
    id: 'deconnexion',
    titre: '« Déconnexion »',
    texte: (
      <>
        <p>
          Enregistrez, puis cliquez sur « Déconnexion », en haut à droite. Revenez avec votre nouvel identifiant : il fonctionne tout de
          suite.
        </p>
        <p>Sur un ordinateur partagé, cochez « ne rien garder sur ce poste » à la connexion : aucune saisie n’y reste.</p>
      </>
    ),
  },
  {
    id: 'initialiser',
    titre: '« Initialiser » la campagne',
    texte: (
      <p>
        En haut à gauche, cliquez sur « Initialiser » : la campagne de l’année est ouverte, une seule fois pour tout l’organisme. Si le
        bouton n’est pas actif, la raison et le nom des personnes qui peuvent le faire sont écrits à côté.
      </p>
    ),
  },
  {
    id: 'qdis',
    titre: '« QDIS »',
    texte: (
      <p>
        Le bouton « Initialiser » disparaît et le mot « QDIS » prend sa place. Cliquez dessus pour ouvrir le QDIS. La partie « 01 - Liasse
        DIS (QDIS) » est affichée ; la liste déroulante, en haut à gauche, propose les autres parties : ce sont les états réglementaires
        (ER), qui ne sont pas à remplir ici.
      </p>
    ),
  },
  {
    id: 'modifier',
    titre: 'Protection et « Modifier »',
    texte: (
      <p>
        Le QDIS est d’abord protégé en lecture seule. Cliquez sur « Modifier », en haut à gauche, pour saisir. La protection revient quand
        vous quittez la page ou changez de session. Tout est enregistré au fur et à mesure.
      </p>
    ),
  },
  {
    id: 'synchroniser',
    titre: '« synchroniser » avec les ER',
    texte: (
      <>
        <p>
          Si vos états réglementaires sont déjà saisis pour le ministère, « synchroniser » les reprend dans le QDIS. Les différences
          s’affichent avant : rien n’est remplacé sans que vous l’ayez vu. Cette action est facultative.
        </p>
        <p>
          Les cases reprises portent la marque ⟳, et la page dit où les deux parties diffèrent. « Historique », dans le panneau des
          contrôles, permet d’annuler la synchronisation plus tard : ce que vous avez saisi depuis reste.
        </p>
      </>
    ),
  },
  {
    id: 'tableaux',
    titre: 'Les tableaux à remplir',
    texte: (
      <p>
        Pour le DIS, remplissez seulement « Bilan », « Cpte de résultat », les tableaux de ventilation et les 13 tableaux qui les suivent.
        Les totaux se calculent pendant la saisie. Vous pouvez coller depuis Excel.
      </p>
    ),
  },
  {
    id: 'verification',
    titre: '« Lancer la vérification »',
    texte: (
      <p>
        Après la saisie, cliquez sur « Lancer la vérification ». Chaque anomalie mène aux cases concernées : corrigez les anomalies
        bloquantes, justifiez celles qui doivent l’être.
      </p>
    ),
  },
  {
    id: 'etapes',
    titre: 'Passer les étapes, une par une',
    texte: (
      <>
        <ol>
          <li>« 1 Saisie » : le Responsable de Saisie termine la saisie.</li>
          <li>« 2 Contrôle comptable » : le Responsable Comptable donne son visa, ou renvoie avec un motif.</li>
          <li>« 3 Visa hiérarchique » : le Responsable Hiérarchique signe et transmet.</li>
          <li>« 4 Fiabilisation » : la fédération voit vos données. Avant cette étape, elle ne voit rien.</li>
        </ol>
        <p>La vérification doit être lancée après la dernière modification.</p>
      </>
    ),
  },
  {
    id: 'difficultes',
    titre: 'En cas de difficulté',
    texte: (
      <p>
        L’assistance répond les jours ouvrés, de 9 h à 17 h, et la fédération par téléphone ou par courriel. Leurs coordonnées sont au bas
        de chaque page.
      </p>
    ),
  },
]
