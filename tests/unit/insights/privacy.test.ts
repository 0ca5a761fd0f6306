import { describe, expect, test } from 'vitest';
import { countableVisitor, keptQuery, markOf } from '#lib/insights/index.ts';

describe('a query', () => {
  test.each([
    ['Керамика', 'keramika', 'керамика'],
    ['  JEDWABNA   chusta ', 'jedwabna chusta', 'jedwabna chusta'],
    ['茶具', '茶具', '茶具'],
    ['plate 22 cm', 'plate 22 cm', 'plate 22 cm'],
    ['1920 poster', '1920 poster', '1920 poster'],
  ])('%j is kept as it is compared and as it is written', (typed, folded, written) => {
    expect(keptQuery(typed)).toEqual({ folded, written });
  });
  test.each([
    'anna.nowak@example.com',
    'anna＠example.com',
    'write to anna@example',
    '+48 601 234 567',
    '(02) 987-65-43',
    '１３８ ００１３ ８０００',
    'order 4111 1111 1111 1111',
    'https://example.com/me',
    'www.example.com',
    '',
    '   ',
    'x'.repeat(101),
  ])('%j is not kept at all', (typed) => {
    expect(keptQuery(typed)).toBeNull();
  });
});

describe('a visitor', () => {
  const browser =
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0 Safari/537.36';
  const asks = (headers: Record<string, string>) => countableVisitor(new Headers(headers));
  test('with a browser is counted', () => {
    expect(asks({ 'user-agent': browser, 'x-client-address': '192.0.2.1' })).toEqual({
      address: '192.0.2.1',
      userAgent: browser,
    });
  });
  test.each([
    { 'user-agent': 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)' },
    { 'user-agent': 'Baiduspider+(+http://www.baidu.com/search/spider.htm)' },
    { 'user-agent': 'curl/8.5.0' },
    { 'user-agent': '' },
    { 'user-agent': browser, dnt: '1' },
    { 'user-agent': browser, 'sec-gpc': '1' },
    { 'user-agent': browser, 'sec-purpose': 'prefetch;prerender' },
  ])('is not counted with %j', (headers) => {
    expect(asks(headers)).toBeNull();
  });
  test('has one mark a day and thing, and another under another salt', () => {
    const [one, other] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)];
    const visitor = { address: '192.0.2.1', userAgent: browser };
    expect(markOf(one, visitor, 'view a')).toEqual(markOf(one, visitor, 'view a'));
    expect(markOf(one, visitor, 'view a')).not.toEqual(markOf(one, visitor, 'view b'));
    expect(markOf(one, visitor, 'view a')).not.toEqual(markOf(other, visitor, 'view a'));
    expect(markOf(one, visitor, 'view a')).not.toEqual(markOf(one, { ...visitor, address: '192.0.2.2' }, 'view a'));
  });
});
