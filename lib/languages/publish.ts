import { z } from 'zod';
import { type Actor, actorId } from '#lib/core/actor.ts';
import { authorize, may } from '#lib/core/authorize.ts';
import { DomainError } from '#lib/core/errors.ts';
import { limits } from '#lib/core/limits.ts';
import { announceChange, prisma, type Tx, transaction } from '#lib/db/index.ts';
import type { CheckOptions, Problem } from './checks/problem.ts';
import { check, isPublishable } from './checks.ts';
import { baseMessages, type MessageTree } from './interface.ts';
import { fallbackChain, isLocale, type Locale, locales } from './locales.ts';

const keyPattern = /^[A-Za-z0-9_.-]{1,200}$/;

export const publishSchema = z.object({
  locale: z
    .string()
    .refine(isLocale, { error: 'invalid' })
    .transform((tag) => tag as Locale),
  namespace: z.string().regex(/^[a-z_]{1,40}$/, { error: 'invalid' }),
  key: z.string().regex(keyPattern, { error: 'invalid' }),
  value: z
    .string()
    .max(limits.message, { error: 'too_long' })
    .transform((value) => value.normalize('NFC')),
  /** The version that the editor saw; 0 where nothing was published yet. */
  version: z
    .string()
    .regex(/^\d{1,9}$/)
    .transform(Number),
});

/** A tree as dotted keys. */
export function flatten(tree: MessageTree, prefix = ''): Map<string, string> {
  const flat = new Map<string, string>();
  for (const [name, value] of Object.entries(tree)) {
    const key = prefix ? `${prefix}.${name}` : name;
    if (typeof value === 'string') flat.set(key, value);
    else for (const [inner, text] of flatten(value, key)) flat.set(inner, text);
  }
  return flat;
}

/** The names of the parts of the interface. */
export async function namespaces(): Promise<string[]> {
  return Object.keys(await baseMessages('en')).sort();
}

/**
 * The wording that a string is translated from: English as its readers have it. English itself is measured by its base file, whose
 * placeholders are what the code fills. Within a transaction it is read by its connection: whoever holds one does not wait for another.
 */
export async function sourceOf(
  locale: Locale,
  namespace: string,
  key: string,
  db: Tx = prisma(),
): Promise<string | undefined> {
  const base = flatten(await baseMessages('en')).get(`${namespace}.${key}`);
  if (base === undefined || locale === 'en') return base;
  const edited = await db.interfaceMessage.findUnique({
    where: { locale_namespace_key: { locale: 'en', namespace, key } },
    select: { value: true },
  });
  return edited?.value ?? base;
}

/** What the checks say of a translation. */
export async function checkMessage(
  input: Pick<z.output<typeof publishSchema>, 'locale' | 'namespace' | 'key' | 'value'>,
  options: CheckOptions = {},
): Promise<Problem[]> {
  const source = await sourceOf(input.locale, input.namespace, input.key);
  if (source === undefined) throw new DomainError('languages.unknown_message');
  return check(source, input.value, input.locale, options);
}

/**
 * Publishes an interface string: every instance shows it when the transaction has committed and the change was heard, well under two
 * seconds. Throws `languages.broken_message` with the checks that forbid it, `languages.edited_meanwhile`, `languages.unknown_message`,
 * `workbench.locked`.
 */
export async function publishMessage(actor: Actor, input: z.output<typeof publishSchema>): Promise<void> {
  authorize(actor, 'message.publish', { locale: input.locale });
  refuseBroken(await checkMessage(input));
  await transaction(async (tx) => {
    await lockMessage(tx, input);
    const unit = `${input.namespace}.${input.key}`;
    const noted = await tx.workUnit.findUnique({ where: { locale_unit: { locale: input.locale, unit } } });
    if (noted?.lockedById && !may(actor, 'message.manage', { locale: input.locale }))
      throw new DomainError('workbench.locked');
    await writeMessage(tx, input, actorId(actor));
  });
}

/** Throws `languages.broken_message` where a check found an error. */
export function refuseBroken(problems: readonly Problem[]): void {
  if (!isPublishable(problems))
    throw new DomainError('languages.broken_message', { problems: problems.map((problem) => problem.code) }, 'value');
}

/** One string of one language at a time: whoever changes it waits for the other to end. */
export async function lockMessage(tx: Tx, { locale, namespace, key }: MessageName): Promise<void> {
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtext(${`${locale} ${namespace} ${key}`}))`;
}

type MessageName = Pick<z.output<typeof publishSchema>, 'locale' | 'namespace' | 'key'>;

/** Writes a wording that was checked, in the caller's transaction, as the version after `version`. Throws `languages.edited_meanwhile`. */
export async function writeMessage(
  tx: Tx,
  input: z.output<typeof publishSchema>,
  authorId: string | null,
): Promise<void> {
  const { locale, namespace, key, value } = input;
  await lockMessage(tx, input);
  const before = await tx.interfaceMessage.findUnique({
    where: { locale_namespace_key: { locale, namespace, key } },
  });
  if ((before?.version ?? 0) !== input.version) throw new DomainError('languages.edited_meanwhile', {}, 'value');
  const version = input.version + 1;
  await tx.interfaceMessage.upsert({
    where: { locale_namespace_key: { locale, namespace, key } },
    create: { locale, namespace, key, value, version, authorId },
    update: { value, version, authorId, publishedAt: new Date() },
  });
  await tx.interfaceMessageRevision.create({
    data: { locale, namespace, key, value, previous: before?.value ?? null, version, authorId },
  });
  for (const reader of readersOf(locale)) await announceChange(tx, { kind: 'messages', locale: reader });
}

/** Locales whose readers may see strings of this one: itself, and those that fall back to it. */
function readersOf(locale: Locale): Locale[] {
  return locales.filter((reader) => fallbackChain(reader).includes(locale));
}
