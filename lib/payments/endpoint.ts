import type Stripe from 'stripe';
import { stripe } from './stripe.ts';
import { webhookEvents } from './webhook-events.ts';

/** The two endpoints Stripe needs: its own events, and those of connected accounts, which it sends to an endpoint of their own. */
export const endpointScopes = ['account', 'connect'] as const;
export type EndpointScope = (typeof endpointScopes)[number];

export interface Registered {
  readonly scope: EndpointScope;
  readonly id: string;
  readonly url: string;
  /** What was done: made now, told of other events, or left as it was. */
  readonly done: 'created' | 'updated' | 'unchanged';
  /** Said by Stripe once, when it is made. */
  readonly secret: string | null;
  readonly events: readonly string[];
}

/** The kinds of events that come from connected accounts as well. */
function ofConnected(type: string): boolean {
  return type.startsWith('account.') || type.startsWith('payout.');
}

export function eventsOf(scope: EndpointScope): string[] {
  return webhookEvents
    .filter((type) => (scope === 'connect' ? ofConnected(type) : !type.startsWith('account.')))
    .sort();
}

function addressOf(siteUrl: string, scope: EndpointScope): string {
  return `${siteUrl}/api/webhooks/stripe${scope === 'connect' ? '?from=connect' : ''}`;
}

async function allEndpoints(): Promise<Stripe.WebhookEndpoint[]> {
  const found: Stripe.WebhookEndpoint[] = [];
  for await (const endpoint of stripe().webhookEndpoints.list({ limit: 100 })) found.push(endpoint);
  return found;
}

/**
 * Makes sure that Stripe tells us what we act on. Run as often as one likes: an endpoint that is there stays, with its id and its
 * secret; at most its list of events is set right. It never deletes.
 */
export async function registerEndpoints(siteUrl: string): Promise<Registered[]> {
  const present = await allEndpoints();
  const done: Registered[] = [];
  for (const scope of endpointScopes) {
    const url = addressOf(siteUrl, scope);
    const events = eventsOf(scope);
    const before = present.find((endpoint) => endpoint.url === url);
    done.push(before ? await corrected(scope, before, events) : await made(scope, url, events));
  }
  return done;
}

async function made(scope: EndpointScope, url: string, events: string[]): Promise<Registered> {
  const endpoint = await stripe().webhookEndpoints.create({
    url,
    enabled_events: events as Stripe.WebhookEndpointCreateParams.EnabledEvent[],
    connect: scope === 'connect',
    description: `Ambersilk (${scope})`,
    metadata: { ambersilk: scope },
  });
  return { scope, id: endpoint.id, url, done: 'created', secret: endpoint.secret ?? null, events };
}

async function corrected(scope: EndpointScope, before: Stripe.WebhookEndpoint, events: string[]): Promise<Registered> {
  const same = [...before.enabled_events].sort().join() === events.join() && before.status === 'enabled';
  if (!same)
    await stripe().webhookEndpoints.update(before.id, {
      enabled_events: events as Stripe.WebhookEndpointUpdateParams.EnabledEvent[],
      disabled: false,
    });
  return { scope, id: before.id, url: before.url, done: same ? 'unchanged' : 'updated', secret: null, events };
}
