import { type ChildProcess, fork } from 'node:child_process';
import { createWriteStream, mkdirSync, type WriteStream } from 'node:fs';
import path from 'node:path';
import { root } from './prisma-engine.ts';

interface Part {
  readonly name: string;
  readonly script: string;
  readonly args: string[];
  child: ChildProcess | undefined;
  restarts: number;
}

/** Starts the product's processes, restarts one that dies, stops all of them in order. Their words go to <data>/logs. */
export class Processes {
  readonly #parts: Part[] = [];
  readonly #env: NodeJS.ProcessEnv;
  readonly #logs: string;
  readonly #streams = new Map<string, WriteStream>();
  #stopping = false;

  constructor(env: NodeJS.ProcessEnv, dataDir: string) {
    this.#env = env;
    this.#logs = path.join(dataDir, 'logs');
    mkdirSync(this.#logs, { recursive: true });
  }

  /** Starts a script of runtime/ and waits until it says that it is ready (IPC message or a first line on stdout). */
  async start(name: string, script: string, args: string[] = []): Promise<void> {
    const part: Part = { name, script, args, child: undefined, restarts: 0 };
    this.#parts.push(part);
    await this.#launch(part);
  }

  #launch(part: Part): Promise<void> {
    const child = fork(path.join(root, part.script), part.args, {
      cwd: root,
      env: { ...this.#env, SERVICE: part.name },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    part.child = child;
    const stream =
      this.#streams.get(part.name) ?? createWriteStream(path.join(this.#logs, `${part.name}.log`), { flags: 'a' });
    this.#streams.set(part.name, stream);
    let tail = '';
    for (const output of [child.stdout, child.stderr]) {
      output?.on('data', (chunk: Buffer) => {
        stream.write(chunk);
        tail = (tail + chunk.toString()).slice(-2_000);
      });
    }
    child.once('exit', () => this.#restart(part));
    return new Promise((resolve, reject) => {
      const ready = () => resolve();
      child.once('message', ready);
      child.stdout?.once('data', ready);
      child.once('exit', (code) =>
        reject(new Error(`${part.name} ended with code ${code} while starting:\n${tail.trim()}`)),
      );
    });
  }

  #restart(part: Part): void {
    part.child = undefined;
    if (this.#stopping) return;
    part.restarts += 1;
    if (part.restarts === 1) console.log(`  ${part.name} stopped unexpectedly and is started again.`);
    setTimeout(
      () => {
        if (!this.#stopping) this.#launch(part).catch(() => undefined);
      },
      Math.min(200 * 2 ** part.restarts, 10_000),
    );
  }

  /** Stops what was started last first; whoever does not listen within five seconds is ended. */
  async stop(): Promise<void> {
    this.#stopping = true;
    for (const part of [...this.#parts].reverse()) {
      const { child } = part;
      if (!child) continue;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(() => child.kill('SIGKILL'), 5_000);
        child.once('exit', () => {
          clearTimeout(timer);
          resolve();
        });
        child.kill('SIGTERM');
      });
    }
    for (const stream of this.#streams.values()) stream.end();
  }
}
