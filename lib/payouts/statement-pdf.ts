import type { Actor } from '#lib/core/actor.ts';
import { now } from '#lib/core/clock.ts';
import { limits } from '#lib/core/limits.ts';
import { formatMoney, type Money } from '#lib/core/money.ts';
import { prisma } from '#lib/db/index.ts';
import { type Locale, translator, writtenAs } from '#lib/languages/index.ts';
import { type Block, type Column, makePdf } from '#lib/print/index.ts';
import { type Statement, type StatementQuery, statementOf } from './statement.ts';

type Words = Awaited<ReturnType<typeof translator>>;

function kindOf(t: Words, kind: string): string {
  return t(t.has(`entry.${kind}`) ? `entry.${kind}` : 'entry.other');
}

/** Opening balance, what of each kind there was, closing balance: the three fit. */
function summary(statement: Statement, t: Words, amount: (value: Money) => string): Block {
  const fact = (name: string, value: Money) => ({ name: { text: name }, value: amount(value) });
  return {
    kind: 'facts',
    facts: [
      fact(t('statements.opening'), statement.opening),
      ...statement.sums.map((sum) => fact(`${kindOf(t, sum.kind)} · ${sum.count}`, sum.amount)),
      fact(t('statements.closing'), statement.closing),
      fact(t('statements.reserved'), statement.reserved),
    ],
  };
}

function entries(statement: Statement, t: Words, amount: (value: Money) => string, reader: Locale): Block {
  const date = new Intl.DateTimeFormat(writtenAs(reader), { dateStyle: 'short', timeStyle: 'short', timeZone: 'UTC' });
  const columns: Column[] = [
    { head: { text: t('list.date') }, share: 20 },
    { head: { text: t('statements.kind') }, share: 24 },
    { head: { text: t('list.order') }, share: 22 },
    { head: { text: t('list.amount') }, share: 17, align: 'right' },
    { head: { text: t('statements.balance') }, share: 17, align: 'right' },
  ];
  return {
    kind: 'table',
    columns,
    rows: statement.lines.map((line) => [
      { text: date.format(line.at) },
      { text: kindOf(t, line.kind) },
      { text: line.number ?? '' },
      { text: amount(line.amount) },
      { text: amount(line.balance) },
    ]),
    totals: [
      [
        { text: '' },
        { text: t('statements.closing'), tone: 'strong' },
        { text: '' },
        { text: '' },
        { text: amount(statement.closing), tone: 'strong' },
      ],
    ],
  };
}

/**
 * The statement of a month on paper, in the reader's language. Of one with more than `limits.statementPdfLines` entries the sums are printed
 * and the entries are in its CSV file. Throws what `statementOf` does.
 */
export async function statementPdf(actor: Actor, query: StatementQuery, reader: Locale): Promise<Buffer> {
  const statement = await statementOf(actor, query, undefined, limits.statementPdfLines);
  const enterprise = await prisma().enterprise.findUniqueOrThrow({ where: { id: query.enterpriseId } });
  const t = await translator(reader, 'payouts');
  const amount = (value: Money) => formatMoney(value, reader);
  const month = new Intl.DateTimeFormat(writtenAs(reader), { month: 'long', year: 'numeric', timeZone: 'UTC' });
  const title = `${t('statements.one')} · ${month.format(new Date(`${statement.month}-01T00:00:00Z`))}`;
  return makePdf({
    title,
    language: reader,
    author: 'Ambersilk',
    createdAt: now(),
    foot: `Ambersilk · ${enterprise.displayName} · ${statement.month} · ${statement.currency}`,
    blocks: [
      { kind: 'mark', name: 'Ambersilk' },
      { kind: 'heading', level: 1, words: { text: title } },
      { kind: 'text', text: `${enterprise.displayName} · ${enterprise.legalName}` },
      { kind: 'text', text: t('statements.lead'), tone: 'muted' },
      { kind: 'space', height: 8 },
      summary(statement, t, amount),
      { kind: 'space', height: 12 },
      ...(statement.next ? [] : [entries(statement, t, amount, reader)]),
    ],
  });
}
