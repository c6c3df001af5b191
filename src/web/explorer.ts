import { fileURLToPath } from 'node:url'
import serveFiles from '@fastify/static'
import { getDistDirectory, renderAltair } from 'altair-static'
import type { FastifyInstance } from 'fastify'
import type { Question } from './questions.ts'

/** Where the page finds its files; the page itself is at `/`. */
const FILES = '/explorer/'

/**
 * Nothing from outside, nothing to outside. Styles are the one gap: the editor writes its own into the page as it draws.
 * `script-src` stands there although `default-src` would cover it, for without it browsers report a probe for `eval`.
 */
const POLICY = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "worker-src 'self'",
  "object-src 'none'",
  "frame-src 'none'",
  "frame-ancestors 'none'",
  "form-action 'none'",
  "base-uri 'self'",
].join('; ')

/**
 * Adds the page at `/` on which questions are asked of `endpoint` (a path of this service): it opens with `questions`,
 * the first one selected, needs no internet, and keeps nothing that was asked in the browser.
 */
export async function explorer(
  app: FastifyInstance,
  options: { readonly endpoint: string; readonly questions: readonly Question[] },
): Promise<void> {
  const html = page()
  const script = `export const endpoint = ${JSON.stringify(options.endpoint)}\nexport const questions = ${JSON.stringify(options.questions, null, 2)}\n`
  // A scope of its own, so that the policy is that of the page and not that of the whole service.
  await app.register(async scope => {
    scope.addHook('onSend', async (_, reply) => {
      reply.headers({
        'content-security-policy': POLICY,
        'referrer-policy': 'no-referrer',
        'x-content-type-options': 'nosniff',
      })
    })
    scope.get('/', async (_, reply) =>
      reply.type('text/html; charset=utf-8').header('cache-control', 'no-cache').send(html),
    )
    scope.get(`${FILES}questions.js`, async (_, reply) =>
      reply.type('text/javascript; charset=utf-8').header('cache-control', 'no-cache').send(script),
    )
    await scope.register(serveFiles, {
      root: [fileURLToPath(new URL('page', import.meta.url)), getDistDirectory()],
      prefix: FILES,
      index: false,
      // The frame for scripts around a request: the policy keeps it shut, so it is not offered.
      allowedPath: path => !path.startsWith('/iframe-sandbox'),
    })
  })
}

/** Altair's page with this service's name, colours and questions. */
function page(): string {
  return renderAltair({ baseURL: FILES, serveInitialOptionsInSeperateRequest: 'alight.js' })
    .replace('<html>', '<html lang="en">')
    .replace(/<title>.*<\/title>/, '<title>Alight</title>')
    .replace(/<link rel="icon"[^>]*>/, '<link rel="icon" type="image/svg+xml" href="alight.svg" />')
    .replace('</head>', '<link href="alight.css" rel="stylesheet" /></head>')
}
