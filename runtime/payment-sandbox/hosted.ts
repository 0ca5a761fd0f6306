import type { IncomingMessage } from 'node:http';
import type { Stripe } from 'stripe';
import { type Instrument, readCard } from './cards.ts';
import type { Method } from './currency.ts';
import { change, type Engine, ownContext, reader } from './engine.ts';
import { ApiError, type ErrorBody } from './errors.ts';
import { decodeForm, type FormObject } from './form.ts';
import { type Answer, header, html, readBody, seeOther } from './http.ts';
import type { Attempt } from './objects.ts';
import { authorisePage } from './pages/authorise-page.ts';
import { banks, messagePage, nothingTyped, offered, payPage, type Typed } from './pages/pay-page.ts';
import { type Language, languageFor, type Texts } from './pages/texts.ts';
import { answerAttempt, type Outcome, pay, payableOf } from './paying.ts';

/** The shop's own page after paying: `{CHECKOUT_SESSION_ID}` stands for the session. */
export function successUrl(session: Stripe.Checkout.Session): string {
  return (session.success_url ?? '/').replaceAll('{CHECKOUT_SESSION_ID}', session.id);
}

function languageOf(request: IncomingMessage, session: Stripe.Checkout.Session | undefined): Language {
  return languageFor(session?.locale ?? null, header(request, 'accept-language'));
}

function notFound(request: IncomingMessage): Answer {
  const language = languageOf(request, undefined);
  return html(404, messagePage(language, language.texts.notFoundTitle, language.texts.notFoundText, null));
}

/** A session that can no longer be paid, or undefined while it can. */
function closedAnswer(engine: Engine, session: Stripe.Checkout.Session, language: Language): Answer | undefined {
  const { texts } = language;
  if (session.status === 'complete' && session.payment_status === 'paid')
    return html(200, messagePage(language, texts.paidTitle, texts.paidText, successUrl(session)));
  const over = session.status !== 'open' || session.expires_at * 1_000 <= engine.now();
  return over ? html(410, messagePage(language, texts.expiredTitle, texts.expiredText, session.cancel_url)) : undefined;
}

function methodOf(url: URL, session: Stripe.Checkout.Session): Method {
  const list = offered(session);
  return list.find((method) => method === url.searchParams.get('method')) ?? list[0] ?? 'card';
}

async function show(
  engine: Engine,
  session: Stripe.Checkout.Session,
  method: Method,
  language: Language,
  typed: Typed,
  status = 200,
): Promise<Answer> {
  const kept = await reader(engine).get('sandbox.lines', `lines_${session.id}`);
  return html(status, payPage({ session, lines: kept.lines, method, language, typed }));
}

function text(form: FormObject, name: string, max: number): string {
  const value = form[name];
  return typeof value === 'string' ? value.slice(0, max) : '';
}

/** The form as it was sent: with what to pay, or what is wrong with it. */
function readForm(
  form: FormObject,
  method: Method,
  texts: Texts,
  now: number,
): { instrument: Instrument } | { typed: Typed } {
  const card = {
    number: text(form, 'number', 30),
    expiry: text(form, 'expiry', 9),
    cvc: text(form, 'cvc', 4),
    name: text(form, 'name', 200),
  };
  const bank = text(form, 'bank', 60);
  const code = text(form, 'code', 7);
  const wrong = (problems: Typed['problems']) => ({ typed: { card, bank, code, problems, alert: texts.checkFields } });
  if (method === 'card') {
    const read = readCard(card, now);
    return 'card' in read ? { instrument: read.card } : wrong(read.problems);
  }
  if (method === 'p24' && !Object.hasOwn(banks, bank)) return wrong({ bank: true });
  if (method === 'blik' && !/^\d{3} ?\d{3}$/.test(code.trim())) return wrong({ code: true });
  return { instrument: { type: method, name: null, bank: method === 'p24' ? bank : null } };
}

function refusalText(error: ErrorBody, texts: Texts): string {
  if (error.code === 'payment_intent_authentication_failure') return texts.authenticationFailed;
  if (error.code === 'payment_intent_payment_attempt_failed') return texts.notApproved;
  return error.decline_code === 'insufficient_funds' ? texts.insufficientFunds : texts.declined;
}

/** Pays a session as it stands now; undefined when it has been closed meanwhile. */
export async function paySession(
  engine: Engine,
  id: string,
  instrument: Instrument,
  confirmed: boolean,
): Promise<Outcome | undefined> {
  return change(engine, ownContext(engine), async (unit) => {
    const session = await unit.lock('checkout.session', id);
    if (session.status !== 'open' || session.expires_at <= unit.context.now) return undefined;
    const authoriseUrl = (attempt: string) => `${engine.publicUrl}/authorise/${attempt}`;
    return pay(unit, await payableOf(unit, session), instrument, {
      confirmed,
      returnUrl: successUrl(session),
      authoriseUrl,
    });
  });
}

/** GET and POST /pay/<session>. */
export async function answerPay(engine: Engine, request: IncomingMessage, url: URL, id: string): Promise<Answer> {
  const session = await reader(engine).load('checkout.session', id);
  if (!session) return notFound(request);
  const language = languageOf(request, session);
  const { texts } = language;
  const method = methodOf(url, session);
  const closed = closedAnswer(engine, session, language);
  if (closed) return closed;
  if (request.method !== 'POST') {
    const alerts: Readonly<Record<string, string>> = {
      authentication: texts.authenticationFailed,
      refused: texts.notApproved,
    };
    return show(engine, session, method, language, {
      ...nothingTyped,
      alert: alerts[url.searchParams.get('alert') ?? ''],
    });
  }
  const form = decodeForm(await readBody(request));
  const read = readForm(form, method, texts, Math.floor(engine.now() / 1_000));
  if ('typed' in read) return show(engine, session, method, language, read.typed, 422);
  const outcome = await paySession(engine, id, read.instrument, false);
  if (!outcome) return seeOther(`/pay/${id}`);
  if (outcome.kind === 'confirm') return seeOther(`/authorise/${outcome.attempt.id}`);
  if (outcome.kind === 'paid') return seeOther(successUrl(session));
  const card = {
    number: text(form, 'number', 30),
    expiry: text(form, 'expiry', 9),
    cvc: text(form, 'cvc', 4),
    name: text(form, 'name', 200),
  };
  return show(
    engine,
    session,
    method,
    language,
    { ...nothingTyped, card, alert: refusalText(outcome.error, texts) },
    402,
  );
}

async function decide(engine: Engine, seen: Attempt, approved: boolean): Promise<Outcome | undefined> {
  return change(engine, ownContext(engine), async (unit) => {
    const session = seen.session === null ? null : await unit.lock('checkout.session', seen.session);
    const intent = await unit.lock('payment_intent', seen.payment_intent);
    const attempt = await unit.lock('sandbox.attempt', seen.id);
    const current =
      intent.status === 'requires_action' && intent.next_action?.redirect_to_url?.url?.endsWith(`/${seen.id}`);
    if (attempt.status !== 'pending' || !current || (session && session.status !== 'open')) return undefined;
    return answerAttempt(unit, { intent, session }, attempt, approved);
  });
}

/** GET and POST /authorise/<attempt>: 3-D Secure, a wallet's or a bank's confirmation. */
export async function answerAuthorise(engine: Engine, request: IncomingMessage, id: string): Promise<Answer> {
  const attempt = await reader(engine).load('sandbox.attempt', id);
  if (!attempt) return notFound(request);
  const session = attempt.session === null ? undefined : await reader(engine).load('checkout.session', attempt.session);
  const language = languageOf(request, session);
  const after = session ? `/pay/${session.id}` : (attempt.return_url ?? '/sandbox');
  if (attempt.status !== 'pending') return seeOther(after);
  const intent = await reader(engine).get('payment_intent', attempt.payment_intent);
  if (request.method !== 'POST') return html(200, authorisePage(attempt, intent, language));
  const decision = text(decodeForm(await readBody(request)), 'decision', 20);
  if (decision !== 'approve' && decision !== 'refuse')
    throw new ApiError(400, { type: 'invalid_request_error', message: 'decision must be approve or refuse' });
  const outcome = await decide(engine, attempt, decision === 'approve');
  if (outcome?.kind === 'paid' && session) return seeOther(successUrl(session));
  if (outcome?.kind !== 'refused' || !session) return seeOther(after);
  const alert = attempt.instrument.type === 'card' ? 'authentication' : 'refused';
  return seeOther(`/pay/${session.id}?method=${attempt.instrument.type}&alert=${alert}`);
}
