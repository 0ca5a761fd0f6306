import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { performance } from 'node:perf_hooks';
import pg from 'pg';
import { answerApi } from './api.ts';
import { startClock } from './clock.ts';
import { Deliveries } from './deliveries.ts';
import { answerDesk } from './desk.ts';
import { type Engine, reader } from './engine.ts';
import { ApiError } from './errors.ts';
import { FaultBox } from './faults.ts';
import { answerFont } from './fonts.ts';
import { answerAuthorise, answerPay } from './hosted.ts';
import { type Answer, errorAnswer, json, seeOther, send } from './http.ts';
import { answerOnboarding } from './onboarding.ts';
import { stylesheet } from './pages/layout.ts';
import { createSchema, requireSchemaName } from './schema.ts';

export interface SandboxOptions {
  readonly databaseUrl: string;
  /** The API key that is accepted. */
  readonly secretKey: string;
  /** 0 or absent: any free port. */
  readonly port?: number;
  /** Base of the hosted pages' links; the sandbox's own address when absent. */
  readonly publicUrl?: string | undefined;
  /** Both or none: without them events are kept and not delivered. */
  readonly webhookUrl?: string | undefined;
  readonly webhookSecret?: string | undefined;
  /** Kinds of events that the webhook is told, as an endpoint's `enabled_events`; all when absent. */
  readonly webhookEvents?: readonly string[] | undefined;
  /** PostgreSQL schema; tests that run side by side use one each. */
  readonly schema?: string;
  /** Unix milliseconds; tests move it. */
  readonly now?: () => number;
  /** The wait after a delivery's first failure, doubled each time; 1 s when absent. */
  readonly firstRetryMs?: number;
}

export interface Sandbox {
  readonly url: string;
  /** Answers what is under way, then ends; what was not delivered is delivered after the next start. */
  close(): Promise<void>;
}

const connections = 10;
/** A fault that asks for silence holds the connection this long. */
const silenceMs = 60_000;

async function health(engine: Engine): Promise<Answer> {
  const started = performance.now();
  await reader(engine).db.query('SELECT 1');
  return json(200, { status: 'ok', database_ms: Math.round(performance.now() - started) });
}

/** The answer to a request; undefined when a fault asks for silence. */
async function answer(engine: Engine, request: IncomingMessage): Promise<Answer | undefined> {
  const url = new URL(request.url ?? '/', 'http://sandbox.invalid');
  const [, room, id, rest] = url.pathname.split('/');
  if (room === 'v1' || room === 'v2') return answerApi(engine, request, url);
  if (room === 'pay' && id && rest === undefined) return answerPay(engine, request, url, id);
  if (room === 'authorise' && id && rest === undefined) return answerAuthorise(engine, request, id);
  if (room === 'onboarding' && id && rest === undefined) return answerOnboarding(engine, request, id);
  if (room === 'sandbox') return answerDesk(engine, request, url);
  if (url.pathname === '/healthz') return health(engine);
  if (url.pathname === '/assets/sandbox.css') {
    return {
      status: 200,
      headers: { 'Content-Type': 'text/css; charset=utf-8', 'Cache-Control': 'public, max-age=300' },
      body: stylesheet,
    };
  }
  if (room === 'assets') {
    const font = await answerFont(url.pathname);
    if (font) return font;
  }
  if (url.pathname === '/') return seeOther('/sandbox');
  return errorAnswer(404, {
    type: 'invalid_request_error',
    message: `Unrecognized request URL (${request.method}: ${url.pathname.slice(0, 200)}).`,
  });
}

async function serve(engine: Engine, request: IncomingMessage, response: ServerResponse): Promise<void> {
  try {
    const found = await answer(engine, request);
    if (found) send(response, found);
    else setTimeout(() => response.destroy(), silenceMs).unref();
  } catch (error) {
    if (error instanceof ApiError) {
      // What is left of a body that is too large is not read.
      send(response, errorAnswer(error.status, error.body, error.status === 413 ? { Connection: 'close' } : {}));
      return;
    }
    if (request.destroyed && !request.complete) return;
    console.error(
      JSON.stringify({
        level: 'error',
        message: 'call failed',
        method: request.method,
        path: request.url?.slice(0, 200),
        error: error instanceof Error ? error.stack : String(error),
      }),
    );
    send(
      response,
      errorAnswer(
        500,
        { type: 'api_error', message: 'The payment sandbox could not answer; see its log.' },
        { 'Stripe-Should-Retry': 'true' },
      ),
    );
  }
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.removeListener('error', reject);
      const { port: bound } = server.address() as AddressInfo;
      resolve(bound);
    });
  });
}

function httpServer(): Server {
  const server = createServer({
    requestTimeout: 15_000,
    headersTimeout: 10_000,
    keepAliveTimeout: 75_000,
    maxHeaderSize: 16 * 1024,
  });
  server.maxConnections = 512;
  return server;
}

async function closeServer(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  const force = setTimeout(() => server.closeAllConnections(), 2_000);
  await closed;
  clearTimeout(force);
}

/** Starts the payment sandbox on 127.0.0.1. Creates its schema when it is not there; finds all that an earlier run kept. */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const schema = requireSchemaName(options.schema ?? 'payment_sandbox');
  const now = options.now ?? Date.now;
  const pool = new pg.Pool({
    connectionString: options.databaseUrl,
    max: connections,
    connectionTimeoutMillis: 5_000,
    application_name: 'payment sandbox',
    // Its questions are lookups by an index: a plan for all their values is as good as one for each, and made once.
    options: '-c plan_cache_mode=force_generic_plan',
  });
  // A server that goes away ends connections, idle ones and busy ones; their calls fail and are asked again.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  const server = httpServer();
  try {
    await createSchema(pool, schema);
    const faults = new FaultBox(pool, schema);
    await faults.restore();
    const url = `http://127.0.0.1:${await listen(server, options.port ?? 0)}`;
    const { webhookUrl, webhookSecret } = options;
    const deliveries =
      webhookUrl && webhookSecret
        ? new Deliveries({
            pool,
            schema,
            url: webhookUrl,
            secret: webhookSecret,
            now,
            firstRetryMs: options.firstRetryMs ?? 1_000,
          })
        : undefined;
    const publicUrl = (options.publicUrl || url).replace(/\/+$/, '');
    const engine: Engine = {
      pool,
      schema,
      faults,
      deliveries,
      secretKey: options.secretKey,
      webhookUrl: deliveries ? webhookUrl : undefined,
      webhookEvents: options.webhookEvents ? new Set(options.webhookEvents) : undefined,
      publicUrl,
      now,
    };
    server.on('request', (request, response) => void serve(engine, request, response));
    const stopClock = startClock(engine);
    deliveries?.wake();
    const close = async () => {
      await closeServer(server);
      await stopClock();
      await deliveries?.close();
      await pool.end();
    };
    return { url, close };
  } catch (error) {
    server.close();
    await pool.end();
    throw error;
  }
}
