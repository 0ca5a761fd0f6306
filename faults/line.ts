import {
  createServer,
  request as httpRequest,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { Child } from './child.ts';

/** What goes wrong with a request on its way: before it arrives, or after it has taken effect there. */
export interface LineFault {
  readonly moment: 'before' | 'after';
  /** An error instead of the answer, a connection that breaks, or the death of a process (and of the connection with it). */
  readonly how: 500 | 409 | 429 | 'cut' | 'kill';
  /** The path begins so. */
  readonly path: string;
  readonly method: 'GET' | 'POST';
  /** How many tries of the one request fail; the SDK tries three times. */
  tries: number;
  /** The one request that it struck, once it has struck. */
  struck?: string;
}

const errorTypes: Readonly<Record<number, string>> = {
  500: 'api_error',
  409: 'idempotency_error',
  429: 'invalid_request_error',
};
const maxBody = 2 * 2 ** 20;

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > maxBody) throw new Error('too large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

interface Passed {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
}

function pass(port: number, request: IncomingMessage, body: Buffer): Promise<Passed> {
  return new Promise((resolve, reject) => {
    const sent = httpRequest(
      {
        host: '127.0.0.1',
        port,
        method: request.method,
        path: request.url,
        headers: { ...request.headers, host: `127.0.0.1:${port}`, connection: 'close' },
      },
      async (answer) => {
        try {
          resolve({ status: answer.statusCode ?? 502, headers: answer.headers, body: await bodyOf(answer) });
        } catch (error) {
          reject(error);
        }
      },
    );
    sent.once('error', reject);
    sent.end(body);
  });
}

/** The line from one process of the product to another, on which things go wrong when they are told to. */
export class Line {
  readonly port: number;
  readonly #to: number;
  /** Who dies of a fault that kills. */
  readonly #victim: () => Child;
  readonly #server: Server;
  #faults: LineFault[] = [];
  #cutUntil = 0;

  constructor(port: number, to: number, victim: () => Child) {
    this.port = port;
    this.#to = to;
    this.#victim = victim;
    this.#server = createServer((request, response) => {
      this.#carry(request, response).catch(() => response.destroy());
    });
  }

  listen(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(this.port, '127.0.0.1', resolve);
    });
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  arm(fault: LineFault): void {
    this.#faults.push(fault);
  }

  /** Everything on the line breaks for a while. */
  cut(ms: number): void {
    this.#cutUntil = Date.now() + ms;
    this.#server.closeAllConnections();
  }

  clear(): void {
    this.#faults = [];
    this.#cutUntil = 0;
  }

  /** The fault that strikes this request; all tries of one request have its idempotency key in common. */
  #strike(request: IncomingMessage): LineFault | undefined {
    const path = request.url ?? '/';
    const key = String(request.headers['idempotency-key'] ?? path);
    const found = this.#faults.find(
      (fault) =>
        fault.method === request.method &&
        path.startsWith(fault.path) &&
        (fault.struck === undefined || fault.struck === key),
    );
    if (!found) return undefined;
    found.struck = key;
    found.tries -= 1;
    if (found.tries <= 0) this.#faults = this.#faults.filter((fault) => fault !== found);
    return found;
  }

  async #carry(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await bodyOf(request);
    if (Date.now() < this.#cutUntil) return void response.destroy();
    const fault = this.#strike(request);
    if (fault?.moment === 'before') return this.#fail(fault, response);
    const answer = await pass(this.#to, request, body);
    // Who has answered and is killed then has answered all the same; a caller who is dead hears nothing.
    if (fault?.how === 'kill') await this.#victim().kill();
    else if (fault) return this.#fail(fault, response);
    const { connection: _, 'transfer-encoding': __, ...headers } = answer.headers;
    response.writeHead(answer.status, headers);
    response.end(answer.body);
  }

  async #fail({ how }: LineFault, response: ServerResponse): Promise<void> {
    if (how === 'kill') await this.#victim().kill();
    if (how === 'kill' || how === 'cut') return void response.destroy();
    response.writeHead(how, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ error: { type: errorTypes[how], message: 'A fault on the line.' } }));
  }
}
