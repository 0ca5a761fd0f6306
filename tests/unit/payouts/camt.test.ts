import { describe, expect, test } from 'vitest';
import { readCamt } from '#lib/payouts/index.ts';
import { camt } from './camt.ts';
import { camtFaults } from './camt-schema.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

test('the statements that the tests read keep to the published schema: order, number, patterns', () => {
  const movements = [
    { amount: '1.00', endToEndId: 'E1' },
    { amount: '2.00', out: false, reason: 'AC04', endToEndId: 'E2' },
    { amount: '3.00', currency: 'PLN', out: false, name: 'STRIPE' },
  ];
  const sound = camt(movements);
  expect(camtFaults(sound)).toEqual([]);
  expect(readCamt(bytes(sound)).lines).toHaveLength(3);
  // The checker itself finds what is wrong.
  expect(camtFaults(sound.replace('<BkTxCd><Prtry><Cd>NTRF</Cd></Prtry></BkTxCd>', ''))).toHaveLength(1);
  expect(camtFaults(sound.replace('CRDT</CdtDbtInd><Dt>', 'BOTH</CdtDbtInd><Dt>'))).toHaveLength(1);
  expect(
    camtFaults(sound.replace(/(<Amt Ccy="EUR">1.00<\/Amt>)\s*(<CdtDbtInd>DBIT<\/CdtDbtInd>)/, '$2$1')),
  ).not.toEqual([]);
  expect(camtFaults(sound.replace('camt.053.001.08', 'camt.053.001.02'))).toHaveLength(1);
});

test('movements are read with sign, reference, party and reason', () => {
  const { statementId, lines } = readCamt(
    bytes(
      camt([
        { amount: '12.5', endToEndId: 'PB-1-1', name: 'Керамика &amp; син' },
        { amount: '7.00', out: false, endToEndId: 'PB-1-2', reason: 'AC04' },
        { amount: '3.00', out: false },
      ]),
    ),
  );
  expect(statementId).toBe('STMT-1');
  expect(lines.map(({ amountMinor, endToEndId, returnReason }) => [amountMinor, endToEndId, returnReason])).toEqual([
    [-1250n, 'PB-1-1', null],
    [700n, 'PB-1-2', 'AC04'],
    [300n, null, null],
  ]);
  expect(lines[0]?.counterparty).toBe('Керамика & син');
  expect(lines[0]?.bookedOn.toISOString().slice(0, 10)).toBe('2026-11-27');
});

test('the same movement has the same reference in every file, and two alike are two', () => {
  const movement = { amount: '5.00', endToEndId: 'X', reference: 'R' };
  const [one] = readCamt(bytes(camt([movement], { id: 'A' }))).lines;
  const both = readCamt(bytes(camt([movement, movement], { id: 'B' }))).lines;
  expect(both[0]?.reference).toBe(one?.reference);
  expect(new Set(both.map(({ reference }) => reference)).size).toBe(2);
});

test('a batched entry is its details when they add up, and itself when they do not', () => {
  const details = (amounts: string[]) =>
    camt([{ amount: '10.00' }]).replace(
      /<NtryDtls>[\s\S]*<\/NtryDtls>/,
      `<NtryDtls>${amounts.map((each, at) => `<TxDtls><Refs><EndToEndId>E${at}</EndToEndId></Refs><Amt Ccy="EUR">${each}</Amt></TxDtls>`).join('')}</NtryDtls>`,
    );
  expect(readCamt(bytes(details(['4.00', '6.00']))).lines.map((line) => line.amountMinor)).toEqual([-400n, -600n]);
  expect(readCamt(bytes(details(['4.00', '7.00']))).lines.map((line) => [line.amountMinor, line.endToEndId])).toEqual([
    [-1000n, null],
  ]);
});

test('what is only pending is not read', () => {
  expect(readCamt(bytes(camt([{ amount: '1.00' }]).replace('BOOK', 'PDNG'))).lines).toEqual([]);
});

describe('a hostile or broken file is refused', () => {
  const sound = camt([{ amount: '1.00' }]);
  const bomb = `<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>`;
  const outside = '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>';
  test.each([
    ['entities that grow', sound.replace('<Document', `${bomb}<Document`), 'payouts.camt_entities'],
    ['entities from outside', sound.replace('<Document', `${outside}<Document`), 'payouts.camt_entities'],
    ['no XML', 'Дата;Сума', 'payouts.camt_form'],
    ['cut off', sound.slice(0, 700), 'payouts.camt_form'],
    ['another document', '<Document><CstmrCdtTrfInitn/></Document>', 'payouts.camt_form'],
    ['a negative amount', sound.replace('>1.00<', '>-1.00<'), 'payouts.camt_form'],
    ['too many decimals', sound.replace('>1.00<', '>1.005<'), 'payouts.camt_form'],
    ['more than we reckon with', sound.replace('>1.00<', '>999999999999999.00<'), 'payouts.camt_form'],
    ['an unknown currency', sound.replaceAll('Ccy="EUR"', 'Ccy="XBT"'), 'payouts.camt_currency'],
    ['no direction', sound.replace('DBIT', 'BOTH'), 'payouts.camt_form'],
    ['no day', sound.replace('<BookgDt><Dt>2026-11-27', '<BookgDt><Dt>soon'), 'payouts.camt_form'],
    ['an encoding that is none', sound.replace('UTF-8', 'KLINGON'), 'payouts.camt_form'],
  ])('%s', (_name, text, code) => {
    expect(() => readCamt(bytes(text))).toThrow(expect.objectContaining({ code }));
  });

  test('too large, or not in its encoding', () => {
    expect(() => readCamt(new Uint8Array(11 * 1024 * 1024))).toThrow(
      expect.objectContaining({ code: 'payouts.camt_size' }),
    );
    expect(() => readCamt(new Uint8Array([...bytes(sound), 0xff, 0xfe]))).toThrow(
      expect.objectContaining({ code: 'payouts.camt_form' }),
    );
  });
});
