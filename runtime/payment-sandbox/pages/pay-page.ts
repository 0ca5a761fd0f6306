import type { Stripe } from 'stripe';
import type { CardInput, CardProblems } from '../cards.ts';
import { formatAmount, type Method, methods } from '../currency.ts';
import type { WireLineItem } from '../objects.ts';
import { layout, type Markup, markup } from './layout.ts';
import type { Language, Texts } from './texts.ts';

/** Banks of the Przelewy24 look-alike, by Stripe's names. */
export const banks = {
  mbank_mtransfer: 'mBank',
  ing: 'ING',
  bank_pekao_sa: 'Bank Pekao',
  santander_przelew24: 'Santander',
  alior_bank: 'Alior Bank',
  bank_millennium: 'Bank Millennium',
} as const;

/** What was typed, and what is wrong with it. */
export interface Typed {
  readonly card: CardInput;
  readonly bank: string;
  readonly code: string;
  readonly problems: CardProblems & { readonly bank?: true; readonly code?: true };
  /** A sentence for the top of the form. */
  readonly alert: string | undefined;
}

export const nothingTyped: Typed = {
  card: { number: '', expiry: '', cvc: '', name: '' },
  bank: '',
  code: '',
  problems: {},
  alert: undefined,
};

export interface PayPage {
  readonly session: Stripe.Checkout.Session;
  readonly lines: readonly WireLineItem[];
  readonly method: Method;
  readonly language: Language;
  readonly typed: Typed;
}

interface Field {
  readonly id: string;
  readonly label: string;
  readonly hint?: string;
  readonly error: string | undefined;
}

/** A labelled control; its hint and its error are tied to it for screen readers. */
function field({ id, label, hint, error }: Field, control: (described: Markup) => Markup): Markup {
  const ids = [hint === undefined ? '' : `${id}-hint`, error === undefined ? '' : `${id}-error`]
    .filter((one) => one !== '')
    .join(' ');
  const described = markup`${ids !== '' && markup` aria-describedby="${ids}"`}${error !== undefined && markup` aria-invalid="true"`}`;
  return markup`<div class="field"><label for="${id}">${label}</label>
${hint !== undefined && markup`<p class="hint" id="${id}-hint">${hint}</p>`}
${control(described)}
${error !== undefined && markup`<p class="error" id="${id}-error">${error}</p>`}</div>`;
}

function cardFields(texts: Texts, { card, problems }: Typed): Markup {
  const error = (name: keyof CardInput) => {
    const problem = problems[name];
    return problem && texts.problems[problem];
  };
  const input = (name: keyof CardInput, autocomplete: string, numeric: boolean, max: number) => (described: Markup) =>
    markup`<input id="${name}" name="${name}" value="${card[name]}" autocomplete="${autocomplete}" maxlength="${max}"${numeric && markup` inputmode="numeric"`} required${described}>`;
  return markup`${field({ id: 'number', label: texts.cardNumber, hint: texts.cardNumberHint, error: error('number') }, input('number', 'cc-number', true, 30))}
<div class="pair">
${field({ id: 'expiry', label: texts.expiry, hint: texts.expiryHint, error: error('expiry') }, input('expiry', 'cc-exp', false, 9))}
${field({ id: 'cvc', label: texts.cvc, hint: texts.cvcHint, error: error('cvc') }, input('cvc', 'cc-csc', true, 4))}
</div>
${field({ id: 'name', label: texts.name, error: error('name') }, input('name', 'cc-name', false, 200))}`;
}

function bankField(texts: Texts, { bank, problems }: Typed): Markup {
  const options = Object.entries(banks).map(
    ([code, name]) => markup`<option value="${code}"${code === bank && markup` selected`}>${name}</option>`,
  );
  return field(
    { id: 'bank', label: texts.bank, error: problems.bank && texts.bankMissing },
    (described) =>
      markup`<select id="bank" name="bank" required${described}><option value="">${texts.bankMissing}</option>${options}</select>`,
  );
}

function codeField(texts: Texts, { code, problems }: Typed): Markup {
  return field(
    { id: 'code', label: texts.blikCode, hint: texts.blikHint, error: problems.code && texts.blikInvalid },
    (described) =>
      markup`<input id="code" name="code" value="${code}" inputmode="numeric" autocomplete="one-time-code" maxlength="7" required${described}>`,
  );
}

function fieldsOf(method: Method, texts: Texts, typed: Typed): Markup | undefined {
  switch (method) {
    case 'card':
      return cardFields(texts, typed);
    case 'p24':
      return bankField(texts, typed);
    case 'blik':
      return codeField(texts, typed);
    default:
      return undefined;
  }
}

const shownCards = [
  ['4242 4242 4242 4242', '✓'],
  ['4000 0025 0000 3155', '3-D Secure'],
  ['4000 0000 0000 0002', '✗'],
  ['4000 0000 0000 9995', '✗ 0.00'],
  ['4000 0000 0000 0259', '✓ → ⚖'],
] as const;

/** The ways to pay that the session offers and the sandbox imitates. */
export function offered(session: Stripe.Checkout.Session): Method[] {
  return methods.filter((method) => session.payment_method_types.includes(method));
}

/** The page where the buyer pays. */
export function payPage({ session, lines, method, language, typed }: PayPage): string {
  const { texts, lang, locale } = language;
  const currency = session.currency ?? 'eur';
  const total = formatAmount(session.amount_total ?? 0, currency, locale);
  const action = `/pay/${session.id}?method=${method}`;
  const submit =
    method === 'card' || method === 'blik'
      ? texts.pay.replace('{amount}', total)
      : texts.continueTo.replace('{method}', texts.methods[method]);
  const items = lines.map(
    (line) =>
      markup`<li><span>${line.description ?? ''}${(line.quantity ?? 1) > 1 && markup` <span class="soft">${texts.quantity}: ${line.quantity ?? 1}</span>`}</span><span class="sum">${formatAmount(line.amount_total, currency, locale)}</span></li>`,
  );
  const choices = offered(session).map(
    (one) =>
      markup`<li><a href="/pay/${session.id}?method=${one}"${one === method && markup` aria-current="true"`}>${texts.methods[one]}</a></li>`,
  );
  const body = markup`<h1>${texts.payTo}</h1>
<p class="amount">${total}</p>
${typed.alert !== undefined && markup`<p class="alert" role="alert">${typed.alert}</p>`}
<section aria-labelledby="order"><h2 id="order">${texts.order}</h2>
<ul class="lines">${items}<li class="total"><span>${texts.total}</span><span class="sum">${total}</span></li></ul></section>
<nav aria-label="${texts.method}"><h2>${texts.method}</h2><ul>${choices}</ul></nav>
<form class="box" method="post" action="${action}" novalidate>
${fieldsOf(method, texts, typed)}
<button>${submit}</button>
</form>
${session.cancel_url !== null && markup`<p class="cancel"><a href="${session.cancel_url}">${texts.cancel}</a></p>`}
${method === 'card' && markup`<details><summary>${texts.testCards}</summary><ul>${shownCards.map(([number, effect]) => markup`<li><code>${number}</code> ${effect}</li>`)}</ul></details>`}`;
  return layout({ lang, title: `${total} – ${texts.payTo}`, banner: texts.banner, body });
}

/** A page with one message and the way back. */
export function messagePage(language: Language, title: string, text: string, back: string | null): string {
  const { lang, texts } = language;
  const body = markup`<h1>${title}</h1><p>${text}</p>${back !== null && markup`<a class="button" href="${back}">${texts.back}</a>`}`;
  return layout({ lang, title, banner: texts.banner, body });
}
