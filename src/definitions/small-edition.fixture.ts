/** A complete edition small enough to be read at a glance: the tests of the language, of the loader and of the engine change one word of it. */
const EDITION = `edition: "2025"
revision: 1
exercice: 2025
libelle: Petite édition
source: "[expert]"
familles:
  - { code: OPH, libelle: OPH, source: "[expert]" }
  - { code: COOP, libelle: Coopérative, source: "[expert]" }
liasses:
  - { code: qdis, libelle: QDIS, destinataire: federation }
  - { code: er, libelle: ER, destinataire: ministere }
parties:
  - { code: "01", libelle: Liasse, liasse: qdis, onglets: [{ libelle: Bilan, tableaux: [BA] }, { libelle: Questions, tableaux: [Q01] }] }
  - { code: "02", libelle: États, liasse: er, onglets: [{ libelle: Bilan, tableaux: [BA] }, { libelle: Effectif, tableaux: [T22] }] }
`
const BILAN = `code: BA
titre: Bilan
source: "[expert]"
liasses: [qdis, er]
colonnes:
  - { code: brut, libelle: Brut }
  - { code: amort, libelle: Amortissements }
  - { code: net, libelle: Net, formule: "[brut] - [amort]" }
  - { code: n1, libelle: Net N-1 }
lignes:
  - { titre: Immobilisations }
  - { code: A101, libelle: Terrains, comptes: "211", sans: [amort], formules: { net: "[brut]" } }
  - { code: A102, libelle: Constructions, comptes: "213" }
  - { code: A1021, libelle: dont bureaux, retrait: 1 }
  - { code: A103, libelle: Capital non appelé, familles: [COOP], seulement: [net, n1], formules: { net: "" } }
  - { code: A110, libelle: Immobilisations, total: true, formule: "A101 + A102 + A103" }
  - { titre: Passif }
  - { code: P100, libelle: Ressources, seulement: [net, n1], formules: { net: "" } }
`
const QUESTIONS = `code: Q01
titre: Questions
source: "[expert]"
liasses: [qdis]
colonnes:
  - { code: N, libelle: Exercice N }
lignes:
  - { code: Q01-01, libelle: Effectif, type: nombre, decimales: 1, depuis_er: { N: "T22.E10[etp]" } }
  - { code: Q01-02, libelle: Logements, type: nombre }
  - { code: Q01-03, libelle: Immobilisations par logement, formule: "BA.A110[net] / Q01-02" }
  - { code: Q01-04, libelle: Part nette, type: taux, formule: "BA.A110[net] / BA.A110[brut] * 100" }
  - { code: Q01-05, libelle: Accession, type: choix, choix: [Oui, Non] }
  - { code: Q01-06, libelle: Commentaire, type: texte }
  - { code: Q01-07, libelle: Excédent, formule: "MAX(BA.A110[net] - BA.P100[net]; 0)" }
`
const EFFECTIF = `code: T22
titre: Effectif moyen
source: "[expert]"
liasses: [er]
colonnes:
  - { code: etp, libelle: ETP, type: nombre, decimales: 1 }
lignes:
  - { code: E10, libelle: Ensemble }
`
const CONTROLES = `controles:
  - code: CTL-001
    niveau: bloquant
    liasses: [qdis, er]
    formule: "BA.A110[net] = BA.P100[net]"
    message: Le bilan n'est pas équilibré.
    source: "[expert]"
  - code: CTL-020
    niveau: bloquant
    liasses: [qdis]
    pour_chaque_ligne: "BA.A101..A103"
    formule: "[amort] <= [brut]"
    message: "Les amortissements dépassent le brut : {ligne}."
    source: "[expert]"
  - code: CTL-030
    niveau: a_justifier
    liasses: [qdis]
    si: 'Q01.Q01-02[N] > 0'
    formule: 'BA.A102[brut] > 0'
    message: Des logements sans constructions.
    source: "[expert]"
  - code: CTL-031
    niveau: a_noter
    liasses: [qdis]
    si: 'FAMILLE("COOP")'
    formule: 'NON(Q01.Q01-05[N] = "Oui") OU REMPLI(Q01.Q01-06[N])'
    message: Commentez l'accession.
    source: "[expert]"
  - code: CTL-040
    niveau: a_justifier
    liasses: [qdis]
    formule: "BA.A110[net] = BA.A110[n1]"
    tolerance: "5"
    message: Le total a varié.
    source: "[expert]"
`
const WORKFLOW = `source: "[expert]"
etape_visible: 4
etapes_saisie: [1]
etapes:
  - { numero: 1, code: saisie, libelle: Saisie, aide: On saisit. }
  - { numero: 4, code: fiabilisation, libelle: Fiabilisation, aide: On lit. }
passages:
  - { action: transmettre, libelle: Transmettre, de: 1, vers: 4, droit: signer, acteur: organisme }
`
const PROFILS = `source: "[expert]"
droits:
  - { code: signer, libelle: Signer, explication: Signe., acteur: organisme }
profils:
  - { code: chef, libelle: Chef, explication: Signe., acteur: organisme, droits: [signer] }
`

const EMPRUNTS = `code: X08
titre: Liste des emprunts
source: "[expert]"
liasses: [qdis, er]
liste: { capacite: 10000, nom: Emprunt, cle: contrat }
colonnes:
  - { code: contrat, libelle: Contrat, type: texte }
  - { code: nature, libelle: Nature, type: choix, choix: ["2.21", "2.22"] }
  - { code: brut, libelle: Montant initial }
  - { code: rembourse, libelle: Remboursé }
  - { code: crd, libelle: Capital restant dû, formule: "[brut] - [rembourse]" }
  - { code: taux, libelle: Taux, type: taux }
  - { code: duree, libelle: Durée, type: nombre }
  - { code: interets, libelle: Intérêts, formule: "[crd] * [taux] / 100" }
  - { code: part, libelle: Part, type: taux, formule: "[crd] / SOMME(X08[crd]) * 100" }
`
const DETTE = `code: T08
titre: Dette
source: "[expert]"
liasses: [qdis, er]
colonnes:
  - { code: N, libelle: Exercice N }
lignes:
  - { code: D10, libelle: Capital restant dû, formule: "SOMME(X08[crd])" }
  - { code: D21, libelle: dont 2.21, formule: 'SOMME(X08[crd] SI [nature] = "2.21")' }
  - { code: D30, libelle: Nombre, type: nombre, formule: "NOMBRE(X08)" }
  - { code: D31, libelle: Longs, type: nombre, formule: "NOMBRE(X08 SI [duree] > 30)" }
  - { code: D40, libelle: Plus petit taux, type: taux, formule: "MIN(X08[taux])" }
  - { code: D41, libelle: Plus grand taux, type: taux, formule: "MAX(X08[taux])" }
  - { code: D50, libelle: Seuil }
  - { code: D51, libelle: Au-dessus du seuil, type: nombre, formule: "NOMBRE(X08 SI [brut] > T08.D50[N])" }
  - { code: D60, libelle: Dette au bilan }
`
const CONTROLES_DE_LISTE = `  - code: CTL-194
    niveau: bloquant
    liasses: [qdis, er]
    formule: "SOMME(X08[crd]) = T08.D60[N]"
    message: La liste des emprunts ne correspond pas au bilan.
    source: "[expert]"
  - code: CTL-277
    niveau: a_justifier
    liasses: [qdis, er]
    pour_chaque_ligne: "X08"
    formule: "[rembourse] <= [brut]"
    message: "« {ligne} » est remboursé au-delà de son montant."
    source: "[expert]"
`

/** The small edition with a list of loans X08 and a table T08 that gathers it; `changes` as for `smallEdition`. */
export function editionWithList(changes: Readonly<Record<string, string>> = {}): ReadonlyMap<string, string> {
  const files = new Map(smallEdition())
  files.set('edition.yaml', EDITION.replace('[Q01] }', '[Q01, X08, T08] }').replace('[T22] }', '[T22, X08, T08] }'))
  files.set('tableaux/x08-emprunts.yaml', EMPRUNTS)
  files.set('tableaux/t08-dette.yaml', DETTE)
  files.set('controles.yaml', CONTROLES + CONTROLES_DE_LISTE)
  return replaced(files, changes)
}

/** The files of the small edition, each passage of `changes` replaced: `{ 'A101 + A102': 'A101 + A999' }`; an empty file text removes it. */
export function smallEdition(changes: Readonly<Record<string, string>> = {}): ReadonlyMap<string, string> {
  const files = new Map([
    ['edition.yaml', EDITION],
    ['workflow.yaml', WORKFLOW],
    ['profils.yaml', PROFILS],
    ['controles.yaml', CONTROLES],
    ['tableaux/bilan.yaml', BILAN],
    ['tableaux/q01-questions.yaml', QUESTIONS],
    ['tableaux/effectif-moyen.yaml', EFFECTIF],
  ])
  return replaced(files, changes)
}

function replaced(files: Map<string, string>, changes: Readonly<Record<string, string>>): ReadonlyMap<string, string> {
  for (const [from, to] of Object.entries(changes)) {
    const found = [...files].filter(([, text]) => text.includes(from))
    if (found.length === 0) throw new RangeError(`the small edition does not contain: ${from}`)
    for (const [file, text] of found)
      files.set(
        file,
        text.replace(from, () => to),
      )
  }
  return files
}
