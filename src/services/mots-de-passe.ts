/** Hashes of passwords: argon2id with parameters that the hash carries, upgraded at sign-in when ours have grown. */
import { randomInt } from 'node:crypto'
import { hash, verify } from '@node-rs/argon2'

/** Source: OWASP Password Storage, argon2id 19 MiB, 2 passes, 1 lane. `algorithm: 2` is argon2id in the library's table. */
const PARAMETRES = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const
const PREFIXE = `$argon2id$v=19$m=${PARAMETRES.memoryCost},t=${PARAMETRES.timeCost},p=${PARAMETRES.parallelism}$`

export const hacher = (motDePasse: string): Promise<string> => hash(motDePasse, PARAMETRES)
export const isHacheAJour = (hache: string): boolean => hache.startsWith(PREFIXE)

export async function isMotDePasse(hache: string, motDePasse: string): Promise<boolean> {
  try {
    return await verify(hache, motDePasse)
  } catch {
    return false
  }
}

/** Compared when the login is unknown, so that the answer takes the same time. The password it hides is known to nobody. */
const LEURRE = hacher(`leurre-${randomInt(2 ** 47)}`)
export const comparerAuLeurre = async (motDePasse: string): Promise<false> => {
  await isMotDePasse(await LEURRE, motDePasse)
  return false
}

const LETTRES = 'abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789'

/** A one-time password easy to read aloud: five groups of four, about 115 bits. */
export const motDePasseProvisoire = (): string =>
  Array.from({ length: 5 }, () => Array.from({ length: 4 }, () => LETTRES[randomInt(LETTRES.length)]).join('')).join('-')
