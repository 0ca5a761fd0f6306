import { z } from 'zod';
import type { Tree } from './files.ts';

/** Where strings are exchanged with: an installation's address, and a token made on its page /translate/tokens. */
export interface Remote {
  readonly url: string;
  readonly token: string;
}

const line = z.object({
  key: z.string(),
  line: z.number(),
  change: z.string(),
  before: z.string(),
  after: z.string(),
  problem: z.string().nullable(),
  warnings: z.array(z.object({ code: z.string() })).default([]),
});

const pushed = z.object({
  applied: z.number(),
  counts: z.object({ added: z.number(), changed: z.number(), conflict: z.number(), refused: z.number() }),
  lines: z.array(line),
  refused: z.array(line),
  warned: z.array(line).default([]),
});

const failure = z.object({ error: z.object({ code: z.string(), message: z.string() }) });

/** What an installation says to a file. */
export type Pushed = z.output<typeof pushed>;

/** An installation did not do what it was asked, in words for whoever reads a terminal or a build's log. */
export class RemoteRefusal extends Error {}

/** What a program's own sentence would not say: what to do about it. */
const advice: Readonly<Record<number, string>> = {
  401: 'The token is unknown, has ended or has expired. Make another on the page /translate/tokens.',
  403: 'The token is not for this language, or may only read, or its author may not do this any more.',
};

async function ask(remote: Remote, path: string, init: RequestInit = {}): Promise<unknown> {
  const address = URL.parse(`/api/v1/translations/${path}`, remote.url);
  if (!address) throw new RemoteRefusal(`${remote.url} is no address.`);
  const asked = { ...init, headers: { authorization: `Bearer ${remote.token}`, 'content-type': 'application/json' } };
  const response = await fetch(address, asked).catch((error: unknown) => {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error);
    throw new RemoteRefusal(`${remote.url} cannot be reached: ${cause}`);
  });
  const body: unknown = await response.json().catch(() => null);
  if (response.ok) return body;
  const told = failure.safeParse(body);
  const said = told.success ? `${told.data.error.code} ${told.data.error.message}`.trim() : `HTTP ${response.status}`;
  throw new RemoteRefusal([advice[response.status], `(${said})`].filter(Boolean).join(' '));
}

/** All strings of a locale as its readers have them, by their keys. */
export async function pull(remote: Remote, locale: string): Promise<Tree> {
  return z.record(z.string(), z.string()).parse(await ask(remote, `${locale}?format=json`));
}

/** Sends the strings of a locale; they are published only where `apply` says so. */
export async function push(remote: Remote, locale: string, strings: Tree, apply: boolean): Promise<Pushed> {
  const path = `${locale}?name=messages.json${apply ? '&apply=1' : ''}`;
  return pushed.parse(await ask(remote, path, { method: 'POST', body: JSON.stringify(strings) }));
}
