import { createHash } from 'node:crypto';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { ConfigError, isPublicAddress, readConfig, refuseUnsafe } from '#lib/core/config.ts';
import { scriptsAfterPaint } from '../../../runtime/site/after-paint.ts';
import { PageCache, type RenderedPage } from '../../../runtime/site/page-cache.ts';
import { isPublicPage, isStale } from '../../../runtime/site/public-pages.ts';
import { hashedPolicy, noncePolicy } from '../../../runtime/site/security.ts';

describe('public pages', () => {
  test.each([
    '/pl',
    '/zh-CN',
    '/sr-Latn/browse',
    '/bg/browse/interior',
    '/en/l/troyan-plate',
    '/en/l/troyan-plate/reviews',
    '/en/l/troyan-plate/questions/WyIyMDI2Il0',
    '/en/e/maker',
    '/en/w/work',
    '/pl/about',
    '/en/legal/terms',
    '/en/from/BG',
    '/en/from/BG/new',
    '/pl/browse/new',
    '/pl/browse/interior/new/WyIyMDI2Il0',
  ])('%s is one', (path) => {
    expect(isPublicPage(path)).toBe(true);
  });
  test.each([
    '/',
    '/pl/cart',
    '/pl/checkout',
    '/pl/orders/AS-26',
    '/pl/studio',
    '/pl/admin/ledger',
    '/pl/account',
    '/api/health/live',
    '/pl/l/a/b/c',
    '/pl/l/../cart',
    '/pl/search',
    '/pl/sign-in',
    '/pl/certificates/ASL-1',
    '/pl/deals',
  ])('%s is none', (path) => {
    expect(isPublicPage(path)).toBe(false);
  });
  test('a change makes stale what shows it and nothing else', () => {
    expect(isStale('/pl/l/plate', { kind: 'listing', slug: 'plate' })).toBe(true);
    expect(isStale('/pl/l/vase', { kind: 'listing', slug: 'plate' })).toBe(false);
    expect(isStale('/pl', { kind: 'listing', slug: 'plate' })).toBe(true);
    expect(isStale('/pl/l/vase', { kind: 'messages', locale: 'pl' })).toBe(true);
    expect(isStale('/bg/l/vase', { kind: 'messages', locale: 'pl' })).toBe(false);
  });
});

describe('the content security policy', () => {
  test('names the hash of each inline script and allows no other', () => {
    const policy = hashedPolicy(
      '<script>a()</script><script src="/x.js"></script><script type="application/ld+json">{}</script>',
    );
    expect(policy).toContain(`'sha256-${createHash('sha256').update('a()').digest('base64')}'`);
    expect(policy.match(/sha256-/g)).toHaveLength(1);
    expect(policy).not.toMatch(/script-src[^;]*unsafe/);
    expect(noncePolicy('abc', false)).toMatch(/script-src 'self' 'nonce-abc'(;|$)/);
  });
});

describe('the page cache', () => {
  const closers: (() => void)[] = [];
  afterEach(() => {
    for (const close of closers.splice(0)) close();
  });

  async function serving(render: (path: string) => Promise<RenderedPage>) {
    const cache = new PageCache(render);
    const server = createServer(async (incoming, response) => {
      if (!(await cache.serve(incoming.url ?? '', incoming, response))) response.writeHead(404).end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    closers.push(() => server.close());
    const { port } = server.address() as AddressInfo;
    const get = (path: string, headers: Record<string, string> = {}) =>
      new Promise<{ status: number; body: string; headers: Record<string, unknown> }>((resolve, reject) => {
        request({ port, path, headers }, (answer) => {
          let body = '';
          answer.on('data', (chunk) => {
            body += chunk;
          });
          answer.on('end', () => resolve({ status: answer.statusCode ?? 0, body, headers: answer.headers }));
        })
          .on('error', reject)
          .end();
      });
    return { cache, get };
  }
  const page = (body: string, status = 200): RenderedPage => ({ status, headers: {}, body: Buffer.from(body) });

  test('makes a page once for many, and again after a change', async () => {
    let made = 0;
    const { cache, get } = await serving(async () => {
      made += 1;
      await new Promise((resolve) => setTimeout(resolve, 20));
      return page(`<p>${made}</p>`);
    });
    const answers = await Promise.all(Array.from({ length: 20 }, () => get('/pl/l/plate')));
    expect(new Set(answers.map((answer) => answer.body))).toEqual(new Set(['<p>1</p>']));
    cache.forget({ kind: 'listing', slug: 'plate' });
    expect((await get('/pl/l/plate')).body).toBe('<p>2</p>');
    expect(made).toBe(2);
  });

  test('answers 304 to who has the page, and keeps no page that is not there', async () => {
    const { get } = await serving(async (path) => (path === '/pl' ? page('<p>home</p>') : page('no', 404)));
    const first = await get('/pl');
    expect((await get('/pl', { 'if-none-match': String(first.headers['etag']) })).status).toBe(304);
    expect((await get('/pl/l/none')).status).toBe(404);
  });

  test('neither keeps nor shares what was begun before a change', async () => {
    const begun: Array<() => void> = [];
    const { cache, get } = await serving(
      () =>
        new Promise((resolve) => {
          const number = begun.length + 1;
          begun.push(() => resolve(page(`<p>${number}</p>`)));
        }),
    );
    const before = get('/pl');
    await vi.waitFor(() => expect(begun).toHaveLength(1));
    cache.forget({ kind: 'catalogue' });
    const after = get('/pl');
    await vi.waitFor(() => expect(begun).toHaveLength(2));
    begun[1]?.();
    begun[0]?.();
    expect((await after).body).toBe('<p>2</p>');
    expect((await before).body).toBe('<p>1</p>');
    expect((await get('/pl')).body).toBe('<p>2</p>');
  });
});

describe('settings', () => {
  const good = {
    DATABASE_URL: 'postgresql://a:b@localhost/c',
    AUTH_SECRET: 'x'.repeat(40),
    STRIPE_SECRET_KEY: 'sk_test_1',
    STRIPE_WEBHOOK_SECRET: 'whsec_1',
    SMTP_URL: 'smtp://localhost',
  };
  test.each([
    [{ DATABASE_URL: 'mysql://x' }, 'DATABASE_URL'],
    [{ AUTH_SECRET: 'short' }, 'AUTH_SECRET'],
    [{ PORT: 'abc' }, 'PORT'],
    [{ SITE_URL: 'nope' }, 'SITE_URL'],
    [{ S3_BUCKET: 'b' }, 'S3_'],
    [{ SMTP_URL: 'http://x' }, 'SMTP_URL'],
    [{ STRIPE_WEBHOOK_SECRET: '' }, 'STRIPE_WEBHOOK_SECRET'],
  ])('%o is refused in one sentence', (wrong, name) => {
    expect(() => readConfig({ ...good, ...wrong })).toThrow(ConfigError);
    expect(() => readConfig({ ...good, ...wrong })).toThrow(name);
  });
  test('demo parts are refused under a public address unless allowed in as many words', () => {
    const at = (over: Record<string, string>) => () =>
      refuseUnsafe(readConfig({ ...good, SITE_URL: 'https://ambersilk.example', ...over }));
    expect(at({})).not.toThrow();
    expect(at({ DEMO: '1' })).toThrow('ALLOW_DEMO_IN_PUBLIC');
    expect(at({ DEMO: '1', ALLOW_DEMO_IN_PUBLIC: '1' })).not.toThrow();
    expect(at({ STRIPE_API_BASE: 'http://localhost:3010' })).toThrow('ALLOW_SANDBOX_IN_PUBLIC');
    expect(at({ MAIL_CATCHER_DIR: '/x' })).toThrow('ALLOW_MAIL_CATCHER_IN_PUBLIC');
    expect(isPublicAddress('http://localhost:3000')).toBe(false);
    expect(isPublicAddress('http://192.168.1.5:3000')).toBe(true);
  });
});

describe('scripts after the first paint', () => {
  const script = (name: string) => `<script src="/_next/static/chunks/${name}.js" async=""></script>`;
  const page = `<html><head><link rel="preload" as="script" fetchPriority="low" href="/_next/static/chunks/b.js"/>${script('a')}</head><body><p>words</p>${script('b')}<script>inline()</script></body></html>`;

  test('leave the page whole, and are loaded in their order by one script that the policy names', () => {
    const html = scriptsAfterPaint(page);
    expect(html).not.toMatch(/<script src|rel="preload"/);
    expect(html).toContain('<p>words</p><script>inline()</script>');
    const loader = [...html.matchAll(/<script>([^<]*)<\/script>/g)].at(-1)?.[1] ?? '';
    expect(loader).toContain('["/_next/static/chunks/a.js","/_next/static/chunks/b.js"]');
    expect(hashedPolicy(html)).toContain(createHash('sha256').update(loader).digest('base64'));
  });

  test('are loaded once: by the paint, or after three seconds without one', () => {
    const loader = /<script>(\(function\(\)\{var loaded.*?)<\/script>/.exec(scriptsAfterPaint(page))?.[1] ?? '';
    const added: string[] = [];
    const timers: (() => void)[] = [];
    let painted: (list: { getEntriesByName: (name: string) => unknown[] }) => void = () => undefined;
    const document = {
      hidden: false,
      createElement: () => ({ src: '' }),
      head: { appendChild: ({ src }: { src: string }) => added.push(src) },
    };
    class Observer {
      constructor(callback: typeof painted) {
        painted = callback;
      }
      observe() {}
    }
    new Function('document', 'self', 'PerformanceObserver', 'setTimeout', loader)(
      document,
      { PerformanceObserver: Observer },
      Observer,
      (later: () => void) => timers.push(later),
    );
    expect(added).toEqual([]);
    painted({ getEntriesByName: () => [] });
    expect(added).toEqual([]);
    painted({ getEntriesByName: () => [{}] });
    for (const later of timers) later();
    expect(added).toEqual(['/_next/static/chunks/a.js', '/_next/static/chunks/b.js']);
  });

  test('a page without scripts stays as it is', () => {
    expect(scriptsAfterPaint('<body><p>words</p></body>')).toBe('<body><p>words</p></body>');
  });
});
