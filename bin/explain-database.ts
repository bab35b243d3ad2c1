/** What a person can do when the PostgreSQL of `DATABASE_URL` cannot be reached or used. */
import { StartError } from './command.ts'

/** What was read in `DATABASE_URL`, without its password. */
type Target = { readonly hote: string; readonly utilisateur: string; readonly base: string }

const targetOf = (databaseUrl: string): Target => {
  const { host, username, pathname, searchParams } = new URL(databaseUrl)
  return {
    hote: host || (searchParams.get('host') ?? 'localhost'),
    utilisateur: decodeURIComponent(username) || (searchParams.get('user') ?? ''),
    base: decodeURIComponent(pathname.slice(1)),
  }
}

const CERTIFICAT = (hote: string): string =>
  `Le certificat de ${hote} n’est pas signé par une autorité connue : donnez celle-ci par NODE_EXTRA_CA_CERTS, ou sslrootcert dans l’adresse.`

/** By code of the system or of PostgreSQL (SQLSTATE). */
const SENTENCES: Readonly<Record<string, (target: Target) => string>> = {
  ECONNREFUSED: ({ hote }) => `Aucun PostgreSQL ne répond à ${hote}. Vérifiez l’adresse et le port, et que le serveur est démarré.`,
  ENOENT: ({ hote }) => `Aucun PostgreSQL ne répond à ${hote} : le fichier de connexion n’existe pas.`,
  ENOTFOUND: ({ hote }) => `L’hôte ${hote} est inconnu. Vérifiez son nom.`,
  EAI_AGAIN: ({ hote }) => `L’hôte ${hote} ne peut pas être résolu pour l’instant. Vérifiez le réseau de cette machine.`,
  ETIMEDOUT: ({ hote }) => `L’hôte ${hote} ne répond pas. Vérifiez le réseau et les pare-feu.`,
  EHOSTUNREACH: ({ hote }) => `L’hôte ${hote} n’est pas joignable. Vérifiez le réseau et les pare-feu.`,
  '28P01': ({ utilisateur }) => `Le mot de passe de l’utilisateur ${utilisateur} est refusé.`,
  '28000': ({ utilisateur }) =>
    `L’utilisateur ${utilisateur} n’existe pas, ou le serveur (pg_hba.conf) ne l’admet pas depuis cette machine.`,
  '3D000': ({ base, utilisateur }) => `La base ${base} n’existe pas. Créez-la : create database ${base} owner ${utilisateur}.`,
  DEPTH_ZERO_SELF_SIGNED_CERT: ({ hote }) => CERTIFICAT(hote),
  SELF_SIGNED_CERT_IN_CHAIN: ({ hote }) => CERTIFICAT(hote),
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: ({ hote }) => CERTIFICAT(hote),
  ERR_TLS_CERT_ALTNAME_INVALID: ({ hote }) =>
    `Le certificat du serveur n’est pas celui de ${hote}. Écrivez l’hôte comme le certificat le nomme.`,
  '53300': () => 'Le serveur n’a plus de connexion libre. Augmentez max_connections, ou fermez d’autres programmes.',
  '57P03': () => 'Le serveur démarre ou s’arrête. Réessayez dans un instant.',
  '42501': ({ base, utilisateur }) =>
    `L’utilisateur ${utilisateur} n’a pas les droits qu’il faut sur la base ${base} : il doit en être le propriétaire.`,
}

/** The same failure in a sentence; `null` when it is not about reaching or using the database. */
export function explainDatabase(error: unknown, databaseUrl: string | null): StartError | null {
  if (databaseUrl === null || !(error instanceof Error) || !('code' in error)) return null
  const say = SENTENCES[String(error.code)]
  return say ? new StartError(`DATABASE_URL : ${say(targetOf(databaseUrl))}`) : null
}
