/** What is wrong in a formula, and between which characters of its text (0-based, `fin` excluded). The message is French. */
export class FormuleError extends Error {
  override name = 'FormuleError'
  readonly debut: number
  readonly fin: number

  constructor(message: string, debut: number, fin: number) {
    super(message)
    this.debut = debut
    this.fin = fin
  }
}
