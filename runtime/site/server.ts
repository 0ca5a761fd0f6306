import { randomBytes, randomUUID } from 'node:crypto';
import { createServer, get as httpGet, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import next from 'next';
import { config, isPublicAddress, refuseUnsafe } from '#lib/core/config.ts';
import { log, withRequestId } from '#lib/core/log.ts';
import { forget } from '#lib/core/memory.ts';
import { flushCounts } from '#lib/insights/index.ts';
import { whenParentDies } from '../parent.ts';
import { ChangeListener } from './changes.ts';
import { tooLarge } from './form-size.ts';
import { PageCache, type RenderedPage } from './page-cache.ts';
import { isPublicPage } from './public-pages.ts';
import { clientAddress, tooManyWrites } from './rate-limit.ts';
import { allowFormTarget, mayBeFramed, noncePolicy, setSecurityHeaders } from './security.ts';
import { plainPage } from './unavailable.ts';
import { answerWebhook, webhookPath } from './webhook.ts';

const settings = config();
refuseUnsafe(settings);
const development = process.argv.includes('--dev');
const secure = isPublicAddress(settings.SITE_URL) && settings.SITE_URL.startsWith('https:');
allowFormTarget(settings.STRIPE_API_BASE ? new URL(settings.STRIPE_API_BASE).origin : 'https://checkout.stripe.com');

const app = next({ dev: development, hostname: 'localhost', port: settings.PORT });
await app.prepare();
const handle = app.getRequestHandler();

/** Renders public pages for the page cache: no cookies ever reach them, so they cannot depend on who asks. */
const inner = createServer((request, response) => void handle(request, response));
await new Promise<void>((resolve) => inner.listen(0, '127.0.0.1', resolve));
const innerPort = (inner.address() as AddressInfo).port;

function render(path: string): Promise<RenderedPage> {
  return new Promise((resolve, reject) => {
    const headers = { accept: 'text/html', 'x-request-id': randomUUID(), host: new URL(settings.SITE_URL).host };
    httpGet({ host: '127.0.0.1', port: innerPort, path, headers }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('error', reject);
      answer.on('end', () => {
        const link = answer.headers.link;
        resolve({
          status: answer.statusCode ?? 500,
          headers: link ? { link: String(link) } : {},
          body: Buffer.concat(chunks),
        });
      });
    }).on('error', reject);
  });
}

const pages = new PageCache(render);
const changes = new ChangeListener(settings.DATABASE_URL, {
  onChange: (change) => {
    if (change.kind === 'messages') forget(`messages:${change.locale}`);
    else forget('catalogue:');
    pages.forget(change);
  },
  onReconnect: () => {
    forget('');
    pages.expireAll();
  },
});
await changes.start();

function isPage(request: IncomingMessage, pathname: string): boolean {
  const wantsPage = request.method === 'GET' || request.method === 'HEAD';
  return (
    wantsPage &&
    !request.headers.rsc &&
    !request.headers['next-router-prefetch'] &&
    !pathname.startsWith('/_next/') &&
    !pathname.includes('.')
  );
}

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://localhost');
  const page = isPage(request, url.pathname) && !url.pathname.startsWith('/api/');
  const readOnly = request.method === 'GET' || request.method === 'HEAD' || request.method === 'OPTIONS';
  const framed = mayBeFramed(url.pathname);
  setSecurityHeaders(response, secure, framed);
  const refuse = async (status: number, about: Parameters<typeof plainPage>[0], retryAfter?: string) => {
    response.writeHead(status, {
      ...(retryAfter ? { 'retry-after': retryAfter } : {}),
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
    });
    response.end(await plainPage(about, url.pathname, request.headers['accept-language']));
  };
  if (!readOnly && (await tooManyWrites(request, settings.TRUST_PROXY))) return refuse(429, 'busy', '30');
  // Files have routes of their own under /api, which say their limits themselves.
  if (!readOnly && !url.pathname.startsWith('/api/') && tooLarge(url.pathname, request.headers))
    return refuse(413, 'too_large');
  if (
    !development &&
    page &&
    url.search === '' &&
    isPublicPage(url.pathname) &&
    (await pages.serve(url.pathname, request, response))
  )
    return;
  if (!changes.connected && (page || !readOnly) && !url.pathname.startsWith('/api/health'))
    return refuse(503, 'away', '5');
  if (request.method === 'POST' && url.pathname === webhookPath) return answerWebhook(request, response);
  // Says to the page that its strings are to be edited in place (app/_i18n/editing.ts); nobody outside may say so.
  if (url.searchParams.get('edit') === '1') request.headers['x-edit'] = '1';
  else delete request.headers['x-edit'];
  if (page) {
    const policy = noncePolicy(randomBytes(16).toString('base64'), development, framed);
    request.headers['content-security-policy'] = policy;
    response.setHeader('content-security-policy', policy);
  }
  await handle(request, response);
}

/** Paths that are no valid percent-encoding are nobody's address; Next would answer them with 500. */
function wellFormed(path: string): string {
  try {
    decodeURIComponent(path);
    return path;
  } catch {
    return `${path.split('/', 2).join('/')}/%EF%BF%BD`;
  }
}

const server = createServer((request, response) => {
  request.url = wellFormed(request.url ?? '/');
  const given = request.headers['x-request-id'];
  const requestId = typeof given === 'string' && /^[\w-]{8,64}$/.test(given) ? given : randomUUID();
  request.headers['x-request-id'] = requestId;
  response.setHeader('x-request-id', requestId);
  request.headers['x-client-address'] = clientAddress(request, settings.TRUST_PROXY);
  withRequestId(requestId, () =>
    answer(request, response).catch((error: unknown) => {
      log.error({ err: error }, 'request failed');
      if (!response.headersSent) response.writeHead(500, { 'content-type': 'text/plain; charset=utf-8' });
      response.end(`Incident ${requestId}`);
    }),
  );
});
server.keepAliveTimeout = 65_000;
server.listen(settings.PORT, () => log.info({ port: settings.PORT }, 'site is listening'));

async function stop(): Promise<void> {
  server.close();
  server.closeIdleConnections();
  await changes.stop();
  await flushCounts();
  setTimeout(() => process.exit(0), 3_000).unref();
  server.closeAllConnections();
  inner.close();
  await app.close();
  process.exit(0);
}
process.once('SIGTERM', stop);
process.once('SIGINT', stop);
whenParentDies(stop);
process.send?.({ ready: true });
