import type { IncomingMessage } from 'node:http';
import type { Stripe } from 'stripe';
import { cardFor, type Instrument } from './cards.ts';
import { methods } from './currency.ts';
import { change, type Engine, ownContext, reader } from './engine.ts';
import { ApiError, invalid } from './errors.ts';
import { type CallFault, type Faults, noFaults, shuffledSlots } from './faults.ts';
import { decodeForm, type FormObject } from './form.ts';
import { paySession } from './hosted.ts';
import { type Answer, errorAnswer, header, html, json, readBody, seeOther } from './http.ts';
import { type EventRow, faultsPage, overviewPage, type PayoutRow } from './pages/desk-pages.ts';
import { Params } from './params.ts';
import { refuseLater } from './paying.ts';
import { decide, disputePayment } from './resources/disputes.ts';
import { fileContent } from './resources/files.ts';
import { bounce } from './resources/payouts.ts';
import type { Reader } from './store.ts';

const rowsShown = 25;
const maxFaultEvents = 1_000;

function wantsJson(request: IncomingMessage): boolean {
  return [header(request, 'content-type'), header(request, 'accept')].some((type) =>
    type?.startsWith('application/json'),
  );
}

function leaf(value: unknown): string {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (value === null || value === undefined) return '';
  throw invalid('Values must be text or numbers.');
}

/** The parameters of a POST, sent as a form or as JSON. */
async function paramsOf(request: IncomingMessage): Promise<Params> {
  const body = await readBody(request);
  if (!header(request, 'content-type')?.startsWith('application/json')) return new Params(decodeForm(body));
  let parsed: unknown;
  try {
    parsed = JSON.parse(body === '' ? '{}' : body);
  } catch {
    throw invalid('The body is not JSON.');
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed))
    throw invalid('The body must be a JSON object.');
  const form: FormObject = Object.create(null);
  for (const [name, value] of Object.entries(parsed)) form[name] = leaf(value);
  return new Params(form);
}

async function events(from: Reader): Promise<EventRow[]> {
  const { data } = await from.list('event', { limit: rowsShown * 2 });
  const { rows } = await from.db.query<{
    event: string;
    attempts: number;
    delivered: string | null;
    next: string | null;
    note: string | null;
  }>(`SELECT event, attempts, delivered, next, note FROM ${from.schema}.delivery WHERE event = ANY($1) ORDER BY id`, [
    data.map(({ id }) => id),
  ]);
  return data.map(({ id, type, created, data: { object } }) => ({
    id,
    type,
    created,
    object: object.id,
    deliveries: rows
      .filter((row) => row.event === id)
      .map(({ attempts, delivered, next, note }) => ({
        attempts,
        delivered: delivered !== null,
        open: next !== null,
        note,
      })),
  }));
}

/** The newest payouts, of the platform and of the connected accounts alike. */
async function payoutsOf(from: Reader): Promise<PayoutRow[]> {
  const { rows } = await from.db.query<{ account: string; data: Stripe.Payout }>(
    `SELECT account, data FROM ${from.schema}.object WHERE type = 'payout' ORDER BY seq DESC LIMIT $1`,
    [rowsShown],
  );
  return rows.map(({ account, data: payout }) => ({ account, payout }));
}

async function overview(engine: Engine): Promise<Answer> {
  const from = reader(engine);
  const limit = rowsShown;
  const [customers, sessions, charges, transfers, disputes, payouts, eventRows] = await Promise.all([
    from.list('customer', { limit }),
    from.list('checkout.session', { limit }),
    from.list('charge', { limit }),
    from.list('transfer', { limit }),
    from.list('dispute', { limit }),
    payoutsOf(from),
    events(from),
  ]);
  return html(
    200,
    overviewPage({
      webhookUrl: engine.webhookUrl,
      customers: customers.data,
      sessions: sessions.data,
      charges: charges.data,
      transfers: transfers.data,
      disputes: disputes.data,
      payouts,
      events: eventRows,
    }),
  );
}

function callFault(params: Params): CallFault[] {
  const status = params.oneOf('fail', ['500', '409', '429', 'timeout']);
  const times = params.integer('times', { min: 0, max: maxFaultEvents }) ?? 1;
  const match = params.text('match', { max: 200 }) || null;
  if (status === undefined || times === 0) return [];
  const code = ([500, 409, 429] as const).find((one) => String(one) === status);
  return [{ status: code ?? 'timeout', times, match }];
}

/** The faults a call asks for. What it does not name stays as it is, except that call faults are replaced when `fail` is named. */
function faultsOf(params: Params, before: Faults): Faults {
  if (params.text('clear')) return noFaults;
  const count = (name: string) => params.integer(name, { min: 0, max: maxFaultEvents });
  const shuffle = count('shuffle');
  const faults: Faults = {
    duplicate: {
      events: count('duplicate') ?? before.duplicate.events,
      copies: params.integer('copies', { min: 2, max: 10 }) ?? before.duplicate.copies,
    },
    shuffle: shuffle === undefined ? before.shuffle : { slots: shuffledSlots(shuffle), base: null },
    delay: { events: count('delay') ?? before.delay.events, seconds: count('delay_seconds') ?? before.delay.seconds },
    drop: {
      events: count('drop') ?? before.drop.events,
      redeliverAfter: count('redeliver_after') ?? before.drop.redeliverAfter,
    },
    calls: params.has('fail') ? callFault(params) : before.calls,
  };
  params.done();
  return faults;
}

async function faults(engine: Engine, request: IncomingMessage): Promise<Answer> {
  const asJson = wantsJson(request);
  if (request.method === 'POST') await engine.faults.arm(faultsOf(await paramsOf(request), engine.faults.current));
  const { current } = engine.faults;
  return asJson ? json(200, current) : html(200, faultsPage(current, request.method === 'POST' ? 'Saved.' : undefined));
}

function instrumentOf(params: Params, session: Stripe.Checkout.Session): Instrument {
  const method = params.oneOf('method', methods) ?? 'card';
  const card = params.text('card', { pattern: /^[\d ]{12,23}$/ }) ?? '4242424242424242';
  const bank = params.text('bank', { max: 60 }) ?? 'ing';
  params.done();
  if (!session.payment_method_types.includes(method))
    throw invalid(`The session does not offer ${method}.`, { param: 'method' });
  if (method !== 'card') return { type: method, name: null, bank: method === 'p24' ? bank : null };
  return cardFor(card.replaceAll(' ', ''), { month: 12, year: 2034, name: 'Test Buyer' });
}

/** Pays a session at once, confirmation steps included. Answers with the session, or with Stripe's card error. */
async function payAtOnce(engine: Engine, request: IncomingMessage, id: string): Promise<Answer> {
  const session = await reader(engine).get('checkout.session', id);
  const outcome = await paySession(engine, id, instrumentOf(await paramsOf(request), session), true);
  if (!outcome) throw invalid('The session is not open.', { code: 'session_not_open' });
  return outcome.kind === 'refused'
    ? errorAnswer(402, outcome.error)
    : json(200, outcome.kind === 'paid' ? outcome.session : outcome.intent);
}

async function refuseAfterwards(engine: Engine, request: IncomingMessage, id: string): Promise<Answer> {
  const session = await reader(engine).get('checkout.session', id);
  const instrument = instrumentOf(await paramsOf(request), session);
  const refused = await change(engine, ownContext(engine), (unit) => refuseLater(unit, id, instrument));
  return wantsJson(request) ? json(200, refused) : seeOther('/sandbox');
}

async function redeliver(engine: Engine, id: string): Promise<void> {
  await reader(engine).get('event', id);
  const now = engine.now();
  await engine.pool.query(
    `INSERT INTO ${engine.schema}.delivery (event, created, next, note) VALUES ($1, $2, $2, 'asked for by hand')`,
    [id, now],
  );
  engine.deliveries?.wake();
}

/** A form on another site must not drive the sandbox; tools and the product's server send no such header. */
function requireSameSite(request: IncomingMessage): void {
  const site = header(request, 'sec-fetch-site');
  if (request.method !== 'POST' || site === undefined || site === 'same-origin' || site === 'none') return;
  throw new ApiError(403, { type: 'invalid_request_error', message: 'Only the sandbox’s own pages may do this.' });
}

/** A file that was uploaded, as it came: nothing in it may run. */
async function uploaded(engine: Engine, id: string): Promise<Answer> {
  const { type, bytes } = await fileContent(reader(engine), id);
  const types: Readonly<Record<string, string>> = { pdf: 'application/pdf', jpg: 'image/jpeg', png: 'image/png' };
  return {
    status: 200,
    headers: {
      'Content-Type': types[type] ?? 'application/octet-stream',
      'Content-Security-Policy': "default-src 'none'; sandbox",
      'X-Content-Type-Options': 'nosniff',
      'Cache-Control': 'no-store',
    },
    body: bytes,
  };
}

/** Everything below /sandbox. */
export async function answerDesk(engine: Engine, request: IncomingMessage, url: URL): Promise<Answer> {
  requireSameSite(request);
  const [, , room, id, action] = url.pathname.split('/');
  const isPost = request.method === 'POST';
  if (room === undefined || room === '') return overview(engine);
  if (!isPost && room === 'files' && id !== undefined && action === undefined) return uploaded(engine, id);
  if (room === 'faults' && id === undefined) return faults(engine, request);
  if (isPost && room === 'sessions' && id !== undefined && action === 'pay') return payAtOnce(engine, request, id);
  if (isPost && room === 'sessions' && id !== undefined && action === 'refuse-later')
    return refuseAfterwards(engine, request, id);
  if (isPost && room === 'sessions' && id !== undefined && action === 'dispute')
    return json(200, await change(engine, ownContext(engine), (unit) => disputePayment(unit, id)));
  if (isPost && room === 'events' && id !== undefined && action === 'redeliver') {
    await redeliver(engine, id);
    return wantsJson(request) ? json(200, { redelivering: id }) : seeOther('/sandbox');
  }
  if (isPost && room === 'disputes' && id !== undefined && (action === 'won' || action === 'lost')) {
    const decided = await change(engine, ownContext(engine), (unit) => decide(unit, id, action));
    return wantsJson(request) ? json(200, decided) : seeOther('/sandbox');
  }
  if (isPost && room === 'payouts' && id !== undefined && action === 'return') {
    const account = url.searchParams.get('account') ?? '';
    const returned = await change(engine, ownContext(engine, account), (unit) => bounce(unit, id));
    return wantsJson(request) ? json(200, returned) : seeOther('/sandbox');
  }
  return errorAnswer(404, {
    type: 'invalid_request_error',
    message: 'There is nothing at this address of the payment sandbox.',
  });
}
