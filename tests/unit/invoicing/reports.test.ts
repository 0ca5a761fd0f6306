import { describe, expect, test } from 'vitest';
import { money } from '../../../lib/core/money.ts';
import { demoCompany } from '../../../lib/invoicing/company.ts';
import { csv } from '../../../lib/invoicing/reports/csv.ts';
import { missingOf, type QuarterSum, type SellerYear, standingOf } from '../../../lib/invoicing/reports/dac7.ts';
import { dac7Xml } from '../../../lib/invoicing/reports/dac7-xml.ts';
import { type Period, periodOf, periodsBefore, readPeriod } from '../../../lib/invoicing/reports/period.ts';
import { taxDetailsSchema } from '../../../lib/invoicing/reports/tax-details.ts';
import { sumReturn, taxReturnCsv } from '../../../lib/invoicing/reports/tax-return.ts';
import { validTin } from '../../../lib/invoicing/reports/tin.ts';
import { at, xmlText } from '../../../lib/invoicing/xml.ts';
import { dac7Faults } from './dac7-schema.ts';

const period = (name: string): Period => {
  const found = readPeriod(name);
  if (!found) throw new Error(name);
  return found;
};

test.each(['', '2026-13-45', '2026-02-30', 'yesterday', '2999-01-01'])('since %j is no day of the past', (since) => {
  const fields = { enterpriseId: crypto.randomUUID(), tin: '5260300291', tinCountry: 'PL', street: 'Długa 1' };
  const address = { postalCode: '00-001', city: 'Warszawa', country: 'PL' };
  const { success, error } = taxDetailsSchema.safeParse({ ...fields, ...address, since });
  expect(success).toBe(false);
  expect(new Set(error?.issues.map(({ path }) => path[0]))).toEqual(new Set(['since']));
});

describe('periods', () => {
  test.each([
    ['2026-Q4', '2026-10-01', '2026-12-31'],
    ['2024-02', '2024-02-01', '2024-02-29'],
    ['2026', '2026-01-01', '2026-12-31'],
  ])('%s', (name, from, lastDay) => {
    expect(period(name).from.toISOString().slice(0, 10)).toBe(from);
    expect(period(name).lastDay).toBe(lastDay);
  });
  test.each(['2026-Q5', '2026-13', '1999', '../etc', ''])('%j is none', (name) => expect(readPeriod(name)).toBeNull());
  test('go back over the turn of the year', () => {
    const names = periodsBefore('quarter', new Date('2026-02-01'), 3).map(({ name }) => name);
    expect(names).toEqual(['2026-Q1', '2025-Q4', '2025-Q3']);
    expect(periodOf('month', new Date('2026-12-31T23:59:59Z')).name).toBe('2026-12');
  });
});

describe('CSV', () => {
  test('neutralises what a spreadsheet would run, and leaves numbers alone', () =>
    expect(csv([['=1+1', '+cmd', '-2.50', '@x', 'a,b', 'say "x"']])).toBe(
      `\ufeff'=1+1,'+cmd,-2.50,'@x,"a,b","say ""x"""\r\n`,
    ));
});

describe('a one-stop return', () => {
  const rates = { day: '2026-12-31', perEuro: { PLN: 425_000_000n } };
  const row = { country: 'PL', goods: true, rate: 2300, currency: 'EUR', of: new Date('2026-11-01') };
  const rows = [
    { ...row, net: 10_000n, tax: 2_300n },
    { ...row, currency: 'PLN', net: 42_500n, tax: 9_775n },
    { ...row, goods: false, rate: 500, net: 1_000n, tax: 50n },
    { ...row, net: -1_000n, tax: -230n, of: new Date('2026-05-01') },
  ];
  const sums = sumReturn(rows, period('2026-Q4'), rates);

  test('adds what is taxed alike over currencies, at the rate of the period’s end', () => {
    expect(sums.supplies).toEqual([
      { country: 'PL', goods: true, rate: 2300, net: money(20_000n, 'EUR'), tax: money(4_600n, 'EUR') },
      { country: 'PL', goods: false, rate: 500, net: money(1_000n, 'EUR'), tax: money(50n, 'EUR') },
    ]);
  });
  test('names what went back of earlier periods by their names, and takes it off the total', () => {
    expect(sums.corrections).toEqual([{ country: 'PL', period: '2026-Q2', tax: money(-230n, 'EUR') }]);
    expect(sums.total).toEqual(money(4_420n, 'EUR'));
  });
  test('as CSV', () => {
    const text = taxReturnCsv({
      scheme: 'oss',
      period: period('2026-Q4'),
      rates: { day: '2026-12-31', final: true },
      ...sums,
    });
    expect(text.split('\r\n').slice(1, 4)).toEqual([
      'OSS,2026-Q4,supply,PL,goods,23.00,200.00,46.00,,2026-12-31',
      'OSS,2026-Q4,supply,PL,services,5.00,10.00,0.50,,2026-12-31',
      'OSS,2026-Q4,correction,PL,,,,-2.30,2026-Q2,2026-12-31',
    ]);
  });
});

const quarter = (parts: Partial<Record<keyof QuarterSum, bigint>> = {}): QuarterSum => ({
  consideration: money(parts.consideration ?? 0n, 'EUR'),
  count: Number(parts.count ?? 0n),
  fees: money(parts.fees ?? 0n, 'EUR'),
  taxes: money(parts.taxes ?? 0n, 'EUR'),
});
const none = [quarter(), quarter(), quarter(), quarter()];

function seller(parts: Partial<SellerYear> = {}, goods: readonly QuarterSum[] = none): SellerYear {
  return {
    enterpriseId: 'e1',
    slug: 'keramika',
    name: 'Керамика Троян',
    legalName: 'Керамика Троян ООД',
    country: 'BG',
    registrationNumber: '110548213',
    vatNumber: null,
    details: null,
    account: null,
    activities: { goods, services: none },
    ...parts,
  };
}
const sold = (count: bigint, consideration: bigint) => [quarter({ count, consideration }), ...none.slice(1)];

describe('DAC7', () => {
  test.each([
    ['29 sales for 2,000.00 EUR', seller({}, sold(29n, 200_000n)), 'exempt'],
    ['29 sales for 2,000.01 EUR', seller({}, sold(29n, 200_001n)), 'reported'],
    [
      '29 sales for 1,990 EUR after fees and taxes',
      seller({}, [quarter({ count: 29n, consideration: 199_000n, fees: 22_000n, taxes: 44_000n }), ...none.slice(1)]),
      'exempt',
    ],
    ['30 sales for 30 EUR', seller({}, sold(30n, 3_000n)), 'reported'],
    ['outside the Union', seller({ country: 'CN' }, sold(900n, 3_000_000n)), 'outside_union'],
    ['nothing', seller(), 'nothing_sold'],
    ['one service', seller({ activities: { goods: none, services: sold(1n, 100n) } }), 'reported'],
  ])('%s', (_, who, standing) => expect(standingOf(who)).toBe(standing));

  test('says what must still be asked for', () => {
    expect(missingOf(seller({ registrationNumber: ' ' }))).toEqual([
      'tin',
      'address',
      'registered',
      'registration_number',
      'account',
    ]);
  });

  test('the message has the schema’s elements in its order, whole amounts by quarters, and only who is reported', () => {
    const details = {
      tin: '110548213',
      tinCountry: 'BG',
      street: 'ул. Опълченска 3',
      postalCode: '5600',
      city: 'Троян',
      country: 'BG',
      since: '1998-04-01',
    };
    const account = { number: 'BG80BNBG96611020345678', holder: 'Керамика Троян ООД', iban: true };
    const quarters = [
      quarter({ count: 12n, consideration: 150_050n, fees: 18_049n, taxes: 30_000n }),
      ...none.slice(1, 3),
      quarter({ count: 20n, consideration: 99_950n }),
    ];
    const message = dac7Xml({
      company: demoCompany,
      year: period('2026'),
      sellers: [seller({ details, account }, quarters), seller({ country: 'CN' }, sold(90n, 1n))],
      at: new Date('2027-01-10T09:00:00Z'),
      test: false,
    });
    expect(dac7Faults(xmlText(message))).toEqual([]);
    const [found, ...others] = at(message, 'dpi:DPIBody', 'dpi:ReportableSeller');
    expect(others).toEqual([]);
    expect(at(message, 'dpi:MessageSpec')[0]?.children.map(({ name }) => name.slice(4))).toEqual([
      'SendingEntityIN',
      'TransmittingCountry',
      'ReceivingCountry',
      'MessageType',
      'MessageRefId',
      'MessageTypeIndic',
      'ReportingPeriod',
      'Timestamp',
    ]);
    const goods = found && at(found, 'dpi:RelevantActivities', 'dpi:SaleOfGoods')[0];
    expect(goods?.children.map(({ name }) => name.slice(4))).toEqual([
      'Consideration',
      'NumberOfActivities',
      'Fees',
      'Taxes',
    ]);
    const text = xmlText(message);
    expect(text).toContain('<dpi:ConsQ1 currCode="EUR">1500</dpi:ConsQ1>');
    expect(text).toContain('<dpi:NumbQ4>20</dpi:NumbQ4>');
    expect(text).toContain('<dpi:FeesQ1 currCode="EUR">180</dpi:FeesQ1>');
    expect(text).toContain('<dpi:TIN issuedBy="BG">110548213</dpi:TIN>');
    expect(text).toContain('<dpi:Identifier AccountNumberType="IBAN">BG80BNBG96611020345678</dpi:Identifier>');
    expect(text).toContain('<stf:DocTypeIndic>OECD1</stf:DocTypeIndic>');
  });

  test('the message stays sound where a seller sells goods and services and has told nothing yet', () => {
    const quiet = seller({
      registrationNumber: ' ',
      activities: { goods: sold(40n, 90_000n), services: sold(1n, 5_000n) },
    });
    const text = xmlText(
      dac7Xml({ company: demoCompany, year: period('2026'), sellers: [quiet], at: new Date(0), test: true }),
    );
    expect(dac7Faults(text)).toEqual([]);
    expect(text).toContain('<dpi:TIN unknown="true">NOTIN</dpi:TIN>');
    expect(text).toContain('<dpi:AddressFree>Not given</dpi:AddressFree>');
    expect(text.indexOf('PersonalServices')).toBeLessThan(text.indexOf('SaleOfGoods'));
    expect(text).toContain('xmlns:stf="urn:oecd:ties:dpistf:v1"');
    expect(dac7Faults(text.replaceAll('TaxQ', 'TaxesQ'))).not.toEqual([]);
  });

  test('a year without anybody says so, and a test is marked', () => {
    const text = xmlText(
      dac7Xml({ company: demoCompany, year: period('2025'), sellers: [], at: new Date(0), test: true }),
    );
    expect(text).toContain('<dpi:MessageTypeIndic>DPI403</dpi:MessageTypeIndic>');
    expect(text).toContain('OECD11');
  });
});

describe('tax numbers', () => {
  test.each([
    ['BG', '831650349', true],
    ['BG', '831650348', false],
    ['PL', '5260001246', true],
    ['PL', '5260001247', false],
    ['HU', '10773381', true],
    ['HU', '10773382', false],
    ['CZ', '25596641', true],
    ['CZ', '2559', false],
    ['CN', '91620982MA7XXXX', false],
    ['FR', 'FR1', false],
  ])('%s %s: %s', (country, tin, valid) => expect(validTin(tin, country)).toBe(valid));
});
