/** The sources that an edition keeps in its working notation, as people read them: « Plan comptable général, art. 821-1 ». */

const ANC_2015_04 = 'Règlement ANC n° 2015-04 (comptes des organismes de logement social)'
const PCG = 'Plan comptable général'
const CCH = 'Code de la construction et de l’habitation'
const COOP = 'Fédération des coopératives HLM'

/** The public texts by the key of the research notes (their address is in the legend of those notes). */
const TEXTES: Readonly<Record<string, string>> = {
  S1: ANC_2015_04,
  S2: `${ANC_2015_04}, rédaction de 2025`,
  S3: PCG,
  S4: `${PCG}, rédaction de 2024`,
  S5: 'Arrêté du 26 décembre 2025',
  S6: `${CCH}, art. R. 423-1-4 et R. 423-9`,
  S7: `${CCH}, art. R. 423-70`,
  S8: `${COOP}, circulaire 14-099`,
  S9: 'Instruction comptable de 2015',
  S10: 'Compte financier des offices publics de l’habitat, annexes III à VI',
  S11: 'États réglementaires des offices publics',
  S12: 'Fiches des SEM agréées',
  S13: `${COOP}, tableaux de ventilation`,
  S14: 'Arrêté du 9 mai 2006',
  S15: 'Arrêté du 19 décembre 2008',
  S16: 'Arrêté du 9 mars 1990',
  S17: 'Plan de comptes M31 au 1er janvier 2015',
  S19: 'Fédération des OPH, comptabilisation de la RLS',
  S20: `${COOP}, lissage CGLLS`,
  S21: 'CGLLS, indicateurs de fragilité',
  S22: 'Tableaux de bord publics des ratios Boléro et ANCOLS',
  S23: 'Fichiers publics du logiciel VisialWeb',
  S24: 'La situation financière des Coop’HLM en 2015',
  S25: 'Banque des Territoires, prélèvement pour insuffisance d’investissements',
  S26: 'Banque des Territoires, cadre comptable des offices',
  S27: 'Guide pratique de répartition des charges et des produits (SIEG, 2018)',
  S28: 'Rapport de gestion 2015 de Logial-Coop',
  S29: 'CGLLS, présentation d’Harmonia',
  S30: `${COOP}, « Utiliser Harmoni@ pour saisir la liasse DIS »`,
  S31: 'Manuel Harmonia, version 2.8 (2013)',
  S32: 'Plan de comptes HLM, arrêté du 14 décembre 2022',
  S33: 'Ministère chargé du logement, cadre comptable des organismes',
  S39: 'Instruction comptable de 2016, sommaire',
  S41: 'Décret et arrêtés sur la transmission électronique des documents',
  S43: 'Formulaire Cerfa n° 14049',
  S44: 'Finance HLM, calcul du fonds de roulement',
  S45: `${COOP}, compte 4911`,
  S46: `${COOP}, enquêtes de 2024`,
  S47: `${COOP}, enquêtes de 2012`,
}

const A_CONFIRMER = 'à confirmer par un expert-comptable'
const MARQUE = /\[source: ([^\]]+)\]/g

/**
 * Says a source of the edition: the public texts it names, with their articles, then what still waits for an accountant.
 * `source` keeps the notation « forms.md §3 [source: S3 art. 821-1] ; libellés [expert] »; notes without any mark are a
 * proposal too.
 */
export function sourceEnMots(source: string): string {
  const textes = [...new Set([...source.matchAll(MARQUE)].flatMap(([, marque = '']) => textesOf(marque)))]
  if (textes.length === 0) return `proposition ${A_CONFIRMER}`
  const cites = textes.join(' ; ')
  return source.includes('[expert]') ? `${cites} ; le reste est ${A_CONFIRMER}` : cites
}

/** « S1, S45 pour les classes à 100 % » names two texts; what follows a key belongs to it. */
const textesOf = (marque: string): readonly string[] =>
  marque.split(/,\s*(?=S\d)/).map((citation) => {
    const [clef = '', ...suite] = citation.trim().split(' ')
    const texte = TEXTES[clef] ?? `référence ${clef}`
    const precision = suite.join(' ')
    if (precision === '') return texte
    return precision.startsWith('art.') ? `${texte}, ${precision}` : `${texte} (${precision})`
  })
