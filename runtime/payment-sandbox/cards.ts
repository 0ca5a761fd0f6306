import type { Method } from './currency.ts';

/** What happens to a payment with a card; test numbers as at https://docs.stripe.com/testing */
export type Scenario =
  | {
      readonly outcome: 'succeeds';
      readonly authentication?: true;
      readonly disputed?: true;
      readonly availableAtOnce?: true;
      readonly refundFails?: true;
    }
  | {
      readonly outcome: 'declined';
      readonly code: string;
      readonly declineCode: string | null;
      readonly message: string;
    };

export interface CardInstrument {
  readonly type: 'card';
  readonly brand: string;
  readonly last4: string;
  readonly expMonth: number;
  readonly expYear: number;
  readonly name: string | null;
  readonly country: string;
  readonly scenario: Scenario;
}

/** With what a payment is made; holds nothing that could be used again. */
export type Instrument =
  | CardInstrument
  | { readonly type: Exclude<Method, 'card'>; readonly name: string | null; readonly bank: string | null };

function declined(code: string, declineCode: string | null, message: string): Scenario {
  return { outcome: 'declined', code, declineCode, message };
}

const succeeds: Scenario = { outcome: 'succeeds' };

const testCards: Readonly<Record<string, Scenario>> = {
  '4242424242424242': succeeds,
  '4000056655665556': succeeds,
  '5555555555554444': succeeds,
  '2223003122003222': succeeds,
  '378282246310005': succeeds,
  '6200000000000005': succeeds,
  '4000000000000077': { outcome: 'succeeds', availableAtOnce: true },
  '4000002500003155': { outcome: 'succeeds', authentication: true },
  '4000002760003184': { outcome: 'succeeds', authentication: true },
  '4000000000000259': { outcome: 'succeeds', disputed: true },
  '4000000000005126': { outcome: 'succeeds', refundFails: true },
  '4000000000000002': declined('card_declined', 'generic_decline', 'Your card was declined.'),
  '4000000000009995': declined('card_declined', 'insufficient_funds', 'Your card has insufficient funds.'),
  '4000000000009987': declined('card_declined', 'lost_card', 'Your card was declined.'),
  '4000000000000069': declined('expired_card', 'expired_card', 'Your card has expired.'),
  '4000000000000127': declined('incorrect_cvc', 'incorrect_cvc', "Your card's security code is incorrect."),
  '4000000000000119': declined(
    'processing_error',
    'processing_error',
    'An error occurred while processing your card. Try again in a little bit.',
  ),
};

/** Ready-made payment methods that `payment_intents.confirm` takes: https://docs.stripe.com/testing?testing-method=payment-methods */
const testMethods: Readonly<Record<string, string>> = {
  pm_card_visa: '4242424242424242',
  pm_card_mastercard: '5555555555554444',
  pm_card_amex: '378282246310005',
  pm_card_bypassPending: '4000000000000077',
  pm_card_authenticationRequired: '4000002760003184',
  pm_card_createDispute: '4000000000000259',
  pm_card_refundFail: '4000000000005126',
  pm_card_visa_chargeDeclined: '4000000000000002',
  pm_card_chargeDeclined: '4000000000000002',
  pm_card_chargeDeclinedInsufficientFunds: '4000000000009995',
};

/** The number behind a ready-made payment method's name, or undefined. */
export function testMethodCard(name: string): string | undefined {
  return Object.hasOwn(testMethods, name) ? testMethods[name] : undefined;
}

/** Whether a card number's check digit is right (Luhn, ISO/IEC 7812-1). */
export function passesLuhn(number: string): boolean {
  let sum = 0;
  for (const [index, digit] of [...number].reverse().entries()) {
    const value = Number(digit) * (index % 2 === 1 ? 2 : 1);
    sum += value > 9 ? value - 9 : value;
  }
  return number.length > 0 && sum % 10 === 0;
}

function brandOf(number: string): string {
  if (/^3[47]/.test(number)) return 'amex';
  if (/^(5[1-5]|2[2-7])/.test(number)) return 'mastercard';
  if (/^62/.test(number)) return 'unionpay';
  return 'visa';
}

export interface CardInput {
  readonly number: string;
  readonly expiry: string;
  readonly cvc: string;
  readonly name: string;
}

/** What is wrong with a field; the page has a sentence for each. */
export type CardProblem =
  | 'number_incomplete'
  | 'number_invalid'
  | 'expiry_invalid'
  | 'expiry_past'
  | 'cvc_invalid'
  | 'name_missing';
export type CardProblems = Partial<Record<keyof CardInput, CardProblem>>;

/** Month and four-digit year of `MM/YY` (or MM / YYYY, MMYY); undefined when it is none. */
function parseExpiry(text: string): { month: number; year: number } | undefined {
  const match = /^\s*(0?[1-9]|1[0-2])\s*[/\-. ]?\s*(\d{2}|20\d{2})\s*$/.exec(text);
  if (!match) return undefined;
  const year = Number(match[2]);
  return { month: Number(match[1]), year: year < 100 ? 2000 + year : year };
}

function numberProblem(digits: string): CardProblem | undefined {
  if (!/^\d{13,19}$/.test(digits)) return 'number_incomplete';
  return passesLuhn(digits) ? undefined : 'number_invalid';
}

/**
 * Checks a card form as typed. Gives the instrument, or the problem of each field. A number that is right but no test card is declined when
 * it is used, as Stripe does in test mode. `now` in Unix seconds: a card is good until its month is over.
 */
export function readCard(input: CardInput, now: number): { card: CardInstrument } | { problems: CardProblems } {
  const digits = input.number.replace(/[\s-]/g, '');
  const expiry = parseExpiry(input.expiry);
  const problems: CardProblems = {};
  const wrongNumber = numberProblem(digits);
  if (wrongNumber) problems.number = wrongNumber;
  if (!expiry) problems.expiry = 'expiry_invalid';
  else if (Date.UTC(expiry.year, expiry.month) / 1_000 <= now) problems.expiry = 'expiry_past';
  if (!(brandOf(digits) === 'amex' ? /^\d{4}$/ : /^\d{3}$/).test(input.cvc.trim())) problems.cvc = 'cvc_invalid';
  if (input.name.trim() === '') problems.name = 'name_missing';
  if (Object.keys(problems).length > 0 || !expiry) return { problems };
  return { card: cardFor(digits, { month: expiry.month, year: expiry.year, name: input.name.trim().slice(0, 200) }) };
}

/** The instrument of a card number that has been checked. */
export function cardFor(
  digits: string,
  { month, year, name }: { month: number; year: number; name: string | null },
): CardInstrument {
  const scenario = Object.hasOwn(testCards, digits) ? testCards[digits] : undefined;
  return {
    type: 'card',
    brand: brandOf(digits),
    last4: digits.slice(-4),
    expMonth: month,
    expYear: year,
    name,
    country: digits === '6200000000000005' ? 'CN' : 'DE',
    scenario:
      scenario ??
      declined(
        'card_declined',
        'test_mode_live_card',
        'Your card was declined. Your request was in test mode, but used a non test card.',
      ),
  };
}
