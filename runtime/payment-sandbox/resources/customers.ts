import type { Stripe } from 'stripe';
import { newId } from '../ids.ts';
import { page } from '../listing.ts';
import type { Params } from '../params.ts';
import { get, post, type Route, remove } from '../routes.ts';

function address(params: Params | undefined): Stripe.Address | null {
  if (!params) return null;
  const field = (name: string) => params.text(name, { max: 500 }) || null;
  return {
    city: field('city'),
    country: field('country'),
    line1: field('line1'),
    line2: field('line2'),
    postal_code: field('postal_code'),
    state: field('state'),
  };
}

/** The fields a call may set; those it does not name stay. An empty text unsets. */
function given(params: Params, before: Stripe.Customer): Stripe.Customer {
  const field = (name: string, now: string | null) => {
    const text = params.text(name, { max: 800 });
    return text === undefined ? now : text || null;
  };
  const locales = params.texts('preferred_locales', 10);
  return {
    ...before,
    address: params.has('address') ? address(params.object('address')) : (before.address ?? null),
    description: field('description', before.description),
    email: field('email', before.email),
    metadata: params.metadata(before.metadata),
    name: field('name', before.name ?? null),
    phone: field('phone', before.phone ?? null),
    preferred_locales: params.has('preferred_locales') ? locales : (before.preferred_locales ?? []),
  };
}

export const customerRoutes: readonly Route[] = [
  get('/v1/customers', (reader, { params }) =>
    page(reader, 'customer', params, { url: '/v1/customers', fields: ['email'] }),
  ),
  post('/v1/customers', async (unit, { params }) => {
    const blank = {
      id: newId('cus', 14),
      object: 'customer',
      address: null,
      balance: 0,
      created: unit.context.now,
      currency: null,
      default_source: null,
      delinquent: false,
      description: null,
      discount: null,
      email: null,
      invoice_settings: { custom_fields: null, default_payment_method: null, footer: null, rendering_options: null },
      livemode: false,
      metadata: {},
      name: null,
      phone: null,
      preferred_locales: [],
      shipping: null,
      tax_exempt: 'none',
      test_clock: null,
    } satisfies Stripe.Customer;
    const made = unit.put('customer', given(params, blank));
    unit.emit('customer.created', made);
    return made;
  }),
  get('/v1/customers/:id', (reader, { id }) => reader.get('customer', id())),
  post('/v1/customers/:id', async (unit, { id, params }) => {
    const after = unit.put('customer', given(params, await unit.lock('customer', id())));
    unit.emit('customer.updated', after);
    return after;
  }),
  remove('/v1/customers/:id', async (unit, { id }) => {
    const before = await unit.lock('customer', id());
    unit.emit('customer.deleted', before);
    await unit.drop(before.id);
    return { id: before.id, object: 'customer', deleted: true } satisfies Stripe.DeletedCustomer;
  }),
];
