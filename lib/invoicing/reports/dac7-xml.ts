import type { Money } from '#lib/core/money.ts';
import { divideHalfEven } from '#lib/core/money.ts';
import type { Company } from '../company.ts';
import { element, leaf, type Xml } from '../xml.ts';
import { type Activity, type QuarterSum, type SellerYear, standingOf } from './dac7.ts';
import type { Period } from './period.ts';

/** The schema takes whole units. */
function whole({ minor }: Money): string {
  return divideHalfEven(minor, 100n).toString();
}

const quarterNames = ['Q1', 'Q2', 'Q3', 'Q4'] as const;

function amounts(name: string, prefix: string, quarters: readonly QuarterSum[], pick: (sum: QuarterSum) => Money): Xml {
  return element(
    `dpi:${name}`,
    quarters.map((sum, at) => {
      const money = pick(sum);
      return leaf(`dpi:${prefix}${quarterNames[at]}`, whole(money), { currCode: money.currency });
    }),
  );
}

const activityNames = { goods: 'SaleOfGoods', services: 'PersonalServices' } as const satisfies Record<
  Activity,
  string
>;

function activity(kind: Activity, quarters: readonly QuarterSum[]): Xml | null {
  if (quarters.every(({ count }) => count === 0)) return null;
  return element(`dpi:${activityNames[kind]}`, [
    amounts('Consideration', 'Cons', quarters, ({ consideration }) => consideration),
    element(
      'dpi:NumberOfActivities',
      quarters.map(({ count }, at) => leaf(`dpi:Numb${quarterNames[at]}`, String(count))),
    ),
    amounts('Fees', 'Fees', quarters, ({ fees }) => fees),
    amounts('Taxes', 'Tax', quarters, ({ taxes }) => taxes),
  ]);
}

function address(
  { street, postalCode, city, country }: { street: string; postalCode: string; city: string; country: string },
  type: string,
): Xml {
  return element(
    'dpi:Address',
    [
      leaf('dpi:CountryCode', country),
      element('dpi:AddressFix', [leaf('dpi:Street', street), leaf('dpi:PostCode', postalCode), leaf('dpi:City', city)]),
    ],
    { legalAddressType: type },
  );
}

/** The schema asks for an address of everybody: of a seller that has not given one (`missingOf`), only the country is known. */
function unknownAddress(country: string): Xml {
  // OECD305: unspecified.
  return element('dpi:Address', [leaf('dpi:CountryCode', country), leaf('dpi:AddressFree', 'Not given')], {
    legalAddressType: 'OECD305',
  });
}

function docSpec(reference: string, test: boolean): Xml {
  return element('dpi:DocSpec', [
    // OECD1: new data; OECD11: new data of a test.
    leaf('stf:DocTypeIndic', test ? 'OECD11' : 'OECD1'),
    leaf('stf:DocRefId', reference),
  ]);
}

function platform(company: Company, reference: string, test: boolean): Xml {
  const { country, registrationNumber } = company;
  return element('dpi:PlatformOperator', [
    leaf('dpi:ResCountryCode', country),
    leaf('dpi:TIN', registrationNumber, { issuedBy: country }),
    leaf('dpi:IN', registrationNumber, { issuedBy: country, INType: 'BRN' }),
    leaf('dpi:VAT', company.vatNumber),
    leaf('dpi:Name', company.name),
    leaf('dpi:PlatformBusinessName', company.site),
    // OECD304: registered office.
    address(company, 'OECD304'),
    // RPONEX1: resident for tax in the member state reported to.
    leaf('dpi:Nexus', 'RPONEX1'),
    leaf('dpi:AssumedReporting', 'false'),
    docSpec(reference, test),
  ]);
}

function seller(from: SellerYear, reference: string, test: boolean): Xml {
  const { details, account } = from;
  return element('dpi:ReportableSeller', [
    element('dpi:Identity', [
      element('dpi:EntitySeller', [
        element('dpi:Standard', [
          element('dpi:EntSellerID', [
            leaf('dpi:ResCountryCode', details?.country ?? from.country),
            details
              ? leaf('dpi:TIN', details.tin, { issuedBy: details.tinCountry })
              : leaf('dpi:TIN', 'NOTIN', { unknown: 'true' }),
            from.registrationNumber.trim() !== '' &&
              leaf('dpi:IN', from.registrationNumber, { issuedBy: from.country, INType: 'BRN' }),
            from.vatNumber ? leaf('dpi:VAT', from.vatNumber) : null,
            leaf('dpi:Name', from.legalName),
            details ? address(details, 'OECD303') : unknownAddress(from.country),
          ]),
          account &&
            element('dpi:FinancialIdentifier', [
              leaf('dpi:Identifier', account.number, { AccountNumberType: account.iban ? 'IBAN' : 'OBAN' }),
              leaf('dpi:AccountHolderName', account.holder),
            ]),
        ]),
      ]),
    ]),
    element('dpi:RelevantActivities', [
      activity('services', from.activities.services),
      activity('goods', from.activities.goods),
    ]),
    docSpec(reference, test),
  ]);
}

export interface Dac7Message {
  readonly company: Company;
  readonly year: Period;
  readonly sellers: readonly SellerYear[];
  readonly at: Date;
  /** Marked as a test, for the portal's test gate. */
  readonly test: boolean;
}

/** The year's message: sellers that are reported, by the element names and the order of the DPI schema (OECD, urn:oecd:ties:dpi:v1). */
export function dac7Xml({ company, year, sellers, at, test }: Dac7Message): Xml {
  const reference = `${company.country}${year.name}${company.country}-${company.registrationNumber}`;
  const reported = sellers.filter((each) => standingOf(each) === 'reported');
  return element(
    'dpi:DPI_OECD',
    [
      element('dpi:MessageSpec', [
        leaf('dpi:SendingEntityIN', company.registrationNumber),
        leaf('dpi:TransmittingCountry', company.country),
        leaf('dpi:ReceivingCountry', company.country),
        leaf('dpi:MessageType', 'DPI'),
        leaf('dpi:MessageRefId', `${reference}-${at.getTime()}`),
        // DPI401: new information; DPI403: there is nothing to report.
        leaf('dpi:MessageTypeIndic', reported.length > 0 ? 'DPI401' : 'DPI403'),
        leaf('dpi:ReportingPeriod', year.lastDay),
        leaf('dpi:Timestamp', at.toISOString().replace('Z', '')),
      ]),
      element('dpi:DPIBody', [
        platform(company, `${reference}-operator`, test),
        ...reported.map((each) => seller(each, `${reference}-${each.enterpriseId}`, test)),
      ]),
    ],
    { 'xmlns:dpi': 'urn:oecd:ties:dpi:v1', 'xmlns:stf': 'urn:oecd:ties:dpistf:v1', version: '1.0' },
  );
}
