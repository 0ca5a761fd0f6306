import { z } from 'zod';
import { type Actor, person } from '#lib/core/actor.ts';
import { authorize } from '#lib/core/authorize.ts';
import { hour, now } from '#lib/core/clock.ts';
import { DomainError, saidAtEnd } from '#lib/core/errors.ts';
import { limits } from '#lib/core/limits.ts';
import { id, optionalText } from '#lib/core/validation.ts';
import type { Deal, DealMessage } from '#lib/db/generated/client.ts';
import { prisma, type Tx, transaction } from '#lib/db/index.ts';
import { isLocale } from '#lib/languages/index.ts';
import { keepPrivateFile } from '#lib/media/index.ts';
import { ownDeals } from '../seen.ts';
import { tellWords } from './news.ts';
import { readDeal } from './read.ts';
import { lockedDeal } from './sides.ts';

/** The language that somebody writes in: that of the page they write on. */
export const writtenIn = z.string().refine(isLocale).optional();

export const dealMessageSchema = z.object({
  dealId: id,
  enterpriseId: id,
  body: optionalText(limits.message),
  locale: writtenIn,
});

/** A file as a form sends it. */
export interface SentFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

interface Words {
  readonly enterpriseId: string;
  readonly body: string;
  readonly locale?: string | undefined;
  readonly event?: 'declined' | 'withdrawn';
}

/** Puts words into the thread, in the language of the page or else the writer's own; the caller has locked the deal. Throws `rights.too_many_messages`. */
export async function writeInto(
  tx: Tx,
  actor: Actor,
  deal: Deal,
  { enterpriseId, body, locale, event }: Words,
): Promise<DealMessage> {
  const recent = await tx.dealMessage.count({
    where: { dealId: deal.id, enterpriseId, createdAt: { gt: new Date(now().getTime() - hour) } },
  });
  // Whoever ends the talks can always say why.
  if (!event && recent >= limits.dealMessagesAnHour)
    throw new DomainError('rights.too_many_messages', { limit: limits.dealMessagesAnHour }, 'body');
  const { userId, locale: own } = person(actor);
  const message = await tx.dealMessage.create({
    data: {
      dealId: deal.id,
      enterpriseId,
      authorId: userId,
      locale: locale ?? own,
      body,
      event: event ?? null,
      createdAt: now(),
    },
  });
  await tx.deal.update({ where: { id: deal.id }, data: { updatedAt: now() } });
  if (!event) await tellWords(tx, deal, enterpriseId, message);
  return message;
}

/**
 * One side writes to the other, with files if it likes: also after the talks, for a licence has questions too. Throws `rights.nothing_said`,
 * `rights.too_many_messages`, `rights.too_many_files`, and what `keepPrivateFile` throws.
 */
export async function writeToDeal(
  actor: Actor,
  input: z.output<typeof dealMessageSchema>,
  files: readonly SentFile[] = [],
): Promise<void> {
  if (input.body === '' && files.length === 0) throw new DomainError('rights.nothing_said', {}, 'body');
  if (files.length > limits.dealFiles)
    throw new DomainError('rights.too_many_files', { limit: limits.dealFiles }, 'files');
  // Who may write is asked before anything is kept, and again with the deal locked.
  await transaction((tx) => writable(tx, actor, input));
  const kept: string[] = [];
  for (const file of files) kept.push((await keepFile(actor, input.enterpriseId, file)).id);
  await transaction(async (tx) => {
    const deal = await writable(tx, actor, input);
    const message = await writeInto(tx, actor, deal, input);
    await tx.dealFile.createMany({ data: kept.map((mediaId) => ({ messageId: message.id, mediaId })) });
  });
}

function keepFile(actor: Actor, enterpriseId: string, file: SentFile) {
  return saidAtEnd('files', () => keepPrivateFile(actor, enterpriseId, file, limits.dealFileBytes));
}

async function writable(tx: Tx, actor: Actor, { dealId, enterpriseId }: { dealId: string; enterpriseId: string }) {
  const deal = await lockedDeal(tx, actor, dealId, enterpriseId);
  authorize(actor, 'deal.write', { enterpriseId });
  return deal;
}

/** Where the bytes of a deal's file are, for its two sides. For anyone else it does not exist: `rights.unknown`. */
export async function dealFile(actor: Actor, fileId: string) {
  const file = id.safeParse(fileId).success
    ? await prisma().dealFile.findFirst({
        where: { id: fileId, message: { deal: ownDeals(actor) } },
        include: { media: true, message: { include: { deal: { select: { number: true } } } } },
      })
    : null;
  if (!file) throw new DomainError('rights.unknown');
  await readDeal(actor, file.message.deal.number);
  const { storageKey, contentType, fileName, bytes } = file.media;
  return { storageKey, contentType, fileName, bytes: Number(bytes) };
}
