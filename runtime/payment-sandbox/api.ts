import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { change, type Engine, reader as readerOf } from './engine.ts';
import { ApiError, type ErrorBody, missing } from './errors.ts';
import { expand } from './expand.ts';
import { decodeForm } from './form.ts';
import { type Answer, errorAnswer, header, json, readBody } from './http.ts';
import { earlierAnswer, type KeptAnswer, keepAnswer, keyedCall } from './idempotency.ts';
import { newId } from './ids.ts';
import { Params } from './params.ts';
import { accountRoutes } from './resources/accounts.ts';
import { balanceRoutes } from './resources/balance.ts';
import { chargeRoutes } from './resources/charges.ts';
import { checkoutSessionRoutes } from './resources/checkout-sessions.ts';
import { customerRoutes } from './resources/customers.ts';
import { disputeRoutes } from './resources/disputes.ts';
import { eventRoutes } from './resources/events.ts';
import { fileRoutes } from './resources/files.ts';
import { paymentIntentRoutes } from './resources/payment-intents.ts';
import { payoutRoutes } from './resources/payouts.ts';
import { refundRoutes } from './resources/refunds.ts';
import { transferRoutes } from './resources/transfers.ts';
import { webhookEndpointRoutes } from './resources/webhook-endpoints.ts';
import { type Call, Failure, match, type Route } from './routes.ts';
import { apiVersion, type Context } from './store.ts';
import { bringsFile, readUpload, type UploadedFile } from './upload.ts';

const routes: readonly Route[] = [
  ...checkoutSessionRoutes,
  ...paymentIntentRoutes,
  ...chargeRoutes,
  ...transferRoutes,
  ...refundRoutes,
  ...balanceRoutes,
  ...payoutRoutes,
  ...disputeRoutes,
  ...fileRoutes,
  ...eventRoutes,
  ...accountRoutes,
  ...customerRoutes,
  ...webhookEndpointRoutes,
];

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

function requireKey(engine: Engine, request: IncomingMessage): void {
  const authorization = header(request, 'authorization') ?? '';
  const basic = /^Basic (.+)$/.exec(authorization)?.[1];
  const key = basic
    ? (Buffer.from(basic, 'base64').toString().split(':')[0] ?? '')
    : (/^Bearer (.+)$/.exec(authorization)?.[1] ?? '');
  if (key === '') {
    throw new ApiError(401, {
      type: 'invalid_request_error',
      message:
        "You did not provide an API key. You need to provide your API key in the Authorization header, using Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY').",
    });
  }
  if (timingSafeEqual(digest(key), digest(engine.secretKey))) return;
  throw new ApiError(401, {
    type: 'invalid_request_error',
    code: 'api_key_invalid',
    message: `Invalid API Key provided: ${key.slice(0, 8)}${'*'.repeat(8)}${key.slice(-4)}`,
  });
}

interface Found {
  readonly route: Route;
  readonly id: Call['id'];
}

function findRoute(method: string, path: string): Found {
  for (const route of routes) {
    if (route.method !== method) continue;
    const values = match(route.path, path);
    if (values) return { route, id: (name = 'id') => values.get(name) ?? '' };
  }
  throw new ApiError(404, {
    type: 'invalid_request_error',
    message: `Unrecognized request URL (${method}: ${path}). The payment sandbox speaks a part of Stripe's API only.`,
  });
}

async function contextOf(engine: Engine, request: IncomingMessage, requestId: string): Promise<Context> {
  const account = header(request, 'stripe-account') ?? '';
  const context: Context = {
    account,
    now: Math.floor(engine.now() / 1_000),
    requestId,
    idempotencyKey: header(request, 'idempotency-key') ?? null,
  };
  if (account !== '' && !(await readerOf(engine, context).load('account', account))) {
    throw new ApiError(403, {
      type: 'invalid_request_error',
      code: 'account_invalid',
      message: `The provided key does not have access to account '${account}' (or that account does not exist).`,
    });
  }
  return context;
}

/** What the call is about, ready to be carried out. */
interface Prepared {
  readonly engine: Engine;
  readonly context: Context;
  readonly found: Found;
  readonly path: string;
  readonly body: string;
  readonly form: string;
  readonly file: UploadedFile | null;
  readonly requestId: string;
}

function paramsOf(form: string): { params: Params; paths: string[] } {
  const params = new Params(decodeForm(form));
  return { params, paths: params.texts('expand', 20) };
}

async function read({ engine, context, found, form, file }: Prepared): Promise<KeptAnswer & { replayed: boolean }> {
  const { params, paths } = paramsOf(form);
  const reader = readerOf(engine, context);
  const { route, id } = found;
  if (route.method !== 'GET') throw missing('route', route.path);
  const answer = await route.read(reader, { params, id, engine, file });
  params.done();
  await expand(reader, answer, paths);
  return { status: 200, body: JSON.stringify(answer, null, 2), requestId: context.requestId ?? '', replayed: false };
}

/** What a call is refused once it has begun, as an answer that is kept; everything else is thrown on. */
function refusalOf(error: unknown): Failure {
  if (error instanceof ApiError && error.begun) return new Failure(error.status, error.body);
  throw error;
}

async function write(prepared: Prepared): Promise<KeptAnswer & { replayed: boolean }> {
  const { engine, context, found, form, path, body, file, requestId } = prepared;
  const { route, id } = found;
  if (route.method === 'GET') throw missing('route', route.path);
  const key = context.idempotencyKey;
  const keyed = key === null || route.method !== 'POST' ? undefined : keyedCall(key, route.method, path, body);
  return change(engine, context, async (unit) => {
    const earlier = keyed && (await earlierAnswer(unit, keyed));
    if (earlier) return { ...earlier, replayed: true };
    const { params, paths } = paramsOf(form);
    const act = async () => {
      const made = await route.change(unit, { params, id, engine, file });
      params.done();
      return made;
    };
    const result = keyed ? await unit.undoing(act).catch(refusalOf) : await act();
    const failed = result instanceof Failure;
    const value = failed ? { error: result.error } : structuredClone(result);
    if (paths.length > 0 && !failed) {
      await unit.flush();
      await expand(unit, value, paths);
    }
    const answer = { status: failed ? result.status : 200, body: JSON.stringify(value, null, 2), requestId };
    if (keyed) await keepAnswer(unit, keyed, answer, engine.now());
    return { ...answer, replayed: false };
  });
}

const faultErrors: Readonly<Record<number, ErrorBody>> = {
  500: {
    type: 'api_error',
    message: 'An unknown error occurred (a fault of the payment sandbox; the call has taken effect).',
  },
  409: {
    type: 'invalid_request_error',
    code: 'lock_timeout',
    message:
      'This object cannot be accessed right now because another API request is currently accessing it (a fault of the payment sandbox; the call has taken effect).',
  },
  429: {
    type: 'invalid_request_error',
    code: 'rate_limit',
    message: 'Too many requests (a fault of the payment sandbox; the call has taken effect).',
  },
};

/** A fault instead of the answer: an error, or undefined for no answer at all. */
function withFault(engine: Engine, method: string, path: string, answer: Answer): Answer | undefined {
  const fault = engine.faults.ofCall(method, path);
  if (!fault) return answer;
  if (fault.status === 'timeout') return undefined;
  const error = faultErrors[fault.status] ?? { type: 'api_error', message: 'A fault of the payment sandbox.' };
  return errorAnswer(fault.status, error, {
    'Request-Id': answer.headers?.['Request-Id'] ?? '',
    ...(fault.status === 429 ? { 'Retry-After': '1' } : {}),
  });
}

/** Answers a call of Stripe's API. Undefined: a fault asks for silence. */
export async function answerApi(engine: Engine, request: IncomingMessage, url: URL): Promise<Answer | undefined> {
  const requestId = newId('req', 14);
  const method = request.method ?? 'GET';
  const headers = { 'Request-Id': requestId, 'Stripe-Version': header(request, 'stripe-version') ?? apiVersion };
  try {
    const upload = bringsFile(request) ? await readUpload(request) : null;
    const body = upload?.fingerprint ?? (await readBody(request));
    requireKey(engine, request);
    const found = findRoute(method, url.pathname);
    const context = await contextOf(engine, request, requestId);
    const form = method === 'POST' ? (upload?.form ?? body) : url.search.slice(1);
    const file = upload?.file ?? null;
    const prepared = { engine, context, found, path: url.pathname, body, form, file, requestId };
    const { replayed, ...answer } = await (method === 'GET' ? read(prepared) : write(prepared));
    const sent: Answer = {
      status: answer.status,
      body: answer.body,
      headers: {
        'Content-Type': 'application/json',
        ...headers,
        'Request-Id': answer.requestId,
        ...(context.idempotencyKey === null ? {} : { 'Idempotency-Key': context.idempotencyKey }),
        ...(replayed ? { 'Idempotent-Replayed': 'true', 'Original-Request': answer.requestId } : {}),
      },
    };
    return withFault(engine, method, url.pathname, sent);
  } catch (error) {
    if (error instanceof ApiError) return json(error.status, { error: error.body }, headers);
    throw error;
  }
}
