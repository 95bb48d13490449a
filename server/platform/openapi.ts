import { dirname, join } from 'node:path'
import { type Env, Hono } from 'hono'
import { type GenerateSpecOptions, generateSpecs } from 'hono-openapi'
import { contract } from './health-contract.ts'
import { problemsPage } from './problems-page.ts'

const assets = dirname(require.resolve('swagger-ui-dist/package.json'))
const served = ['swagger-ui.css', 'swagger-ui-bundle.js']

const documentation = (sessionCookie: string): GenerateSpecOptions['documentation'] => ({
  openapi: '3.1.0',
  info: {
    title: 'Lumiku',
    version: '1',
    description: `Five content apps, sold by credits and by subscription.

Times are ISO 8601 in UTC, money is whole rupiah, credits and quota are integers. Errors are RFC 9457 problems with a \`code\`; each is
explained at [/docs/problems](/docs/problems). Answers may gain fields, so ignore what you do not know; unknown fields in a request are refused.`,
  },
  servers: [{ url: '/' }],
  components: {
    securitySchemes: {
      bearer: {
        type: 'http',
        scheme: 'bearer',
        description: 'The `token` that signing in answers.',
      },
      session: { type: 'apiKey', in: 'cookie', name: sessionCookie },
    },
    headers: {
      RequestId: {
        description:
          'Names this request in our logs. A caller may bring its own in the header of the same name.',
        schema: { type: 'string' },
      },
    },
  },
  security: [{ bearer: [] }, { session: [] }],
})

/** The contract, generated from the schemas that judge requests, and a page to read and try it. Nothing comes from elsewhere. */
export function openApiRoutes<E extends Env>(api: Hono<E>, { sessionCookie }: { sessionCookie: string }) {
  const spec = once(() =>
    generateSpecs(api, {
      documentation: documentation(sessionCookie),
      defaultValidationErrorResponse: false,
      excludeStaticFile: false,
      excludeMethods: [],
    }),
  )
  return new Hono()
    .get('/api/openapi.json', contract.openapi, async (c) => c.json(await spec()))
    .get('/docs', (c) => c.html(page))
    .get('/docs/problems', (c) => c.html(problemsPage()))
    .get('/docs/start.js', (c) => c.body(start, 200, { 'content-type': 'text/javascript' }))
    .get('/docs/assets/:file', (c) => {
      const file = served.find((name) => name === c.req.param('file'))
      return file ? new Response(Bun.file(join(assets, file))) : c.notFound()
    })
}

const page = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Lumiku API</title><link rel="stylesheet" href="/docs/assets/swagger-ui.css"></head>
<body><div id="api"></div><script src="/docs/assets/swagger-ui-bundle.js"></script><script src="/docs/start.js"></script></body></html>`

const start = `SwaggerUIBundle({ url: '/api/openapi.json', dom_id: '#api', deepLinking: true, persistAuthorization: true })`

function once<T>(make: () => T): () => T {
  let made: T | undefined
  return () => {
    made ??= make()
    return made
  }
}
