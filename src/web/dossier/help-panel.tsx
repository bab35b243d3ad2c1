const RACCOURCIS: readonly (readonly [string, string])[] = [
  ['Flèches', 'aller de case en case ; pendant la frappe, valider et avancer'],
  [
    'Tab, Maj+Tab',
    'case de saisie suivante, précédente ; en lecture seule, sortir du tableau (le menu à votre nom peut le demander toujours)',
  ],
  ['Entrée', 'descendre ; après des Tab, sous la première colonne'],
  ['F2', 'modifier le contenu ; de nouveau : passer de la frappe au curseur'],
  ['Échap', 'rendre la valeur d’avant'],
  ['Suppr', 'vider la sélection'],
  ['/', '« sans objet » (s.o.), différent de vide et de 0'],
  ['=1200+350*2', 'calcul : 1 900 est gardé, F2 remontre l’expression'],
  ['Maj+flèches, Ctrl+A', 'étendre la sélection, tout le tableau'],
  ['Ctrl+flèches, Début, Fin', 'bord des données, bouts de ligne'],
  ['Ctrl+C, Ctrl+X, Ctrl+V', 'copier, couper, coller (depuis et vers Excel)'],
  ['Ctrl+D, Ctrl+R, Ctrl+Entrée', 'recopier vers le bas, à droite, dans la sélection'],
  ['Ctrl+Z, Ctrl+Y', 'annuler, rétablir (200 gestes)'],
  ['Alt+↓', 'liste de choix, ou accepter la suggestion'],
  ['F8, Maj+F8', 'anomalie suivante, précédente'],
  ['Alt+Page ↓, Alt+Page ↑', 'tableau suivant, précédent'],
  ['Alt+=', 'comment c’est calculé'],
  ['Ctrl+Maj+H', 'historique de la case'],
  ['Ctrl+F, Ctrl+G', 'chercher un code, un libellé, un compte'],
  ['Ctrl+Maj+A', 'copier le lien de la case'],
  ['F6, Maj+F6', 'région suivante, précédente : boutons, liste, tableau, contrôles'],
]

const MARQUES: readonly (readonly [string, string])[] = [
  ['=', 'case calculée : elle ne se saisit pas'],
  ['⟳', 'reprise des états réglementaires'],
  ['○', 'à envoyer au serveur'],
  ['✕', 'texte refusé : la dernière valeur valide compte toujours'],
  ['■ ▲ ●', 'bloquant, à justifier, à noter'],
]

/** The keys of the grid and the meaning of its marks. */
export const HelpPanel = () => (
  <div className="pile">
    <Words titre="Clavier" rows={RACCOURCIS} />
    <Words titre="Marques" rows={MARQUES} />
  </div>
)

const Words = ({ titre, rows }: { readonly titre: string; readonly rows: readonly (readonly [string, string])[] }) => (
  <section>
    <h3>{titre}</h3>
    <dl className="raccourcis">
      {rows.map(([keys, meaning]) => (
        <div key={keys}>
          <dt>{keys}</dt>
          <dd>{meaning}</dd>
        </div>
      ))}
    </dl>
  </section>
)
