import { type ChildProcess, fork } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { Person } from '#lib/core/actor.ts';
import { prisma } from '#lib/db/index.ts';

const files = mkdtempSync(path.join(os.tmpdir(), 'hot-'));
const base = { en: { greeting: 'Welcome, {name}' }, pl: { greeting: 'Witaj, {name}' } };
for (const [locale, words] of Object.entries(base)) {
  mkdirSync(path.join(files, 'messages', locale), { recursive: true });
  writeFileSync(path.join(files, 'messages', locale, 'hall.json'), JSON.stringify(words));
}
vi.spyOn(process, 'cwd').mockReturnValue(files);
const { publishMessage } = await import('#lib/languages/index.ts');

const limit = 2_000;
const message = { locale: 'pl', namespace: 'hall', key: 'greeting' } as const;

/** A process that serves the site, with what it has said so far. */
class Instance {
  readonly said: string[] = [];
  readonly process: ChildProcess;

  constructor() {
    this.process = fork(path.join(import.meta.dirname, 'instance.ts'), {
      cwd: files,
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      execArgv: ['--disable-warning=ExperimentalWarning'],
    });
    this.process.on('message', (said: { reads: string }) => this.said.push(said.reads));
  }

  /** Waits until its readers get the wording; fails after as long as publishing may take. */
  async reads(wording: string, within: number): Promise<void> {
    await vi.waitFor(() => expect(this.said.at(-1)).toBe(wording), { timeout: within, interval: 10 });
  }
}

let instances: Instance[] = [];
let translator: Person;

beforeAll(async () => {
  const user = await prisma().user.create({ data: { email: 'hot@example.com', name: 'Hot' } });
  translator = {
    type: 'person',
    userId: user.id,
    email: user.email,
    name: user.name,
    locale: 'pl',
    staffRoles: [],
    memberships: [],
    translates: [{ locale: 'pl', role: 'translator' }],
  };
  instances = [new Instance(), new Instance()];
  await Promise.all(instances.map((each) => each.reads(base.pl.greeting, 60_000)));
});

afterAll(() => {
  for (const { process: each } of instances) each.disconnect();
  vi.restoreAllMocks();
  rmSync(files, { recursive: true, force: true });
});

test('what is published is live in two processes on one database within two seconds, and so is its way back', async () => {
  await publishMessage(translator, { ...message, value: 'Cześć, {name}', version: 0 });
  await Promise.all(instances.map((each) => each.reads('Cześć, {name}', limit)));
  await publishMessage(translator, { ...message, value: base.pl.greeting, version: 1 });
  await Promise.all(instances.map((each) => each.reads(base.pl.greeting, limit)));
  expect(JSON.parse(readFileSync(path.join(files, 'messages/pl/hall.json'), 'utf8'))).toEqual(base.pl);
});

test('of two publishes at once one is taken and told everywhere, the other refused', async () => {
  const { version = 0 } = (await prisma().interfaceMessage.findFirst({ where: message })) ?? {};
  const outcomes = await Promise.allSettled(
    ['Hej, {name}', 'Halo, {name}'].map((value) => publishMessage(translator, { ...message, value, version })),
  );
  expect(outcomes.map((each) => each.status).sort()).toEqual(['fulfilled', 'rejected']);
  const taken = outcomes[0]?.status === 'fulfilled' ? 'Hej, {name}' : 'Halo, {name}';
  await Promise.all(instances.map((each) => each.reads(taken, limit)));
});
