/** The body of a request: JSON in UTF-8 and nothing else. What a database or another program would read otherwise is refused, not mended. */
import type { FastifyInstance } from 'fastify'
import { Problem } from '#domain/problems.ts'

const UTF8 = new TextDecoder('utf-8', { fatal: true })

const refus = (pourquoi: string): Problem => new Problem('requete/invalide', { ou: 'corps', pourquoi })

/** Keys that would change the prototype of what is read are refused by the parser itself. */
export function readJsonOnly(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser('error', 'error')
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, bytes, done) => {
    const text = decode(bytes)
    if (text === null) return done(refus('elle n’est pas écrite en UTF-8.'))
    return parse(request, text, (error, value: unknown) => {
      if (error) done(error)
      else if (text.includes(String.raw`\u`) && !isStorable(value))
        done(refus('un texte contient un caractère impossible (nul, ou moitié de caractère).'))
      else done(null, value)
    })
  })
}

function decode(bytes: string | Buffer): string | null {
  if (typeof bytes === 'string') return bytes
  try {
    return UTF8.decode(bytes)
  } catch {
    return null
  }
}

/** PostgreSQL keeps neither the null character nor half of a pair; such texts only come from `\u` escapes. */
function isStorable(value: unknown): boolean {
  const waiting = [value]
  while (waiting.length > 0) {
    const part = waiting.pop()
    if (typeof part === 'string' && (!part.isWellFormed() || part.includes('\0'))) return false
    if (typeof part === 'object' && part !== null) for (const [key, member] of Object.entries(part)) waiting.push(key, member)
  }
  return true
}
