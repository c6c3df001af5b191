import fastifyStatic from '@fastify/static'
import altair from 'altair-static'
import type { FastifyInstance } from 'fastify'
import type { Question } from './questions.ts'

/** Nothing from outside: scripts, styles, fonts and requests are the service's own. Altair compiles templates, hence eval. */
const POLICY = [
  "default-src 'self'",
  "script-src 'self' 'unsafe-inline' 'unsafe-eval'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  "worker-src 'self' blob:",
  "connect-src 'self'",
  "frame-ancestors 'none'",
].join('; ')

/**
 * Shows a GraphQL explorer at `/` with the questions in tabs of their own, ready to run. Altair (MIT) was chosen because
 * its npm package is the built page itself: no build step here, no content delivery network there.
 */
export async function explorer(
  app: FastifyInstance,
  { endpoint, questions }: { endpoint: string; questions: readonly Question[] },
): Promise<void> {
  await app.register(fastifyStatic, { root: altair.getDistDirectory(), prefix: '/explorer/', index: false })
  app.get('/', async (request, reply) => {
    // Altair wants a whole address; the host is the one that the browser itself used.
    const host = /^[\w.:[\]-]+$/.test(request.host) ? request.host : 'localhost'
    const page = pageFor(`${request.protocol}://${host}${endpoint}`, questions)
    return reply.header('content-security-policy', POLICY).type('text/html').send(page)
  })
}

function pageFor(endpointURL: string, questions: readonly Question[]): string {
  return altair
    .renderAltair({
      baseURL: '/explorer/',
      endpointURL,
      initialHeaders: { 'apollo-require-preflight': 'true' },
      initialWindows: questions.map(({ title, query }) => ({
        initialName: title,
        initialQuery: query,
        endpointURL,
        initialHeaders: { 'apollo-require-preflight': 'true' },
      })),
      preserveState: false,
      disableAccount: true,
    })
    .replace(/<title>.*?<\/title>/, '<title>Alight</title>')
}
