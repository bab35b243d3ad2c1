/** Bytes of a file or of the standard input, never more than a dossier may weigh: what never ends is cut short. */
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import { MAX_OCTETS, sayTooBig } from '#exchange/decode-text.ts'

/** Why there is nothing to read: a French sentence. */
export type Illisible = { readonly message: string }

/** Reads `path`, or the standard input for `-`. */
export async function readInput(path: string): Promise<Uint8Array | Illisible> {
  if (path === '-') return readAll(process.stdin)
  try {
    const { size, isDirectory } = await statOf(path)
    if (isDirectory) return { message: 'C’est un dossier de fichiers : donnez le chemin d’un fichier JSON.' }
    return size > MAX_OCTETS ? { message: sayTooBig(size) } : await readAll(createReadStream(path))
  } catch (error) {
    return { message: sayError(error) }
  }
}

async function statOf(path: string): Promise<{ readonly size: number; readonly isDirectory: boolean }> {
  const found = await stat(path)
  return { size: found.size, isDirectory: found.isDirectory() }
}

async function readAll(stream: Readable): Promise<Uint8Array | Illisible> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of stream) {
    const bytes = chunk as Buffer
    chunks.push(bytes)
    size += bytes.length
    if (size > MAX_OCTETS) return { message: sayTooBig(size) }
  }
  return Buffer.concat(chunks)
}

const SENTENCES: Readonly<Record<string, string>> = {
  ENOENT: 'Fichier introuvable.',
  ENOTDIR: 'Fichier introuvable.',
  EACCES: 'Lecture refusée : vous n’avez pas le droit de lire ce fichier.',
  EPERM: 'Lecture refusée : vous n’avez pas le droit de lire ce fichier.',
}

function sayError(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  return SENTENCES[code] ?? `Lecture impossible (${code === '' ? String(error) : code}).`
}
