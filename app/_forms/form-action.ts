import { headers } from 'next/headers';
import { getTranslations } from 'next-intl/server';
import type { z } from 'zod';
import { fileSize } from '#app/_i18n/file-size.ts';
import { countryName } from '#app/_i18n/names.ts';
import { redirect } from '#app/_i18n/navigation.ts';
import { readerLocale } from '#app/_i18n/reader.ts';
import { currentActor } from '#app/_session/actor.ts';
import type { Actor } from '#lib/core/actor.ts';
import { DomainError, DomainErrors, hasSqlState } from '#lib/core/errors.ts';
import { log } from '#lib/core/log.ts';
import { formatMoney, isMoney } from '#lib/core/money.ts';
import { writtenAs } from '#lib/languages/index.ts';

/** What a form knows after it was sent: nothing yet, a success with what to say, or what is wrong with what was typed kept. */
export interface FormState {
  readonly status: 'idle' | 'done' | 'error';
  /** Said above the form, in the reader's language. */
  readonly message?: string;
  /** Said beside each field. */
  readonly fields?: Readonly<Record<string, string>>;
  /** What was typed, so that nothing is lost. Passwords and files are never sent back. */
  readonly values?: Readonly<Record<string, string | string[]>>;
  /** What a client island may need after a success. */
  readonly data?: Readonly<Record<string, string | number | boolean>>;
}

export const idle: FormState = { status: 'idle' };

type Outcome =
  | { readonly to: 'path'; readonly path: string }
  | { readonly to: 'url'; readonly url: string }
  | { readonly to: 'here'; readonly message?: string; readonly data?: NonNullable<FormState['data']> };

/** Leave for a page of the site, in the reader's language. */
export function redirectTo(path: string): Outcome {
  return { to: 'path', path };
}

/** Leave for another site (the payment page). */
export function leaveFor(url: string): Outcome {
  return { to: 'url', url };
}

/** Stay, and say this. */
export function done(message?: string, data?: NonNullable<FormState['data']>): Outcome {
  return { to: 'here', ...(message === undefined ? {} : { message }), ...(data === undefined ? {} : { data }) };
}

const secret = /password|token|secret/i;

/** A form as an object: names ending in [] give lists, everything else the last value. Files stay files. */
function formObject(form: FormData): Record<string, unknown> {
  const object: Record<string, unknown> = {};
  for (const name of new Set(form.keys())) {
    if (name.startsWith('$ACTION')) continue;
    if (name.endsWith('[]')) object[name.slice(0, -2)] = form.getAll(name);
    else object[name] = form.getAll(name).at(-1);
  }
  return object;
}

function typedValues(object: Record<string, unknown>): Record<string, string | string[]> {
  const kept: Record<string, string | string[]> = {};
  for (const [name, value] of Object.entries(object)) {
    if (secret.test(name)) continue;
    if (typeof value === 'string') kept[name] = value.slice(0, 20_000);
    if (Array.isArray(value)) kept[name] = value.filter((each) => typeof each === 'string').slice(0, 200);
  }
  return kept;
}

/** What was typed into a form, for an answer of an action's own. */
export function typedInto(form: FormData): Record<string, string | string[]> {
  return typedValues(formObject(form));
}

/** An action's own answer to what went wrong, as every form says it. */
export async function failed(error: unknown, form: FormData): Promise<FormState> {
  return { status: 'error', values: typedInto(form), ...(await failure(error)) };
}

/** Sentences for zod's issues: our schemas give codes of `errors.validation`, or a room's own code with its parameters. */
async function fieldSentences(issues: readonly z.core.$ZodIssue[]): Promise<Record<string, string>> {
  const t = await getTranslations('errors');
  const fields: Record<string, string> = {};
  for (const issue of issues) {
    const code = issue.message.includes('.') ? issue.message : `validation.${issue.message}`;
    const params = issue.code === 'custom' ? (issue.params ?? {}) : {};
    fields[issue.path.join('.')] ??= t.has(code)
      ? await errorSentence(new DomainError(code, params))
      : t('validation.invalid');
  }
  return fields;
}

/** The sentence of a domain error, with its parameters; unknown codes read as a general one. */
export async function errorSentence(error: DomainError): Promise<string> {
  const t = await getTranslations('errors');
  const locale = await readerLocale();
  return t.has(error.code) ? t(error.code, shownParams(error.params, locale)) : t('core.unexpected');
}

/**
 * Parameters of an error as its sentence shows them: numbers for plurals, amounts, days and lists as the reader writes them, countries by
 * their names. One called `size` is that of a file, in bytes.
 */
export function shownParams(params: DomainError['params'], locale: string): Record<string, string | number> {
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => [
      name,
      name === 'size' && typeof value === 'number' ? fileSize(value, locale) : shownParam(value, locale),
    ]),
  );
}

const isoDate = /^\d{4}-\d{2}-\d{2}$/;

function shownParam(value: unknown, locale: string): string | number {
  if (typeof value === 'number') return value;
  if (isMoney(value)) return formatMoney(value, locale);
  if (typeof value === 'string' && isoDate.test(value))
    return new Intl.DateTimeFormat(writtenAs(locale), { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(value));
  if (!Array.isArray(value)) return String(value);
  const words = value.map((each) =>
    /^[A-Z]{2}$/.test(String(each)) ? countryName(String(each), locale) : String(each),
  );
  return new Intl.ListFormat(writtenAs(locale), { type: 'conjunction' }).format(words);
}

/**
 * The one way a form reaches an operation: who acts, parse with the operation's own schema, call, and turn what is expected to go
 * wrong into sentences beside the fields, with everything typed kept. Anything unexpected becomes an incident number.
 * The inner function does the work and says where to go; it works without JavaScript.
 */
export function formAction<Schema extends z.ZodType>(
  schema: Schema,
  run: (actor: Actor, input: z.output<Schema>) => Promise<Outcome>,
): (state: FormState, form: FormData) => Promise<FormState> {
  return async (_state, form) => {
    const object = formObject(form);
    const values = typedValues(object);
    const parsed = schema.safeParse(object);
    if (!parsed.success) {
      const t = await getTranslations('errors');
      return {
        status: 'error',
        message: t('core.check_fields'),
        fields: await fieldSentences(parsed.error.issues),
        values,
      };
    }
    let outcome: Outcome;
    try {
      outcome = await run(await currentActor(), parsed.data);
    } catch (error) {
      return { status: 'error', values, ...(await failure(error)) };
    }
    if (outcome.to === 'path') return redirect({ href: outcome.path, locale: await readerLocale() });
    if (outcome.to === 'url') return leave(outcome.url);
    return {
      status: 'done',
      ...(outcome.message ? { message: outcome.message } : {}),
      ...(outcome.data ? { data: outcome.data } : {}),
    };
  };
}

async function leave(url: string): Promise<never> {
  const { redirect: away } = await import('next/navigation');
  return away(url as never);
}

async function failure(error: unknown): Promise<Pick<FormState, 'message' | 'fields'>> {
  if (error instanceof DomainErrors) {
    const t = await getTranslations('errors');
    const fields: Record<string, string> = {};
    for (const each of error.all) if (each.field) fields[each.field] ??= await errorSentence(each);
    return { message: t('core.check_fields'), fields };
  }
  if (error instanceof DomainError) {
    const sentence = await errorSentence(error);
    return error.field ? { message: sentence, fields: { [error.field]: sentence } } : { message: sentence };
  }
  const t = await getTranslations('errors');
  const incident = (await headers()).get('x-request-id') ?? '';
  log.error({ err: error, incident }, 'form action failed');
  const away = hasSqlState(
    error,
    '25006',
    '57P01',
    '57P03',
    '08006',
    '08001',
    '53300',
    'P1001',
    'P1002',
    'P2024',
    'ECONNREFUSED',
  );
  return { message: away ? t('core.database_away') : t('core.incident', { incident }) };
}
