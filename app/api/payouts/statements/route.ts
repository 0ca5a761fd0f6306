import { getTranslations } from 'next-intl/server';
import { currentActor } from '#app/_session/actor.ts';
import { DomainError } from '#lib/core/errors.ts';
import { uuidPattern } from '#lib/core/ids.ts';
import { defaultLocale, isLocale } from '#lib/languages/index.ts';
import { statementCsv } from '#lib/payouts/index.ts';

/** The statement of a month as CSV, written while it is read. */
export async function GET(request: Request): Promise<Response> {
  const query = new URL(request.url).searchParams;
  const [enterpriseId = '', currency = '', month = '', asked = ''] = ['enterprise', 'currency', 'month', 'locale'].map(
    (name) => query.get(name) ?? '',
  );
  if (!uuidPattern.test(enterpriseId)) return new Response('Not found', { status: 404 });
  const locale = isLocale(asked) ? asked : defaultLocale;
  const t = await getTranslations({ locale, namespace: 'payouts' });
  const pieces = statementCsv(
    await currentActor(),
    { enterpriseId, currency, month },
    {
      head: [
        t('list.date'),
        t('statements.kind'),
        t('list.order'),
        t('list.amount'),
        t('statements.balance'),
        t('statements.currency'),
      ],
      opening: t('statements.opening'),
      closing: t('statements.closing'),
      kind: (kind) => t(t.has(`entry.${kind}`) ? `entry.${kind}` : 'entry.other'),
    },
  );
  try {
    // The first piece shows whether there is anything to see; only then the answer begins.
    const first = await pieces.next();
    const encoder = new TextEncoder();
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(encoder.encode(first.done ? '' : first.value)),
      async pull(controller) {
        const piece = await pieces.next();
        if (piece.done) controller.close();
        else controller.enqueue(encoder.encode(piece.value));
      },
    });
    return new Response(body, {
      headers: {
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': `attachment; filename="ambersilk-${month}-${currency}.csv"`,
        'cache-control': 'private, no-store',
      },
    });
  } catch (error) {
    if (error instanceof DomainError) return new Response('Not found', { status: 404 });
    throw error;
  }
}
