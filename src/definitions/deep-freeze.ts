/** Freezes a plain value and all it holds, and gives it back. */
export function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null) freezeAll(value)
  return value
}

function freezeAll(value: object): void {
  if (Object.isFrozen(value)) return
  Object.freeze(value)
  for (const key in value) {
    const item: unknown = (value as Readonly<Record<string, unknown>>)[key]
    if (typeof item === 'object' && item !== null) freezeAll(item)
  }
}
