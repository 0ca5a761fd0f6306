import type { Stripe } from 'stripe';
import type { Engine } from '../engine.ts';
import { missing } from '../errors.ts';
import { listOf, page } from '../listing.ts';
import type { WireEvent } from '../objects.ts';
import { get, type Route } from '../routes.ts';
import { apiVersion, type Reader } from '../store.ts';

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

/** The one endpoint there is: that of the sandbox's settings. */
function endpoint(engine: Engine): Stripe.WebhookEndpoint | undefined {
  if (engine.webhookUrl === undefined) return undefined;
  return {
    id: 'we_configured',
    object: 'webhook_endpoint',
    api_version: apiVersion,
    application: null,
    created: 0,
    description: 'From the payment sandbox’s settings',
    enabled_events: ['*'],
    livemode: false,
    metadata: {},
    status: 'enabled',
    url: engine.webhookUrl,
  };
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
  get('/v1/webhook_endpoints', async (_reader, { engine }) => {
    const one = endpoint(engine);
    return listOf(one ? [one] : [], '/v1/webhook_endpoints');
  }),
  get('/v1/webhook_endpoints/:id', async (_reader, { engine, id }) => {
    const one = endpoint(engine);
    if (one?.id !== id()) throw missing('webhook endpoint', id());
    return one;
  }),
];
