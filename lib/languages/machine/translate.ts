import { setTimeout as sleep } from 'node:timers/promises';
import { DomainError } from '#lib/core/errors.ts';
import { log } from '#lib/core/log.ts';
import type { GlossaryTerm } from '../checks/terms.ts';
import { check, isPublishable } from '../checks.ts';
import type { Locale } from '../locales.ts';
import { CircuitBreaker } from './breaker.ts';
import { type Masked, mask, unmask } from './mask.ts';
import { type MachineSettings, type ProviderName, providerFor, providers } from './providers.ts';

/** One text by machine; `value` is null where the answer lost a placeholder or failed a check, and nothing may be made of it. */
export interface MachineTranslation {
  readonly value: string | null;
  readonly engine: ProviderName;
}

const attempts = 3;
const timeoutMs = 20_000;
/** DeepL takes 128 KiB at once, the others as much or more. */
const charactersAtOnce = 20_000;
const breakers = new Map<ProviderName, CircuitBreaker>();

function breakerOf(name: ProviderName): CircuitBreaker {
  const found = breakers.get(name) ?? new CircuitBreaker();
  breakers.set(name, found);
  return found;
}

/** For tests: all services may be asked again. */
export function resetBreakers(): void {
  breakers.clear();
}

/**
 * Translates plain texts (perhaps with tags and placeholders) by the service that is set for the pair. Throws `machine.not_configured` with what
 * to set, `machine.unavailable` where the service does not answer. Nothing is ever made up.
 */
export async function translate(
  segments: readonly string[],
  from: Locale,
  to: Locale,
  glossary: readonly GlossaryTerm[] = [],
  settings: MachineSettings = process.env,
): Promise<MachineTranslation[]> {
  const engine = providerFor(from, to, settings);
  if (!engine) throw new DomainError('machine.not_configured', { from, to });
  const keptWords = glossary.filter(({ doNotTranslate }) => doNotTranslate).map(({ source }) => source);
  const masked = segments.map((segment) => mask(segment, keptWords));
  const results: MachineTranslation[] = [];
  for (const batch of batches(masked, providers[engine].most)) {
    const request = { texts: batch.map(({ html }) => html), from, to, glossary };
    const answers = await ask(engine, request, settings);
    for (const [at, each] of batch.entries()) {
      const value = unmask(answers[at] ?? '', each);
      const source = segments[results.length] ?? '';
      results.push({ value: value !== null && isSound(source, value, from, to) ? value : null, engine });
    }
  }
  return results;
}

function isSound(source: string, value: string, from: Locale, to: Locale): boolean {
  return isPublishable(check(source, value, to, { sourceLocale: from, format: 'plain' }));
}

function* batches(all: readonly Masked[], most: number): Generator<Masked[]> {
  let batch: Masked[] = [];
  let characters = 0;
  for (const each of all) {
    if (batch.length > 0 && (batch.length === most || characters + each.html.length > charactersAtOnce)) {
      yield batch;
      [batch, characters] = [[], 0];
    }
    batch.push(each);
    characters += each.html.length;
  }
  if (batch.length > 0) yield batch;
}

async function ask(
  engine: ProviderName,
  request: Parameters<(typeof providers)[ProviderName]['exchange']>[0],
  settings: MachineSettings,
): Promise<readonly string[]> {
  const breaker = breakerOf(engine);
  const { url, headers, body, read } = providers[engine].exchange(request, settings);
  for (let attempt = 1; ; attempt++) {
    if (!breaker.closed) throw new DomainError('machine.unavailable', { engine });
    const outcome = await once(url, headers, body);
    if (outcome.kind === 'answer') {
      const texts = attemptTo(() => read(outcome.json));
      if (texts?.length === request.texts.length) {
        breaker.succeeded();
        return texts;
      }
    }
    breaker.failed();
    log.warn(
      { engine, outcome: outcome.kind, status: outcome.kind === 'refused' ? outcome.status : undefined, attempt },
      'machine translation',
    );
    if (outcome.kind === 'refused' && !outcome.again) throw new DomainError('machine.unavailable', { engine });
    if (attempt === attempts) throw new DomainError('machine.unavailable', { engine });
    await sleep(outcome.kind === 'refused' && outcome.waitMs !== null ? outcome.waitMs : 200 * 2 ** attempt);
  }
}

type Outcome =
  | { readonly kind: 'answer'; readonly json: unknown }
  | { readonly kind: 'refused'; readonly status: number; readonly again: boolean; readonly waitMs: number | null }
  | { readonly kind: 'away' };

const longestWaitMs = 5_000;

async function once(url: string, headers: Readonly<Record<string, string>>, body: object): Promise<Outcome> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(timeoutMs),
    });
    if (response.ok) return { kind: 'answer', json: await response.json() };
    const after = Number(response.headers.get('retry-after') ?? Number.NaN);
    const again = response.status === 429 || response.status >= 500;
    return {
      kind: 'refused',
      status: response.status,
      again,
      waitMs: Number.isFinite(after) ? Math.min(after * 1000, longestWaitMs) : null,
    };
  } catch {
    return { kind: 'away' };
  }
}

function attemptTo<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
