/** The name of this browser tab and those of the tabs still open: entries of a living tab are never taken from it. [EG-21] */
export type Onglets = { readonly nom: string; readonly vivants: ReadonlySet<string> }

const PREFIX = 'harmonia:onglet:'
const KEY = 'harmonia:onglet'
const RELOAD_MS = 300
let own: string | null = null

const newName = (): string => crypto.getRandomValues(new Uint32Array(3)).join('-')

/** Tabs hold a lock for as long as they live; without locks (page not served over https) every other tab counts as gone. */
export async function listOnglets(): Promise<Onglets> {
  // Browsers leave `locks` out of pages that are not served securely.
  const locks: LockManager | undefined = navigator.locks
  if (locks === undefined) return { nom: takeName(new Set()), vivants: new Set() }
  if (own !== null) return { nom: own, vivants: await living(locks) }
  let vivants = await living(locks)
  // A reload may come before the browser has let go of the lock of the former page; a duplicated tab keeps it for good.
  if (vivants.has(sessionStorage.getItem(KEY) ?? '')) {
    await new Promise((resolve) => setTimeout(resolve, RELOAD_MS))
    vivants = await living(locks)
  }
  const nom = takeName(vivants)
  void locks.request(PREFIX + nom, () => new Promise(() => undefined))
  return { nom, vivants }
}

async function living(locks: LockManager): Promise<ReadonlySet<string>> {
  const { held = [] } = await locks.query()
  return new Set(held.flatMap(({ name = '' }) => (name.startsWith(PREFIX) ? [name.slice(PREFIX.length)] : [])))
}

function takeName(vivants: ReadonlySet<string>): string {
  const kept = sessionStorage.getItem(KEY)
  own = own ?? (kept !== null && !vivants.has(kept) ? kept : newName())
  sessionStorage.setItem(KEY, own)
  return own
}
