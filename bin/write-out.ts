import { once } from 'node:events'

/** Prints a text and a line break, waiting for a slow reader; a reader that left (`| head`) ends the printing without a fuss. */
export async function writeOut(text: string): Promise<void> {
  if (process.stdout.destroyed || process.stdout.writableEnded) return
  if (!process.stdout.write(`${text}\n`)) await Promise.race([once(process.stdout, 'drain'), once(process.stdout, 'close')])
}
