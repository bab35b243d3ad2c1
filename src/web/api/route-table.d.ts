/** Method, path and access of every route, printed from the contract by the bundler: the schemas stay out of the page. */
declare module 'virtual:route-table' {
  import type { Acces, RouteName } from '#contract/routes.ts'

  export const routeTable: { readonly [R in RouteName]: { readonly method: string; readonly path: string; readonly acces: Acces } }
  export const evenementsPath: string
}
