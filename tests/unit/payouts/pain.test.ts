import { describe, expect, test } from 'vitest';
import { money } from '#lib/core/money.ts';
import { type PainFile, painFile, sepaText } from '#lib/payouts/index.ts';
import { schemaFaults } from './pain-schema.ts';
import { all, parsed } from './schema-checker.ts';

const to = { country: 'BG', iban: 'BG80BNBG96611020345678', accountNumber: null, cnapsCode: null, bic: null };
const file: PainFile = {
  messageId: 'PB-26-7K3M-9QXD',
  createdAt: new Date('2026-11-26T10:00:00Z'),
  executeOn: new Date('2026-11-27T00:00:00Z'),
  debtor: { name: 'Ambersilk GmbH', iban: 'DE89370400440532013000', bic: 'COBADEFFXXX' },
  payments: [
    {
      endToEndId: 'PB-26-7K3M-9QXD-1',
      amount: money(123_456n, 'EUR'),
      sepa: true,
      to: { ...to, name: sepaText('Керамика „Троян“ ООД & синове', 'bg', 70) },
      remittance: 'Ambersilk PB-26-7K3M-9QXD-1',
    },
    {
      endToEndId: 'PB-26-7K3M-9QXD-2',
      amount: money(7n, 'EUR'),
      sepa: false,
      to: {
        ...to,
        name: '湖心动画<有限>公司',
        country: 'CN',
        iban: null,
        accountNumber: '6222020200112233445',
        cnapsCode: '102100099996',
      },
      remittance: 'Ambersilk',
    },
    {
      endToEndId: 'PB-26-7K3M-9QXD-3',
      amount: money(50_000n, 'EUR'),
      sepa: false,
      to: { ...to, name: 'Keramika', country: 'HK', iban: null, accountNumber: '123456', bic: 'HSBCHKHHHKH' },
      remittance: 'Ambersilk',
    },
  ],
};

describe('a file of credit transfers', () => {
  const xml = painFile(file);

  test('keeps to the published schema: order, number, patterns and lengths', () => {
    expect(schemaFaults(xml)).toEqual([]);
  });

  test('the checker itself finds what is wrong', () => {
    expect(schemaFaults(xml.replace('<PmtMtd>TRF', '<PmtMtd>XXX'))).toHaveLength(1);
    expect(schemaFaults(xml.replace(/<NbOfTxs>3<\/NbOfTxs>\n/, ''))).toEqual([
      'Document/CstmrCdtTrfInitn/GrpHdr/NbOfTxs comes 0 times',
    ]);
    expect(schemaFaults(xml.replace(/(<MsgId>.*<\/MsgId>)\n(\s*<CreDtTm>.*<\/CreDtTm>)/, '$2\n$1'))).not.toEqual([]);
    expect(schemaFaults(xml.replace('BG80BNBG96611020345678', 'bg 80'))).not.toEqual([]);
    expect(schemaFaults(xml.replace('Ccy="EUR"', ''))).not.toEqual([]);
  });

  test('counts and sums what it holds, whole and by group', () => {
    const document = parsed(xml);
    expect(all(document, 'NbOfTxs').map(({ text }) => text)).toEqual(['3', '1', '2']);
    expect(all(document, 'CtrlSum').map(({ text }) => text)).toEqual(['1734.63', '1234.56', '500.07']);
    expect(all(document, 'InstdAmt').map(({ text }) => text)).toEqual(['1234.56', '0.07', '500.00']);
    expect(all(document, 'ChrgBr').map(({ text }) => text)).toEqual(['SLEV', 'SHAR']);
    expect(all(document, 'MmbId').map(({ text }) => text)).toEqual(['102100099996']);
  });

  test('a transfer within SEPA has no address without its town', () => {
    const creditors = all(parsed(xml), 'Cdtr');
    expect(creditors.map((creditor) => all(creditor, 'Ctry').map(({ text }) => text))).toEqual([[], ['CN'], ['HK']]);
  });

  test('names are in the letters their bank takes', () => {
    const names = all(parsed(xml), 'Cdtr').map((creditor) => all(creditor, 'Nm')[0]?.text);
    expect(names[0]).toBe('Keramika .Troyan. OOD + sinove');
    expect(xml).toContain('湖心动画&lt;有限&gt;公司');
  });
});

test.each([
  ['Łódź Żółw sp. z o.o.', 'pl', 'Lodz Zolw sp. z o.o.'],
  ['Đorđe Župan', 'sr', 'Dorde Zupan'],
  ['Grün & Söhne — Weiß', 'en', 'Grun + Sohne - Weiss'],
  ['//a//b/', 'en', 'a/b'],
  ['湖心', 'zh-CN', 'huxin'],
  ['Őze\u0007 Ildikó', 'hu', 'Oze. Ildiko'],
])('%s is written %s', (text, locale, expected) => {
  expect(sepaText(text, locale, 70)).toBe(expected);
  expect(sepaText(text, locale, 70)).toMatch(/^[a-zA-Z0-9/\-?:().,'+ ]*$/);
});
