/** The regions of a dossier's page, in the order of F6: tools, tables, grid, side panel; Maj+F6 goes the other way. [AC-04] */
const REGIONS = [
  { all: '.dossier-outils', first: '.dossier-outils :is(a, button, select)' },
  { all: '.tableaux', first: '.tableaux [aria-current]' },
  { all: '[role="grid"]', first: '[role="grid"] [tabindex="0"]' },
  { all: '.panneau', first: '.panneau' },
] as const

/** Moves the keyboard to the next region, or to the one before; from anywhere else, to the grid. */
export function goToRegion(before: boolean): void {
  const here = REGIONS.findIndex(({ all }) => document.activeElement?.closest(all))
  const next = here < 0 ? 2 : (here + (before ? -1 : 1) + REGIONS.length) % REGIONS.length
  document.querySelector<HTMLElement>(REGIONS[next]?.first ?? '')?.focus()
}
