import { createHash } from 'node:crypto';
import type { Actor } from '#lib/core/actor.ts';
import { DomainError } from '#lib/core/errors.ts';
import { prisma, transaction } from '#lib/db/index.ts';
import { locale, translator, writtenAs } from '#lib/languages/index.ts';
import { boughtLine } from '#lib/ordering/index.ts';
import { makePdf } from '#lib/print/index.ts';

/** The words by which what is downloaded may be used, in a language, with their hash. */
async function licenceWords(language: string) {
  const t = await translator(locale(language), 'library');
  const text = { locale: locale(language), title: t('licence.title'), body: t('licence.body') };
  return { ...text, hash: createHash('sha256').update(`${text.locale}\n${text.title}\n${text.body}`).digest('hex') };
}

/** Freezes the licence of an order's downloads as it is worded now, once. Called when the order is paid. */
export async function freezeLicences(orderId: string): Promise<void> {
  const lines = await prisma().orderLine.findMany({
    where: { kind: 'download', licence: null, sellerOrder: { orderId } },
    select: { id: true },
  });
  if (lines.length === 0) return;
  const order = await prisma().order.findUniqueOrThrow({
    where: { id: orderId },
    select: { locale: true, paidAt: true },
  });
  if (!order.paidAt) return;
  const words = await licenceWords(order.locale);
  await transaction(async (tx) => {
    await tx.licenceText.createMany({ data: [words], skipDuplicates: true });
    await tx.orderLineLicence.createMany({
      data: lines.map(({ id }) => ({ orderLineId: id, hash: words.hash, frozenAt: order.paidAt ?? new Date() })),
      skipDuplicates: true,
    });
  });
}

/** The licence of a bought line as PDF, for its buyer. Throws `ordering.unknown` for everybody else. */
export async function licencePdf(actor: Actor, orderLineId: string, key?: string) {
  const line = await boughtLine(prisma(), actor, orderLineId, key);
  const kept = await prisma().orderLineLicence.findUnique({ where: { orderLineId }, include: { text: true } });
  if (!kept) throw new DomainError('ordering.unknown');
  const { order } = line.sellerOrder;
  const language = locale(kept.text.locale);
  const t = await translator(language, 'library');
  const maker = await prisma().enterprise.findUniqueOrThrow({ where: { id: line.sellerOrder.enterpriseId } });
  const day = new Intl.DateTimeFormat(writtenAs(language), { dateStyle: 'long', timeZone: 'UTC' }).format(
    kept.frozenAt,
  );
  const bytes = await makePdf({
    title: `${kept.text.title} · ${line.titleForBuyer}`,
    language,
    author: 'Ambersilk',
    createdAt: kept.frozenAt,
    foot: `SHA-256 ${kept.hash}`,
    blocks: [
      { kind: 'mark', name: 'Ambersilk' },
      { kind: 'space', height: 10 },
      { kind: 'heading', level: 1, words: { text: kept.text.title } },
      {
        kind: 'facts',
        facts: [
          { name: { text: t('licence.of') }, value: line.titleForBuyer },
          { name: { text: t('licence.maker') }, value: maker.displayName },
          { name: { text: t('licence.buyer') }, value: order.email },
          { name: { text: t('licence.order') }, value: order.number },
          { name: { text: t('licence.since') }, value: day },
        ],
      },
      { kind: 'space', height: 14 },
      ...kept.text.body
        .split('\n\n')
        .flatMap((paragraph) => [{ kind: 'text', text: paragraph } as const, { kind: 'space', height: 6 } as const]),
    ],
  });
  return { fileName: `${order.number}-licence.pdf`, contentType: 'application/pdf', bytes };
}
