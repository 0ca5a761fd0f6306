import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Change } from '#lib/db/changes.ts';
import { scriptsAfterPaint } from './after-paint.ts';
import { isStale } from './public-pages.ts';
import { hashedPolicy } from './security.ts';

const brotli = promisify(brotliCompress);
const gz = promisify(gzip);

/** A page is at most this old even if no change was announced; prices follow the day's exchange rates. */
const maxAgeMs = 5 * 60_000;
const maxPages = 4_000;

interface KeptPage {
  readonly status: number;
  readonly etag: string;
  readonly policy: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly plain: Buffer;
  gzip?: Buffer;
  brotli?: Buffer;
  madeAt: number;
}

export interface RenderedPage {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/**
 * A shared HTTP cache inside the process (RFC 9111 in small): keeps whole public pages, makes each only once when many ask,
 * serves the kept one while a fresh one is made or when making it fails, and forgets by announced changes.
 */
export class PageCache {
  readonly #pages = new Map<string, KeptPage>();
  readonly #making = new Map<string, Promise<KeptPage | undefined>>();
  #generation = 0;
  readonly #render: (path: string) => Promise<RenderedPage>;

  constructor(render: (path: string) => Promise<RenderedPage>) {
    this.#render = render;
  }

  forget(change: Change): void {
    this.#generation += 1;
    for (const path of this.#pages.keys()) if (isStale(path, change)) this.#pages.delete(path);
    // Who asks from now on does not wait for a page that began before the change.
    for (const path of this.#making.keys()) if (isStale(path, change)) this.#making.delete(path);
  }

  /** Everything is doubtful, for example after the connection that announces changes was lost. */
  expireAll(): void {
    this.#generation += 1;
    for (const page of this.#pages.values()) page.madeAt = 0;
  }

  /** Answers from the cache, making the page first if need be. False: the page is not one to keep; render it the ordinary way. */
  async serve(path: string, request: IncomingMessage, response: ServerResponse): Promise<boolean> {
    const kept = this.#pages.get(path);
    const fresh = kept && Date.now() - kept.madeAt < maxAgeMs;
    const page = fresh ? kept : kept ? this.#refreshBehind(path, kept) : await this.#make(path);
    if (!page) return false;
    this.#send(page, request, response);
    return true;
  }

  #refreshBehind(path: string, kept: KeptPage): KeptPage {
    // Shown as it was while it is made anew: nobody waits for a page that was right a moment ago.
    this.#make(path).catch(() => undefined);
    return kept;
  }

  #make(path: string): Promise<KeptPage | undefined> {
    const running = this.#making.get(path);
    if (running) return running;
    const generation = this.#generation;
    const making = this.#renderAndKeep(path, generation).finally(() => {
      if (this.#making.get(path) === making) this.#making.delete(path);
    });
    this.#making.set(path, making);
    return making;
  }

  async #renderAndKeep(path: string, generation: number): Promise<KeptPage | undefined> {
    const { status, headers, body } = await this.#render(path);
    if (status !== 200) {
      this.#pages.delete(path);
      return undefined;
    }
    const html = scriptsAfterPaint(body.toString('utf8'));
    const plain = Buffer.from(html);
    const page: KeptPage = {
      status,
      headers,
      plain,
      etag: `"${createHash('sha256').update(plain).digest('base64url').slice(0, 22)}"`,
      policy: hashedPolicy(html),
      madeAt: Date.now(),
    };
    if (generation === this.#generation) {
      if (this.#pages.size >= maxPages) this.#pages.delete(this.#pages.keys().next().value ?? '');
      this.#pages.set(path, page);
    }
    this.#compress(page).catch(() => undefined);
    return page;
  }

  async #compress(page: KeptPage): Promise<void> {
    page.gzip = await gz(page.plain, { level: 6 });
    page.brotli = await brotli(page.plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } });
  }

  #send(page: KeptPage, request: IncomingMessage, response: ServerResponse): void {
    for (const [name, value] of Object.entries(page.headers)) response.setHeader(name, value);
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.setHeader('content-security-policy', page.policy);
    response.setHeader('cache-control', 'public, max-age=0, must-revalidate');
    response.setHeader('etag', page.etag);
    response.setHeader('vary', 'accept-encoding');
    if (request.headers['if-none-match'] === page.etag) {
      response.writeHead(304).end();
      return;
    }
    const accepted = String(request.headers['accept-encoding'] ?? '');
    const [encoding, body] =
      page.brotli && accepted.includes('br')
        ? ['br', page.brotli]
        : page.gzip && accepted.includes('gzip')
          ? ['gzip', page.gzip]
          : ['', page.plain];
    if (encoding) response.setHeader('content-encoding', encoding);
    response.setHeader('content-length', body.length);
    response.writeHead(page.status);
    response.end(request.method === 'HEAD' ? undefined : body);
  }
}
