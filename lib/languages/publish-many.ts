import { type Actor, actorId } from '#lib/core/actor.ts';
import { authorize } from '#lib/core/authorize.ts';
import { DomainError } from '#lib/core/errors.ts';
import { announceChange, type Tx } from '#lib/db/index.ts';
import { fallbackChain, type Locale, locales } from './locales.ts';

/** A string that is published, with the version that was compared with. */
export interface PublishedString {
  /** `namespace.key`. */
  readonly key: string;
  readonly value: string;
  readonly version: number;
}

/**
 * Publishes many strings of one locale in the caller's transaction: all of them, or none. They were checked before. Throws
 * `languages.edited_meanwhile` where somebody has published one of them since it was compared.
 */
export async function publishMany(
  tx: Tx,
  actor: Actor,
  locale: Locale,
  strings: readonly PublishedString[],
): Promise<void> {
  if (strings.length === 0) return;
  authorize(actor, 'message.publish', { locale });
  const rows = strings.map(({ key, value, version }) => {
    const dot = key.indexOf('.');
    return { namespace: key.slice(0, dot), key: key.slice(dot + 1), value, version };
  });
  const json = JSON.stringify(rows);
  const author = actorId(actor);
  await tx.$executeRaw`
    select pg_advisory_xact_lock(hashtext(name)) from (
      select ${locale} || ' ' || namespace || ' ' || key as name from jsonb_to_recordset(${json}::jsonb) as g (namespace text, key text)
      order by 1) names`;
  const [late] = await tx.$queryRaw<{ key: string }[]>`
    select g.namespace || '.' || g.key as key from jsonb_to_recordset(${json}::jsonb) as g (namespace text, key text, version int)
    left join interface_message m on m.locale = ${locale} and m.namespace = g.namespace and m.key = g.key
    where coalesce(m.version, 0) <> g.version limit 1`;
  if (late) throw new DomainError('languages.edited_meanwhile', { key: late.key });
  await tx.$executeRaw`
    insert into interface_message_revision (locale, namespace, key, value, previous, version, author_id)
    select ${locale}, g.namespace, g.key, g.value, m.value, g.version + 1, ${author}::uuid
    from jsonb_to_recordset(${json}::jsonb) as g (namespace text, key text, value text, version int)
    left join interface_message m on m.locale = ${locale} and m.namespace = g.namespace and m.key = g.key`;
  await tx.$executeRaw`
    insert into interface_message (locale, namespace, key, value, version, author_id, published_at)
    select ${locale}, g.namespace, g.key, g.value, g.version + 1, ${author}::uuid, now()
    from jsonb_to_recordset(${json}::jsonb) as g (namespace text, key text, value text, version int)
    on conflict (locale, namespace, key) do update set
      value = excluded.value, version = excluded.version, author_id = excluded.author_id, published_at = excluded.published_at`;
  for (const reader of locales.filter((tag) => fallbackChain(tag).includes(locale)))
    await announceChange(tx, { kind: 'messages', locale: reader });
}
