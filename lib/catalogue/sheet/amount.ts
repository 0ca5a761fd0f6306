import { DomainError } from '#lib/core/errors.ts';
import { type Money, parseAmount } from '#lib/core/money.ts';

/** One sort of separator for thousands, and another, once, for decimals; or none for thousands. */
const shape =
  /^(?:(?<plain>\d+)(?:[.,](?<a>\d+))?|(?<dots>\d{1,3}(?:\.\d{3})+)(?:,(?<b>\d+))?|(?<commas>\d{1,3}(?:,\d{3})+)(?:\.(?<c>\d+))?)$/;

/**
 * A price of a file: 24.90, 1.234,56, 1,234.56, 1 234,56. Where a person would ask (1.234 may be one or a thousand), it is refused.
 * Throws `money.not_an_amount`, `money.too_many_decimals` or `money.out_of_range`.
 */
export function sheetAmount(text: string, currency: string): Money {
  const compact = text.normalize('NFKC').replace(/[\s'’]/gu, '');
  const parts = shape.exec(compact)?.groups;
  const whole = parts?.['plain'] ?? parts?.['dots'] ?? parts?.['commas'];
  if (!whole) throw new DomainError('money.not_an_amount');
  const decimals = parts?.['a'] ?? parts?.['b'] ?? parts?.['c'];
  return parseAmount(`${whole.replace(/[.,]/g, '')}${decimals === undefined ? '' : `.${decimals}`}`, currency);
}
