import { describe, expect, test } from 'vitest';
import { day, hour } from '#lib/core/clock.ts';
import { barOf, mayWatchIn, newTicketCode, passState, readTicketCode } from '#lib/ordering/index.ts';

const secret = 'a-secret-for-tests-only-0123456789abcdef';

describe('the code of a ticket', () => {
  test('is read however it is typed, and no other is taken', () => {
    const code = newTicketCode(secret);
    expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){4}[0-9A-HJKMNP-TV-Z]{4}$/);
    expect(readTicketCode(code, secret)).toBe(code);
    expect(readTicketCode(` ${code.toLowerCase().replaceAll('-', ' ')} `, secret)).toBe(code);
    expect(readTicketCode(code.replaceAll('0', 'o').replaceAll('1', 'l'), secret)).toBe(code);
  });

  test('is signed: changing any symbol, or the secret, makes it worthless', () => {
    const code = newTicketCode(secret);
    expect(readTicketCode(code, `${secret}!`)).toBeNull();
    for (const [at, symbol] of [...code].entries()) {
      if (symbol === '-') continue;
      const other = symbol === 'A' ? 'B' : 'A';
      expect(readTicketCode(code.slice(0, at) + other + code.slice(at + 1), secret)).toBeNull();
    }
    for (const typed of ['', 'x', code.slice(1), `${code}0`, '%'.repeat(20), '票'.repeat(20)])
      expect(readTicketCode(typed, secret)).toBeNull();
  });

  test('comes once', () => {
    const codes = Array.from({ length: 500 }, () => newTicketCode(secret));
    expect(new Set(codes).size).toBe(500);
  });
});

describe('a rental', () => {
  const paidAt = new Date('2026-11-01T10:00:00Z');
  const later = (from: Date, ms: number) => new Date(from.getTime() + ms);

  test('begins within thirty days', () => {
    const pass = { mode: 'rent', paidAt, firstPlayedAt: null } as const;
    expect(passState(pass, later(paidAt, 30 * day - 1))).toEqual({ is: 'waiting', until: later(paidAt, 30 * day) });
    expect(passState(pass, later(paidAt, 30 * day))).toEqual({ is: 'over', since: later(paidAt, 30 * day) });
  });

  test('lasts forty-eight hours from its beginning, even past the thirty days', () => {
    const firstPlayedAt = later(paidAt, 30 * day - hour);
    const pass = { mode: 'rent', paidAt, firstPlayedAt } as const;
    expect(passState(pass, later(firstPlayedAt, 48 * hour - 1)).is).toBe('running');
    expect(passState(pass, later(firstPlayedAt, 48 * hour)).is).toBe('over');
  });

  test('what was bought never ends', () => {
    expect(passState({ mode: 'buy', paidAt, firstPlayedAt: null }, later(paidAt, 9_999 * day))).toEqual({
      is: 'owned',
    });
  });
});

test.each([
  [[], 'PL', 'US', true],
  [['PL', 'CN'], 'PL', 'CN', true],
  [['PL'], 'PL', 'DE', true],
  [['PL'], 'PL', 'CN', false],
  [['PL'], 'CN', 'DE', false],
  [['CN'], 'CN', 'PL', false],
] as const)('a film for %o bought in %s is watched in %s: %s', (territories, home, here, may) => {
  expect(mayWatchIn(territories, home, here)).toBe(may);
});

test.each([
  [{ kind: 'physical', event: null, stream: null }, 'PL', null],
  [{ kind: 'licence', event: null, stream: null }, null, 'licence'],
  [{ kind: 'ticket', event: { startsAt: new Date('2026-12-01T10:00:00Z') }, stream: null }, 'PL', null],
  [{ kind: 'ticket', event: { startsAt: new Date('2026-11-26T12:00:00Z') }, stream: null }, 'PL', 'event_begun'],
  [{ kind: 'ticket', event: null, stream: null }, 'PL', 'event_begun'],
  [{ kind: 'stream', event: null, stream: { territories: ['PL'] } }, 'CN', 'not_here'],
  [{ kind: 'stream', event: null, stream: { territories: ['PL'] } }, null, null],
  [{ kind: 'stream', event: null, stream: { territories: [] } }, 'CN', null],
] as const)('%o in %s is barred: %s', (listing, country, bar) => {
  expect(barOf(listing, country, new Date('2026-11-26T12:00:00Z'))).toBe(bar);
});
