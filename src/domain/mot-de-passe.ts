/**
 * The password rule. Source: CNIL deliberation 2022-100 of 21 July 2022: 80 bits without further measure,
 * 50 bits when access is throttled (ours is, by account and by address): e.g. 8 characters of 3 sets would do; we ask for
 * 12 characters of 3 sets, or a passphrase of 20 characters, so that the 80 bits are nearly always reached. [expert] on our choice inside it.
 */
const SETS = [/[a-zà-ÿ]/, /[A-ZÀ-Þ]/, /\d/, /[^\p{L}\d]/u] as const

const COMMUNS = [
  'motdepasse',
  'password',
  'azerty',
  'qwerty',
  'azertyuiop',
  'qwertyuiop',
  'bonjour',
  'soleil',
  'harmonia',
  'harmoni',
  'logement',
  'doudou',
  'loulou',
  'chouchou',
  'marseille',
  'princesse',
  'iloveyou',
  'admin',
  'administrateur',
  'welcome',
  'bienvenue',
  'changeme',
  'secret',
  'letmein',
  'qsdfghjklm',
  'wxcvbn',
]
/** The longest first: « administrateur » goes whole, not its first five letters. */
const COMMUNS_ENSEMBLE = COMMUNS.toSorted((a, b) => b.length - a.length)

/** Longest stretch made of one repeated character or of consecutive ones (`aaaa`, `1234`, `fedc`). */
const isSuite = (text: string): boolean => {
  const points = Array.from(text, (char) => char.codePointAt(0) ?? 0)
  const steps = points.slice(1).map((point, rank) => point - (points[rank] ?? 0))
  return steps.length > 0 && steps.every((step) => step === steps[0] && Math.abs(step) <= 1)
}

/** Nothing but words tried first, once or several times, whatever the figures and signs around them. */
const isCommun = (text: string): boolean => {
  const lettres = text.toLowerCase().replaceAll(/[^a-z]/g, '')
  const reste = COMMUNS_ENSEMBLE.reduce((left, mot) => left.replaceAll(mot, ''), lettres)
  return reste !== lettres && reste.length < 4
}

/** The same short piece over and over: `Ab1!Ab1!Ab1!`. */
const isRepete = (text: string): boolean => /^(.{1,12}?)\1+.{0,3}$/u.test(text)

const manquants = (nombre: number): string => (nombre === 1 ? 'Il manque 1 caractère' : `Il manque ${nombre} caractères`)

/** What is missing for `motDePasse` to be accepted, in one sentence; `null` = accepted. */
export function refusalMotDePasse(
  motDePasse: string,
  personne: { readonly login: string; readonly nom?: string; readonly prenom?: string },
): string | null {
  if (motDePasse.length > 200) return 'Le mot de passe dépasse 200 caractères : raccourcissez-le.'
  const sets = SETS.filter((set) => set.test(motDePasse)).length
  const long = motDePasse.length >= 20
  if (!long && motDePasse.length < 12)
    return `${manquants(12 - motDePasse.length)} : 12 au moins (majuscules, minuscules, chiffres ou signes), ou une phrase de 20 caractères.`
  if (!long && sets < 3)
    return 'Mêlez au moins trois sortes de caractères (majuscules, minuscules, chiffres, signes), ou choisissez une phrase de 20 caractères.'
  if (isCommun(motDePasse) || isRepete(motDePasse) || new Set(motDePasse).size < 6 || isSuite(motDePasse))
    return 'Ce mot de passe est trop courant : il serait essayé en premier. Choisissez-en un autre.'
  const interdits = [personne.login, personne.nom ?? '', personne.prenom ?? ''].filter((mot) => mot.length >= 4)
  if (interdits.some((mot) => motDePasse.toLowerCase().includes(mot.toLowerCase())))
    return 'Le mot de passe ne doit contenir ni votre identifiant, ni votre nom, ni votre prénom.'
  return null
}
