/** The look chosen by this person on this computer; `systeme` follows the computer. */
export type Theme = 'systeme' | 'clair' | 'sombre'
export const THEMES = { systeme: 'Comme l’ordinateur', clair: 'Clair', sombre: 'Sombre' } as const satisfies Record<Theme, string>

const KEY = 'harmonia.theme'

export function readTheme(): Theme {
  const kept = localStorage.getItem(KEY)
  return kept === 'clair' || kept === 'sombre' ? kept : 'systeme'
}

export function applyTheme(theme: Theme): void {
  if (theme === 'systeme') delete document.documentElement.dataset['theme']
  else document.documentElement.dataset['theme'] = theme
}

export function chooseTheme(theme: Theme): void {
  localStorage.setItem(KEY, theme)
  applyTheme(theme)
}
