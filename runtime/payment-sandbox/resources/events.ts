import { page } from '../listing.ts';
import type { WireEvent } from '../objects.ts';
import { get, type Route } from '../routes.ts';
import type { Reader } from '../store.ts';

/** Events show how many deliveries are still to be made. */
async function withPending(reader: Reader, events: readonly WireEvent[]): Promise<WireEvent[]> {
  const { rows } = await reader.db.query<{ event: string; open: string }>({
    name: 'pending_of_events',
    text: `SELECT event, count(*) AS open FROM ${reader.schema}.delivery WHERE event = ANY($1) AND next IS NOT NULL GROUP BY event`,
    values: [events.map(({ id }) => id)],
  });
  const open = new Map(rows.map((row) => [row.event, Number(row.open)]));
  return events.map((event) => ({ ...event, pending_webhooks: open.get(event.id) ?? 0 }));
}

export const eventRoutes: readonly Route[] = [
  get('/v1/events', async (reader, { params }) => {
    const anyType = params.texts('types', 20);
    const list = await page(reader, 'event', params, { url: '/v1/events', fields: ['type'], anyType });
    return { ...list, data: await withPending(reader, list.data) };
  }),
  get(
    '/v1/events/:id',
    async (reader, { id }) => (await withPending(reader, [await reader.get('event', id())]))[0] ?? {},
  ),
];
