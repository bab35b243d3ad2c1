/** The description of the API in OpenAPI 3.1, printed from the table of routes: it cannot say anything else than what is mounted. */
import { z } from 'zod'
import { routes, type Route } from './routes.ts'

const WITH_BODY: ReadonlySet<Route['method']> = new Set(['POST', 'PUT'])

const schemaOf = (type: z.ZodType, io: 'input' | 'output'): unknown => {
  // The dialect is that of OpenAPI 3.1 itself; repeating it in each schema only makes the text longer.
  const { $schema: _, ...schema } = z.toJSONSchema(type, { io, unrepresentable: 'any' })
  return schema
}

const isEmptyObject = (type: z.ZodType): boolean => type instanceof z.ZodObject && Object.keys(type.shape).length === 0

function parametersOf({ path, params }: Route): readonly unknown[] {
  const names = [...path.matchAll(/:(\w+)/g)].map(([, name]) => name ?? '')
  const shape = params instanceof z.ZodObject ? params.shape : {}
  return names.map((name) => ({
    name,
    in: 'path',
    required: true,
    schema: shape[name] instanceof z.ZodType ? schemaOf(shape[name], 'input') : { type: 'string' },
  }))
}

function operationOf(name: string, route: Route): unknown {
  const takesBody = WITH_BODY.has(route.method) && !isEmptyObject(route.body)
  const problem = {
    description: 'Refus : un code stable et sa phrase',
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Probleme' } } },
  }
  return {
    operationId: name,
    summary: route.resume,
    ...(route.acces === 'public' ? { security: [] } : {}),
    'x-acces': route.acces,
    parameters: parametersOf(route),
    ...(takesBody ? { requestBody: { required: true, content: { 'application/json': { schema: schemaOf(route.body, 'input') } } } } : {}),
    responses: {
      200: { description: 'Fait', content: { 'application/json': { schema: schemaOf(route.reply, 'output') } } },
      default: problem,
    },
  }
}

/** The whole document, in the order of the table. */
export function openapiDocument(): Readonly<Record<string, unknown>> {
  const paths: Record<string, Record<string, unknown>> = {}
  for (const [name, route] of Object.entries(routes)) {
    const path = route.path.replace(/:(\w+)/g, '{$1}')
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operationOf(name, route) }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Harmoni@',
      version: '1',
      description:
        'Collecte de la liasse DIS et des états réglementaires des organismes HLM. Les montants sont des textes en euros : "1234.50".',
    },
    security: [{ session: [] }],
    paths,
    components: {
      securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'harmonia' } },
      schemas: {
        Probleme: { type: 'object', properties: { code: { type: 'string' }, message: { type: 'string' } }, required: ['code', 'message'] },
      },
    },
  }
}
