/** Every page and who may reach it; each page is a bundle of its own, fetched when it is first opened. */
import { createRootRouteWithContext, createRoute, createRouter, lazyRouteComponent, redirect } from '@tanstack/react-router'
import type { QueryClient } from '@tanstack/react-query'
import { call } from '#web/api/call.ts'
import { sessionQuery } from '#web/api/queries.ts'
import { PageSkeleton } from '#web/design/states.tsx'
import { ErrorPage, NotFoundPage } from './error-page.tsx'
import { queryClient } from './query-client.ts'
import { Shell } from './shell.tsx'

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
  interface StaticDataRouteOption {
    /** The page fills the window between the bars and scrolls inside. */
    plein?: boolean
  }
}

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined)
const number = (value: unknown): string | undefined => text(typeof value === 'number' ? String(value) : value)

export type DossierSearch = {
  readonly partie?: string | undefined
  readonly tableau?: string | undefined
  readonly cellule?: string | undefined
  /** What is done on opening: go to the first finding, to the verification, or to the passage of the step. */
  readonly acte?: 'corriger' | 'verifier' | 'passer' | undefined
}
const ACTES = ['corriger', 'verifier', 'passer'] as const
const dossierSearch = (search: Record<string, unknown>): DossierSearch => ({
  partie: number(search['partie']),
  tableau: number(search['tableau']),
  cellule: text(search['cellule']),
  acte: ACTES.find((acte) => acte === search['acte']),
})

export type SuiviSearch = {
  readonly q?: string | undefined
  readonly famille?: string | undefined
  readonly liasse?: string | undefined
  readonly etape?: string | undefined
  readonly vue?: string | undefined
}
const suiviSearch = (search: Record<string, unknown>): SuiviSearch => ({
  q: number(search['q']),
  famille: text(search['famille']),
  liasse: text(search['liasse']),
  etape: number(search['etape']),
  vue: text(search['vue']),
})

/**
 * The code of a page, as it comes. When it does not, the server is asked for something else: without network that request fails too, and
 * its own sentence is the one to say.
 */
const charge = <T,>(code: Promise<T>): Promise<T> =>
  code.catch(async (error: unknown) => {
    await call('lireAssistance', {})
    throw error
  })

const root = createRootRouteWithContext<{ queryClient: QueryClient }>()({
  component: Shell,
  beforeLoad: async ({ context }) => ({ session: await context.queryClient.query({ ...sessionQuery, staleTime: 'static' }) }),
  errorComponent: ErrorPage,
  notFoundComponent: NotFoundPage,
})

const connexion = createRoute({
  getParentRoute: () => root,
  path: '/connexion',
  validateSearch: (search: Record<string, unknown>): { readonly retour?: string | undefined } => ({ retour: text(search['retour']) }),
  beforeLoad: ({ context }) => {
    if (context.session) redirect({ to: '/', throw: true })
  },
  component: lazyRouteComponent(() => charge(import('#web/session/sign-in-page.tsx')), 'SignInPage'),
})
const aide = createRoute({
  getParentRoute: () => root,
  path: '/aide',
  component: lazyRouteComponent(() => charge(import('#web/guide/guide-page.tsx')), 'GuidePage'),
})

const ouverte = createRoute({
  getParentRoute: () => root,
  id: 'ouverte',
  beforeLoad: ({ context, location }) => {
    const { session } = context
    if (!session) redirect({ to: '/connexion', search: { retour: location.href === '/' ? undefined : location.href }, throw: true })
    else if (session.acteur.doitChangerMotDePasse && location.pathname !== '/mot-de-passe') redirect({ to: '/mot-de-passe', throw: true })
  },
})
const motDePasse = createRoute({
  getParentRoute: () => ouverte,
  path: '/mot-de-passe',
  component: lazyRouteComponent(() => charge(import('#web/session/password-page.tsx')), 'PasswordPage'),
})
const sessions = createRoute({
  getParentRoute: () => ouverte,
  path: '/mes-sessions',
  component: lazyRouteComponent(() => charge(import('#web/session/sessions-page.tsx')), 'SessionsPage'),
})
const accueil = createRoute({
  getParentRoute: () => ouverte,
  path: '/',
  beforeLoad: ({ context }) => {
    if (context.session?.acteur.genre === 'operateur') redirect({ to: '/operateur', throw: true })
  },
  component: lazyRouteComponent(() => charge(import('#web/accueil/home-page.tsx')), 'HomePage'),
})
const parametres = createRoute({
  getParentRoute: () => ouverte,
  path: '/parametres',
  component: lazyRouteComponent(() => charge(import('#web/parametres/settings-page.tsx')), 'SettingsPage'),
})
const dossier = createRoute({
  getParentRoute: () => ouverte,
  path: '/dossier/$liasse',
  validateSearch: dossierSearch,
  staticData: { plein: true },
  component: lazyRouteComponent(() => charge(import('./dossier-routes.tsx')), 'LiasseRoute'),
})
const operateur = createRoute({
  getParentRoute: () => ouverte,
  path: '/operateur',
  validateSearch: suiviSearch,
  component: lazyRouteComponent(() => charge(import('#web/operateur/board-page.tsx')), 'BoardPage'),
})
const reglages = createRoute({
  getParentRoute: () => ouverte,
  path: '/operateur/reglages',
  component: lazyRouteComponent(() => charge(import('#web/operateur/rules-page.tsx')), 'RulesPage'),
})
const lecture = createRoute({
  getParentRoute: () => ouverte,
  path: '/operateur/dossier/$dossierId',
  validateSearch: dossierSearch,
  staticData: { plein: true },
  component: lazyRouteComponent(() => charge(import('./dossier-routes.tsx')), 'LectureRoute'),
})

export const router = createRouter({
  routeTree: root.addChildren([
    connexion,
    aide,
    ouverte.addChildren([motDePasse, sessions, accueil, parametres, dossier, operateur, reglages, lecture]),
  ]),
  context: { queryClient },
  defaultPreload: 'intent',
  defaultPendingComponent: PageSkeleton,
  defaultErrorComponent: ErrorPage,
})
