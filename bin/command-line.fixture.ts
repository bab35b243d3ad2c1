/** Runs the command line: in this process, or in one of its own as a person does; its exit code, what it prints. */
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished, vi } from 'vitest'
import { CHECKOUT } from './checkout.ts'
import { main } from './harmonia.ts'

export type Printed = { readonly code: number | null; readonly out: string; readonly err: string }

/** `harmonia …words` in this process; spaces are those of a keyboard in what comes back. */
export async function harmonia(words: readonly string[]): Promise<Printed> {
  const printed = { out: '', err: '' }
  const out = vi.spyOn(process.stdout, 'write').mockImplementation((chunk) => {
    printed.out += String(chunk)
    return true
  })
  const log = vi.spyOn(console, 'log').mockImplementation((text: string) => void (printed.out += `${text}\n`))
  const err = vi.spyOn(console, 'error').mockImplementation((text: string) => void (printed.err += `${text}\n`))
  try {
    const code = await main(words)
    return { code, out: plainSpaces(printed.out), err: plainSpaces(printed.err) }
  } finally {
    for (const spy of [out, log, err]) spy.mockRestore()
  }
}

/** The same in a process of its own, with `entree` on its standard input. */
export async function spawnHarmonia(words: readonly string[], entree: string): Promise<Printed> {
  const child = spawn(process.execPath, [join(CHECKOUT, 'bin/harmonia.ts'), ...words])
  const printed = { out: '', err: '' }
  child.stdout.setEncoding('utf8').on('data', (text: string) => (printed.out += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (printed.err += text))
  // A refusal may come before the input was read to its end.
  child.stdin.on('error', () => undefined)
  child.stdin.end(entree)
  const { promise, resolve } = Promise.withResolvers<number | null>()
  child.on('close', resolve)
  const code = await promise
  return { code, out: plainSpaces(printed.out), err: plainSpaces(printed.err) }
}

const plainSpaces = (text: string): string => text.replaceAll(/[\u00a0\u202f]/g, ' ')

/** Writes a file in a new temporary folder, removed when the test ends, and gives its path. */
export function temporaryFile(name: string, content: string | Uint8Array): string {
  const folder = mkdtempSync(join(tmpdir(), 'harmonia-file-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

/** A file of the examples of an edition. */
export const exemple = (name: string, edition = '2025'): string => join(CHECKOUT, `editions/${edition}/exemples/${name}.json`)
