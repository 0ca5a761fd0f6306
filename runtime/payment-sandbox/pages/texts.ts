import type { CardProblem } from '../cards.ts';
import type { Method } from '../currency.ts';
import { bg, pl, zh } from './translations.ts';

/**
 * What the hosted page says. It stands for a foreign service's page and so has its own small dictionary, apart from the product's messages.
 */
export interface Texts {
  readonly banner: string;
  readonly payTo: string;
  readonly order: string;
  readonly quantity: string;
  readonly total: string;
  readonly method: string;
  readonly methods: Readonly<Record<Method, string>>;
  readonly cardNumber: string;
  readonly cardNumberHint: string;
  readonly expiry: string;
  readonly expiryHint: string;
  readonly cvc: string;
  readonly cvcHint: string;
  readonly name: string;
  readonly bank: string;
  readonly blikCode: string;
  readonly blikHint: string;
  readonly blikInvalid: string;
  readonly bankMissing: string;
  readonly pay: string;
  readonly continueTo: string;
  readonly cancel: string;
  readonly problems: Readonly<Record<CardProblem, string>>;
  readonly checkFields: string;
  readonly declined: string;
  readonly insufficientFunds: string;
  readonly notApproved: string;
  readonly authenticationFailed: string;
  readonly confirmTitle: Readonly<Record<Method, string>>;
  readonly confirmText: Readonly<Record<Method, string>>;
  readonly approve: string;
  readonly refuse: string;
  readonly paidTitle: string;
  readonly paidText: string;
  readonly expiredTitle: string;
  readonly expiredText: string;
  readonly back: string;
  readonly notFoundTitle: string;
  readonly notFoundText: string;
  readonly testCards: string;
}

const en: Texts = {
  banner: 'Payment sandbox: this is not a real payment page. No money moves; never type real card details.',
  payTo: 'Pay',
  order: 'Your order',
  quantity: 'Quantity',
  total: 'Total',
  method: 'Pay with',
  methods: { card: 'Card', alipay: 'Alipay', wechat_pay: 'WeChat Pay', p24: 'Przelewy24', blik: 'BLIK' },
  cardNumber: 'Card number',
  cardNumberHint: 'For a trial: 4242 4242 4242 4242',
  expiry: 'Expiry date',
  expiryHint: 'Month and year, for example 08/30',
  cvc: 'Security code',
  cvcHint: '3 digits (4 with American Express)',
  name: 'Name on the card',
  bank: 'Your bank',
  blikCode: 'BLIK code',
  blikHint: '6 digits from your bank’s app; any will do here',
  blikInvalid: 'The BLIK code has 6 digits.',
  bankMissing: 'Choose your bank.',
  pay: 'Pay {amount}',
  continueTo: 'Continue to {method}',
  cancel: 'Cancel and go back to the shop',
  problems: {
    number_incomplete: 'The card number is not complete.',
    number_invalid: 'The card number is not right. Please check the digits.',
    expiry_invalid: 'Type the expiry date as month and year, for example 08/30.',
    expiry_past: 'The card has expired.',
    cvc_invalid: 'The security code is not complete.',
    name_missing: 'Type the name that is on the card.',
  },
  checkFields: 'Please check the fields below.',
  declined: 'The card was declined. Try another card or another way to pay.',
  insufficientFunds: 'The card has insufficient funds. Try another card or another way to pay.',
  notApproved: 'The payment was not approved. Nothing has been charged.',
  authenticationFailed:
    'The card could not be authenticated. Nothing has been charged; try again or pay in another way.',
  confirmTitle: {
    card: '3-D Secure',
    alipay: 'Alipay',
    wechat_pay: 'WeChat Pay',
    p24: 'Bank payment',
    blik: 'Confirm in your bank’s app',
  },
  confirmText: {
    card: 'Your bank asks whether it is you who pays. In the sandbox, decide here what it answers.',
    alipay: 'Here the Alipay app would ask you to confirm.',
    wechat_pay: 'Here you would scan a code with WeChat and confirm.',
    p24: 'Here your bank would ask you to sign in and confirm.',
    blik: 'Here your bank’s app would ask you to confirm.',
  },
  approve: 'Approve the payment',
  refuse: 'Refuse',
  paidTitle: 'Paid',
  paidText: 'This order has been paid.',
  expiredTitle: 'This payment page has expired',
  expiredText: 'Nothing has been charged. Go back to the shop and start again.',
  back: 'Back to the shop',
  notFoundTitle: 'Page not found',
  notFoundText: 'There is no payment at this address.',
  testCards: 'Test cards',
};

export const dictionaries: Readonly<Record<string, Texts>> = { en, 'zh-CN': zh, bg, pl };

/** The page's language with its words, and the locale in which amounts are written. */
export interface Language {
  readonly lang: string;
  readonly locale: string;
  readonly texts: Texts;
}

function dictionaryTag(locale: string): string | undefined {
  const language = locale.split('-')[0]?.toLowerCase() ?? '';
  return language === 'zh' ? 'zh-CN' : Object.keys(dictionaries).find((tag) => tag === language);
}

function isLocale(text: string): boolean {
  try {
    return Intl.NumberFormat.supportedLocalesOf(text).length > 0;
  } catch {
    return false;
  }
}

/** The session's language; with `auto` or none the first of the browser's that the page has; English otherwise. */
export function languageFor(sessionLocale: string | null, acceptLanguage: string | undefined): Language {
  const accepted = (acceptLanguage ?? '')
    .slice(0, 200)
    .split(',')
    .map((part) => part.split(';')[0]?.trim() ?? '');
  const wanted = sessionLocale && sessionLocale !== 'auto' ? [sessionLocale] : accepted;
  const lang = wanted.map(dictionaryTag).find((tag) => tag !== undefined) ?? 'en';
  const locale = wanted.find((tag) => isLocale(tag)) ?? lang;
  return { lang, locale: locale === 'zh' ? 'zh-CN' : locale, texts: dictionaries[lang] ?? en };
}
