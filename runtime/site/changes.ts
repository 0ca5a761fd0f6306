import pg from 'pg';
import { log } from '#lib/core/log.ts';
import { type Change, changesChannel } from '#lib/db/changes.ts';

interface Handlers {
  onChange(change: Change): void;
  /** Changes may have been missed. */
  onReconnect(): void;
}

/** Listens to the database for announced changes; its connection also says whether the database is there at all. */
export class ChangeListener {
  connected = false;
  #client: pg.Client | undefined;
  #stopped = false;
  readonly #url: string;
  readonly #handlers: Handlers;

  constructor(url: string, handlers: Handlers) {
    this.#url = url;
    this.#handlers = handlers;
  }

  async start(): Promise<void> {
    const client = new pg.Client({ connectionString: this.#url, keepAlive: true, connectionTimeoutMillis: 4_000 });
    client.on('error', () => this.#lost(client));
    client.on('end', () => this.#lost(client));
    client.on('notification', ({ payload }) => {
      if (payload) this.#handlers.onChange(JSON.parse(payload) as Change);
    });
    this.#client = client;
    try {
      await client.connect();
      await client.query(`listen ${changesChannel}`);
      this.connected = true;
    } catch (error) {
      log.warn({ err: error }, 'database is not reachable');
      this.#lost(client);
    }
  }

  #lost(client: pg.Client): void {
    if (this.#stopped || this.#client !== client) return;
    if (this.connected) log.error('connection to the database lost');
    this.connected = false;
    this.#client = undefined;
    setTimeout(async () => {
      await this.start();
      if (this.connected) this.#handlers.onReconnect();
    }, 500);
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#client?.end();
  }
}
