/** OpenAPI 3.1, printed from the contract: the copy in `docs/openapi.json` is compared by a test. */
import { z } from 'zod'
import { probleme } from '#contract/shapes.ts'
import { routes, type Route } from '#contract/routes.ts'
import { listProblemCodes } from '#domain/problems.ts'

const schemaOf = (shape: z.ZodType, io: 'input' | 'output'): unknown => {
  const { $schema: _, ...schema } = z.toJSONSchema(shape, { io, unrepresentable: 'any' })
  return schema
}

const isEmpty = (shape: z.ZodType): boolean => shape instanceof z.ZodObject && Object.keys(shape.shape).length === 0

function parametersOf(route: Route): readonly unknown[] {
  if (!(route.params instanceof z.ZodObject)) return []
  return Object.entries(route.params.shape).map(([name, shape]) => ({ name, in: 'path', required: true, schema: schemaOf(shape as z.ZodType, 'input') }))
}

const operationOf = (name: string, route: Route): Record<string, unknown> => ({
  operationId: name,
  summary: route.resume,
  'x-acces': route.acces,
  ...(route.acces === 'public' ? { security: [] } : {}),
  parameters: parametersOf(route),
  ...(isEmpty(route.body) ? {} : { requestBody: { required: true, content: { 'application/json': { schema: schemaOf(route.body, 'input') } } } }),
  responses: {
    '200': { description: 'Fait', content: { 'application/json': { schema: schemaOf(route.reply, 'output') } } },
    default: { description: 'Refus, en français', content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Probleme' } } } },
  },
})

/** The whole document, in a stable order, ending with a newline. */
export function printOpenapi(): string {
  const paths: Record<string, Record<string, unknown>> = {}
  for (const [name, route] of Object.entries<Route>(routes)) {
    const path = route.path.replace(/:(\w+)/g, '{$1}')
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operationOf(name, route) }
  }
  const document = {
    openapi: '3.1.0',
    info: { title: 'Harmoni@', version: '0.1.0', description: 'Collecte de la liasse DIS et des états réglementaires. Les montants sont des chaînes décimales en euros : "1234.50".', license: { name: 'EUPL-1.2', identifier: 'EUPL-1.2' } },
    security: [{ session: [] }],
    paths,
    components: {
      securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'harmonia' } },
      schemas: { Probleme: schemaOf(probleme, 'output') },
    },
    'x-problemes': listProblemCodes(),
  }
  return `${JSON.stringify(document, null, 2)}\n`
}
