import { type ChildProcess, fork } from 'node:child_process';
import { createWriteStream, type WriteStream } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { root } from '#runtime/prisma-engine.ts';

const answerSchema = z.object({ id: z.number(), value: z.unknown().optional(), error: z.string().optional() });

/** What the product answered when it said no: the code of a `DomainError`. All else is a failure nobody expected to see. */
export class Refused extends Error {}

interface Options {
  readonly name: string;
  readonly script: string;
  readonly env: () => NodeJS.ProcessEnv;
  readonly execArgv: readonly string[];
  readonly logFile: string;
}

// A machine with much else to do takes its time.
const patienceMs = 120_000;

/** A process of the product that can be asked, killed and started again. */
export class Child {
  readonly name: string;
  /** How often it was killed. */
  kills = 0;
  /** When it was ready the last time. */
  since = new Date();
  readonly #options: Options;
  readonly #log: WriteStream;
  #process: ChildProcess | undefined;
  #starting: Promise<void> | undefined;
  #asked = 0;

  constructor(options: Options) {
    this.name = options.name;
    this.#options = options;
    this.#log = createWriteStream(options.logFile, { flags: 'a' });
  }

  /** Starts it unless it runs; resolves when it is ready. */
  start(): Promise<void> {
    if (!this.#starting) {
      const starting = this.#launch();
      this.#starting = starting;
      // One that did not come up (the database was away) may be started again.
      starting.catch(() => {
        if (this.#starting === starting) this.#starting = undefined;
      });
    }
    return this.#starting;
  }

  #launch(): Promise<void> {
    const { script, env, execArgv, name } = this.#options;
    const child = fork(path.join(root, script), {
      cwd: root,
      env: { ...env(), SERVICE: name },
      execArgv: ['--disable-warning=ExperimentalWarning', ...execArgv],
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    child.setMaxListeners(200);
    this.#process = child;
    child.stdout?.pipe(this.#log, { end: false });
    let tail = '';
    child.stderr?.on('data', (chunk: Buffer) => {
      this.#log.write(chunk);
      tail = (tail + chunk.toString()).slice(-3_000);
    });
    child.on('error', () => undefined);
    return new Promise((resolve, reject) => {
      child.once('message', () => {
        this.since = new Date();
        resolve();
      });
      child.once('exit', (code, signal) => {
        if (this.#process === child) {
          this.#process = undefined;
          this.#starting = undefined;
        }
        reject(new Error(`${name} ended (${signal ?? code}) while starting:\n${tail.trim()}`));
      });
    });
  }

  /** SIGKILL: it has no time for anything. */
  async kill(): Promise<void> {
    const child = this.#process;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    this.kills += 1;
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await gone;
  }

  /** Starts what is down, as a supervisor does, until it is up: what it stands on may be away for a moment. */
  async up(): Promise<void> {
    for (let tries = 1; ; tries++) {
      const failure = await this.start().then(
        () => undefined,
        (error: unknown) => error,
      );
      if (failure === undefined && this.#process?.connected) return;
      if (tries === 60) throw failure ?? new Error(`${this.name} is down`);
      await sleep(250);
    }
  }

  /** Asks it for something and waits for the answer; waits first for it to be up. Throws `Refused` or what went wrong. */
  async ask(op: string, value: unknown): Promise<unknown> {
    await this.up();
    const child = this.#process;
    if (!child?.connected) throw new Error(`${this.name} is down`);
    this.#asked += 1;
    const id = this.#asked;
    return new Promise((resolve, reject) => {
      const end = (settle: () => void) => {
        clearTimeout(timer);
        child.off('message', hear);
        child.off('exit', lost);
        settle();
      };
      const lost = () => end(() => reject(new Error(`${this.name} was killed meanwhile`)));
      const timer = setTimeout(() => end(() => reject(new Error(`${this.name} does not answer to ${op}`))), patienceMs);
      const hear = (message: unknown) => {
        const answer = answerSchema.safeParse(message);
        if (!answer.success || answer.data.id !== id) return;
        const { error } = answer.data;
        if (error === undefined) end(() => resolve(answer.data.value));
        else end(() => reject(error.startsWith('refused ') ? new Refused(error.slice(8)) : new Error(error)));
      };
      child.on('message', hear);
      child.once('exit', lost);
      child.send({ id, op, value }, (error) => {
        if (error) lost();
      });
    });
  }

  /** Tells it something without waiting, if it is up. */
  tell(op: string, value: unknown): void {
    if (this.#process?.connected) this.#process.send({ id: 0, op, value }, () => undefined);
  }

  async end(): Promise<void> {
    await this.kill();
    this.#log.end();
  }
}
