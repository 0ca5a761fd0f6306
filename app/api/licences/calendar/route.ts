import { currentActor } from '#app/_session/actor.ts';
import { isoDay, now } from '#lib/core/clock.ts';
import { byteOrderMark, csvRecord, numberOrText } from '#lib/core/csv.ts';
import { decimalText } from '#lib/core/money.ts';
import { locale as localeOf, translator } from '#lib/languages/index.ts';
import { calendarOf, entryWords } from '#lib/licensing/index.ts';

const columns = ['day', 'kind', 'what', 'number', 'other', 'amount', 'currency', 'done'] as const;

/** The year ahead as comma-separated values, in the reader's own language. */
export async function GET(): Promise<Response> {
  const actor = await currentActor();
  if (actor.type !== 'person') return new Response('Not found', { status: 404 });
  const reader = localeOf(actor.locale);
  const t = await translator(reader, 'licensing');
  const from = isoDay(now());
  const to = isoDay(new Date(now().getTime() + 366 * 86_400_000));
  const entries = await calendarOf(actor, { from, to }, reader);
  const lines = entries.map((entry) =>
    csvRecord(
      [
        entry.day,
        t(`kind.${entry.kind}`),
        entryWords(t, entry, reader),
        entry.number,
        entry.other,
        entry.amount ? decimalText(entry.amount) : '',
        entry.amount?.currency ?? '',
        entry.done ? '1' : '0',
      ].map(numberOrText),
    ),
  );
  const head = csvRecord(columns.map((column) => t(`calendar.${column}`)));
  return new Response(byteOrderMark + head + lines.join(''), {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="ambersilk-licences-${from}.csv"`,
      'cache-control': 'private, no-store',
    },
  });
}
