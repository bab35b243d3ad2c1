/** The one text of a plain value: keys sorted, no blank, so that equal values have equal digests. */
export function canonicalJson(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  let text = ''
  if (Array.isArray(value)) {
    for (const item of value as readonly unknown[]) text += `${text === '' ? '' : ','}${canonicalJson(item ?? null)}`
    return `[${text}]`
  }
  const own = value as Readonly<Record<string, unknown>>
  for (const key of Object.keys(own).toSorted()) {
    const item = own[key]
    if (item !== undefined)
      text += `${text === '' ? '"' : ',"'}${isPlain(key) ? key : JSON.stringify(key).slice(1, -1)}":${canonicalJson(item)}`
  }
  return `{${text}}`
}

/** A key that is written as it is. */
const isPlain = (key: string): boolean => /^[A-Za-z0-9_]*$/.test(key)
