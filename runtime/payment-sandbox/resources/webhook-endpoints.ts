import { randomBytes } from 'node:crypto';
import type { Stripe } from 'stripe';
import type { Engine } from '../engine.ts';
import { invalid } from '../errors.ts';
import { newId } from '../ids.ts';
import { page } from '../listing.ts';
import type { Params } from '../params.ts';
import { get, post, type Route, remove } from '../routes.ts';
import { apiVersion, type Unit } from '../store.ts';

/** As Stripe allows it in test mode. */
const most = 16;

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

async function create(unit: Unit, params: Params): Promise<Stripe.WebhookEndpoint> {
  const url = params.required('url', { pattern: /^https?:\/\/[^\s<>"]+$/ });
  const events = params.texts('enabled_events', 300);
  if (events.length === 0) throw invalid('Missing required param: enabled_events.', { param: 'enabled_events' });
  // Which accounts' events come is no field of the object, at Stripe neither.
  params.boolean('connect');
  const { data } = await unit.list('webhook_endpoint', { limit: most });
  if (data.length >= most) throw invalid(`You have reached the maximum of ${most} test webhook endpoints.`);
  const endpoint = {
    id: newId('we'),
    object: 'webhook_endpoint',
    api_version: params.text('api_version') ?? apiVersion,
    application: null,
    created: unit.context.now,
    description: params.text('description', { max: 5_000 }) ?? null,
    enabled_events: events,
    livemode: false,
    metadata: params.metadata(),
    status: 'enabled',
    url,
  } satisfies Stripe.WebhookEndpoint;
  params.done();
  unit.put('webhook_endpoint', endpoint);
  // The secret is said once, and not kept: events go to the endpoint of the sandbox's own settings.
  return { ...endpoint, secret: `whsec_${randomBytes(24).toString('hex')}` };
}

async function update(unit: Unit, id: string, params: Params): Promise<Stripe.WebhookEndpoint> {
  const before = await unit.lock('webhook_endpoint', id);
  const events = params.texts('enabled_events', 300);
  const disabled = params.boolean('disabled');
  return unit.put('webhook_endpoint', {
    ...before,
    url: params.text('url') ?? before.url,
    description: params.text('description', { max: 5_000 }) ?? before.description,
    enabled_events: events.length > 0 ? events : before.enabled_events,
    metadata: params.metadata(before.metadata),
    ...(disabled === undefined ? {} : { status: disabled ? 'disabled' : 'enabled' }),
  });
}

export const webhookEndpointRoutes: readonly Route[] = [
  get('/v1/webhook_endpoints', async (reader, { params, engine }) => {
    const first = !params.has('starting_after') && !params.has('ending_before');
    const list = await page(reader, 'webhook_endpoint', params, { url: '/v1/webhook_endpoints' });
    const own = first ? endpoint(engine) : undefined;
    return own ? { ...list, data: [own, ...list.data] } : list;
  }),
  post('/v1/webhook_endpoints', (unit, { params }) => create(unit, params)),
  get('/v1/webhook_endpoints/:id', async (reader, { engine, id }) => {
    const own = endpoint(engine);
    return own?.id === id() ? own : reader.get('webhook_endpoint', id());
  }),
  post('/v1/webhook_endpoints/:id', (unit, { id, params }) => update(unit, id(), params)),
  remove('/v1/webhook_endpoints/:id', async (unit, { id }) => {
    const before = await unit.lock('webhook_endpoint', id());
    await unit.drop(before.id);
    return { id: before.id, object: 'webhook_endpoint', deleted: true } satisfies Stripe.DeletedWebhookEndpoint;
  }),
];
