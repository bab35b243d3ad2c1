/** The choice of this person on this computer: Tab leaves a table at once, instead of going to its next entry cell. [AC-04] */
const KEY = 'harmonia.tab-sort'

export const readTabSort = (): boolean => localStorage.getItem(KEY) === 'oui'

export const chooseTabSort = (sort: boolean): void => {
  if (sort) localStorage.setItem(KEY, 'oui')
  else localStorage.removeItem(KEY)
}
