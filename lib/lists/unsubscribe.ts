import { timingSafeEqual } from 'node:crypto';
import { now } from '#lib/core/clock.ts';
import { config } from '#lib/core/config.ts';
import { DomainError } from '#lib/core/errors.ts';
import { hashToken, uuidPattern } from '#lib/core/ids.ts';
import { prisma } from '#lib/db/index.ts';
import type { Locale } from '#lib/languages/index.ts';

/** What a mail's own link ends: news of followed enterprises, of saved searches (of a person), waiting for what is sold out (of an address). */
const kinds = ['follows', 'searches', 'stock'] as const;
export type MailKind = (typeof kinds)[number];

interface Stop {
  readonly kind: MailKind;
  /** The person, or a request of the address. */
  readonly id: string;
}

/** The server can make it again and nobody else can: nothing is stored, and the link of an old mail works as well. */
function seal(kind: MailKind, id: string): string {
  return hashToken(`unsubscribe:${kind}:${id}:${config().AUTH_SECRET}`).slice(0, 43);
}

export function stopToken(kind: MailKind, id: string): string {
  return `${kind}.${id}.${seal(kind, id)}`;
}

/** Where a mail program sends its one click (RFC 8058), and where a person's click leads. */
export function stopLinks(kind: MailKind, id: string, reader: Locale): { oneClick: string; page: string } {
  const token = stopToken(kind, id);
  return {
    oneClick: `${config().SITE_URL}/api/v1/unsubscribe/${token}`,
    page: `${config().SITE_URL}/${reader}/unsubscribe?token=${token}`,
  };
}

/** What a token ends; null when it is none of ours. */
export function readStop(token: string): Stop | null {
  const [given = '', id = '', mac = ''] = token.split('.');
  const kind = kinds.find((each) => each === given);
  if (!kind || !uuidPattern.test(id)) return null;
  const expected = Buffer.from(seal(kind, id));
  const shown = Buffer.from(mac);
  return shown.length === expected.length && timingSafeEqual(shown, expected) ? { kind, id } : null;
}

function required(token: string): Stop {
  const stop = readStop(token);
  if (!stop) throw new DomainError('lists.link_unknown');
  return stop;
}

/** Ends the mails that the token names, whoever asks; again it changes nothing. Throws `lists.link_unknown`. */
export async function stopMails(token: string): Promise<MailKind> {
  const { kind, id } = required(token);
  if (kind === 'stock') {
    await prisma().$executeRaw`
      update stock_request set ended_at = ${now()} where ended_at is null and told_at is null
        and email = (select email from stock_request where id = ${id}::uuid)`;
    return kind;
  }
  const off = kind === 'follows' ? { follows: 'off' as const } : { searches: false };
  // A person who is gone gets no mails either.
  if ((await prisma().user.count({ where: { id } })) > 0)
    await prisma().alertSettings.upsert({ where: { userId: id }, create: { userId: id, ...off }, update: off });
  return kind;
}

/** Takes a stop back, for who pressed by mistake. What waited for stock has to be asked for anew. */
export async function resumeMails(token: string): Promise<void> {
  const { kind, id } = required(token);
  if (kind === 'stock') return;
  const data = kind === 'follows' ? { follows: 'weekly' as const } : { searches: true };
  await prisma().alertSettings.updateMany({ where: { userId: id }, data });
}
