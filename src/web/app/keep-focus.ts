/**
 * The keyboard is never left nowhere: when the element that has the focus leaves the page, what is nearest to it takes the
 * focus; on a new page, its content does. [AC-04]
 */
const FOCUSABLE = 'a[href], button, input, select, textarea, summary, [tabindex="0"]'
/** The active cell of a grid is worth more than the first button around it. */
const GRID_CELL = '[role="grid"] [tabindex="0"]'

/** The element that has the focus, then its ancestors. */
let chain: readonly Element[] = []

const remember = (): void => {
  const { activeElement, body } = document
  chain = []
  for (let at = activeElement === body ? null : activeElement; at && at !== body; at = at.parentElement) chain = [...chain, at]
}

const isLost = (): boolean => document.activeElement === document.body && chain[0]?.isConnected === false

function takeNearest(): void {
  for (const around of chain) {
    const nearest = around.isConnected
      ? (around.querySelector<HTMLElement>(GRID_CELL) ?? around.querySelector<HTMLElement>(FOCUSABLE))
      : null
    nearest?.focus()
    if (nearest && document.activeElement === nearest) return
  }
  focusContent()
}

/** Puts the focus at the start of the page's content, or on the active cell of its grid. */
export function focusContent(): void {
  const content = document.getElementById('contenu')
  const target = content?.querySelector<HTMLElement>(GRID_CELL) ?? content
  target?.focus()
}

/** Watches the page for as long as it is open. */
export function keepFocus(root: HTMLElement): void {
  addEventListener('focusin', remember)
  // A click beside everything leaves the focus nowhere on purpose.
  addEventListener('pointerup', remember, true)
  new MutationObserver(() => {
    if (isLost()) takeNearest()
  }).observe(root, { childList: true, subtree: true })
}
