import { getTranslations } from 'next-intl/server';
import { currentActor } from '#app/_session/actor.ts';
import { DomainError } from '#lib/core/errors.ts';
import { statementCsv } from '#lib/payouts/index.ts';
import { statementAsked, statementHeaders } from './query.ts';

/** The statement of a month as CSV, written while it is read. */
export async function GET(request: Request): Promise<Response> {
  const asked = statementAsked(request);
  if (!asked) return new Response('Not found', { status: 404 });
  const { query, locale } = asked;
  const t = await getTranslations({ locale, namespace: 'payouts' });
  const pieces = statementCsv(await currentActor(), query, {
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
  });
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
      headers: statementHeaders(query, 'text/csv; charset=utf-8', 'csv'),
    });
  } catch (error) {
    if (error instanceof DomainError) return new Response('Not found', { status: 404 });
    throw error;
  }
}
