import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { SMTPServer } from 'smtp-server';
import { webhookEvents } from '#lib/payments/webhook-events.ts';
import { ensureDatabase, startPostgres } from '#runtime/postgres.ts';
import { applyMigrations, root } from '#runtime/prisma-engine.ts';
import { scratchFolder } from '#runtime/scratch.ts';
import { Child } from './child.ts';
import { Line } from './line.ts';

/** One PostgreSQL and one place for mail, for all that a run tries. */
export class Ground {
  readonly folder: string;
  readonly port: number;
  readonly #template: string;
  readonly #stop: () => Promise<void>;

  private constructor(folder: string, port: number, template: string, stop: () => Promise<void>) {
    this.folder = folder;
    this.port = port;
    this.#template = template;
    this.#stop = stop;
  }

  static async lay(port: number): Promise<Ground> {
    const folder = scratchFolder('faults');
    mkdirSync(path.join(folder, 'logs'));
    const postgres = await startPostgres(path.join(folder, 'postgres'), port, 'template_faults', () => undefined);
    await applyMigrations(postgres.url);
    // Takes every mail and keeps none.
    const mail = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS', 'AUTH'],
      onData: (stream, _session, done) => {
        stream.on('end', () => done());
        stream.resume();
      },
    });
    mail.on('error', () => undefined);
    await new Promise<void>((resolve) => mail.listen(port + 1, '127.0.0.1', resolve));
    const stop = async () => {
      await new Promise<void>((resolve) => mail.close(() => resolve()));
      await postgres.stop();
    };
    return new Ground(folder, port, postgres.url, stop);
  }

  /** A migrated database of its own. */
  async database(name: string): Promise<string> {
    const url = new URL(this.#template);
    url.pathname = `/${name}`;
    await ensureDatabase(url.href, 'template_faults');
    return url.href;
  }

  /** Ends the database at once, without a checkpoint; it is started again, and recovers. */
  killDatabase(): void {
    const pid = Number(readFileSync(path.join(this.folder, 'postgres/postmaster.pid'), 'utf8').split('\n')[0]);
    process.kill(pid, 'SIGQUIT');
  }

  async clear(keep: boolean): Promise<void> {
    await this.#stop();
    if (!keep) await rm(this.folder, { recursive: true, force: true });
  }
}

/** The product and the payment sandbox on a database, with lines between them on which things can be made to go wrong. */
export class Stack {
  readonly ground: Ground;
  readonly url: string;
  readonly server: Child;
  readonly worker: Child;
  readonly sandbox: Child;
  /** From the server to the sandbox, from the worker to the sandbox, and from the sandbox to the server's webhook. */
  readonly lines: { readonly server: Line; readonly worker: Line; readonly webhook: Line };
  readonly serverUrl: string;
  readonly sandboxUrl: string;
  /** As a seller's own dashboard would use it. */
  readonly secretKey = `sk_test_${randomBytes(12).toString('hex')}`;
  /** How far the clocks are ahead of the real time. */
  readonly clock = { product: 0, sandbox: 0 };

  constructor(ground: Ground, url: string, mutation?: string) {
    this.ground = ground;
    this.url = url;
    const { port } = ground;
    this.serverUrl = `http://127.0.0.1:${port + 2}`;
    this.sandboxUrl = `http://127.0.0.1:${port + 3}`;
    const env = this.#environment(port);
    const child = (name: string, own: () => Readonly<Record<string, string>>, mutated: boolean) =>
      new Child({
        name,
        script: `faults/${name}.ts`,
        execArgv: mutation && mutated ? ['--import', path.join(root, 'faults/mutate.ts')] : [],
        env: () => ({ ...env, ...own(), ...(mutation && mutated ? { FAULTS_MUTATION: mutation } : {}) }),
        logFile: path.join(ground.folder, `logs/${name}.log`),
      });
    const product = (line: number) => () => ({
      FAULTS_CLOCK: String(this.clock.product),
      STRIPE_API_BASE: `http://127.0.0.1:${line}`,
    });
    this.server = child('server', product(port + 4), true);
    this.worker = child('worker', product(port + 5), true);
    this.sandbox = child('sandbox', () => ({ FAULTS_CLOCK: String(this.clock.sandbox) }), false);
    this.lines = {
      server: new Line(port + 4, port + 3, () => this.server),
      worker: new Line(port + 5, port + 3, () => this.worker),
      webhook: new Line(port + 6, port + 2, () => this.server),
    };
  }

  #environment(port: number): NodeJS.ProcessEnv {
    return {
      PATH: process.env['PATH'],
      // Processes start often here: what was compiled once is not compiled again.
      NODE_COMPILE_CACHE: path.join(this.ground.folder, 'compiled'),
      NODE_ENV: 'test',
      LOG_LEVEL: 'error',
      DATABASE_URL: this.url,
      DATA_DIR: path.join(this.ground.folder, 'data'),
      AUTH_SECRET: randomBytes(32).toString('hex'),
      STRIPE_SECRET_KEY: this.secretKey,
      STRIPE_WEBHOOK_SECRET: `whsec_${randomBytes(12).toString('hex')}`,
      SMTP_URL: `smtp://127.0.0.1:${port + 1}`,
      SITE_URL: `http://127.0.0.1:${port + 2}`,
      PORT: String(port + 2),
      PAYMENT_SANDBOX_PORT: String(port + 3),
      PAYMENT_SANDBOX_WEBHOOK_URL: `http://127.0.0.1:${port + 6}/api/webhooks/stripe`,
      PAYMENT_SANDBOX_WEBHOOK_EVENTS: webhookEvents.join(','),
    };
  }

  get processes(): readonly Child[] {
    return [this.sandbox, this.server, this.worker];
  }

  async start(): Promise<void> {
    await Promise.all(Object.values(this.lines).map((line) => line.listen()));
    // On a machine that is busy one may not reach the database at its first try.
    await Promise.all(this.processes.map((child) => child.up()));
  }

  async end(): Promise<void> {
    await Promise.all(this.processes.map((child) => child.end()));
    await Promise.all(Object.values(this.lines).map((line) => line.close()));
  }

  setClock(clock: { product?: number; sandbox?: number }): void {
    Object.assign(this.clock, clock);
    this.server.tell('clock', this.clock.product);
    this.worker.tell('clock', this.clock.product);
    this.sandbox.tell('clock', this.clock.sandbox);
  }

  /** A question to the database, put again while that is away. */
  async query<R extends pg.QueryResultRow>(text: string, values: readonly unknown[] = []): Promise<R[]> {
    for (let tries = 0; ; tries++) {
      const client = new pg.Client({ connectionString: this.url });
      client.on('error', () => undefined);
      try {
        await client.connect();
        return (await client.query<R>(text, [...values])).rows;
      } catch (error) {
        const away = !(error instanceof pg.DatabaseError) || /^(57P|08)/.test(error.code ?? '');
        if (!away || tries === 240) throw error;
        await sleep(250);
      } finally {
        await client.end().catch(() => undefined);
      }
    }
  }

  /** What a browser, or Stripe, asks of the product or of the sandbox once that is up; the answer's text is not read. */
  async visit(url: string, init: RequestInit = {}): Promise<Response> {
    await (url.startsWith(this.serverUrl) ? this.server : this.sandbox).up();
    const answer = await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(30_000), ...init });
    await answer.body?.cancel();
    return answer;
  }

  /** A call of the sandbox's own desk. */
  sandboxDesk(where: string, body: Readonly<Record<string, unknown>>): Promise<Response> {
    return this.visit(`${this.sandboxUrl}/sandbox/${where}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify(body),
    });
  }
}
