import { faultsOf, type Types } from '../payouts/schema-checker.ts';

const many = Number.POSITIVE_INFINITY;
const text = (max: number) => new RegExp(`^[\\s\\S]{1,${max}}$`, 'u');
const country = /^[A-Z]{2}$/;
const short = 'StringMin1Max200';
const quarters = (prefix: string, type: string) => ({
  children: [1, 2, 3, 4].map((number) => [`dpi:${prefix}Q${number}`, 1, 1, type] as const),
});

const organisation = [
  ['dpi:ResCountryCode', 0, many, 'CountryCode'],
  ['dpi:TIN', 1, many, 'TIN'],
  ['dpi:IN', 0, many, 'OrganisationIN'],
  ['dpi:VAT', 0, 1, short],
  ['dpi:Name', 1, 1, short],
  ['dpi:PlatformBusinessName', 0, many, short],
  ['dpi:Address', 1, 1, 'Address'],
  ['dpi:Nexus', 0, 1, 'Nexus'],
  ['dpi:AssumedReporting', 0, 1, 'Boolean'],
] as const;

/**
 * The published schema of the DPI message (OECD, version 1.0) as far as it is written here. Written from the XSD that the Hungarian tax
 * office publishes (nav-gov-hu/DAC7), with the head of the message as the OECD's own has it; compared on 26 November 2026. What a
 * platform that sells neither rooms nor rides never writes is left out: it is unknown here.
 */
const types: Types = {
  'dpi:DPI_OECD': {
    children: [
      ['dpi:MessageSpec', 1, 1, 'MessageSpec'],
      ['dpi:DPIBody', 1, 1, 'DPIBody'],
    ],
  },
  MessageSpec: {
    children: [
      ['dpi:SendingEntityIN', 0, 1, short],
      ['dpi:TransmittingCountry', 1, 1, 'CountryCode'],
      ['dpi:ReceivingCountry', 1, 1, 'CountryCode'],
      ['dpi:MessageType', 1, 1, 'MessageType'],
      ['dpi:Warning', 0, 1, 'never'],
      ['dpi:Contact', 0, 1, 'never'],
      ['dpi:MessageRefId', 1, 1, 'StringMin1Max170'],
      ['dpi:MessageTypeIndic', 1, 1, 'MessageTypeIndic'],
      ['dpi:ReportingPeriod', 1, 1, 'Date'],
      ['dpi:Timestamp', 1, 1, 'DateTime'],
    ],
  },
  DPIBody: {
    children: [
      ['dpi:PlatformOperator', 1, 1, 'PlatformOperator'],
      ['dpi:OtherPlatformOperators', 0, 1, 'never'],
      ['dpi:ReportableSeller', 0, many, 'ReportableSeller'],
    ],
  },
  PlatformOperator: { children: [...organisation, ['dpi:DocSpec', 1, 1, 'DocSpec']] },
  Organisation: { children: organisation },
  ReportableSeller: {
    children: [
      ['dpi:Identity', 1, 1, 'Identity'],
      ['dpi:RelevantActivities', 1, 1, 'RelevantActivities'],
      ['dpi:DocSpec', 1, 1, 'DocSpec'],
    ],
  },
  Identity: {
    choice: true,
    children: [
      ['dpi:EntitySeller', 0, 1, 'EntitySeller'],
      ['dpi:IndividualSeller', 0, 1, 'never'],
    ],
  },
  EntitySeller: {
    choice: true,
    children: [
      ['dpi:Standard', 0, 1, 'Standard'],
      ['dpi:GVS', 0, 1, 'never'],
    ],
  },
  Standard: {
    children: [
      ['dpi:EntSellerID', 1, 1, 'Organisation'],
      ['dpi:FinancialIdentifier', 0, many, 'FinancialIdentifier'],
      ['dpi:PermanentEstablishments', 0, 1, 'never'],
    ],
  },
  FinancialIdentifier: {
    children: [
      ['dpi:Identifier', 1, 1, 'Identifier'],
      ['dpi:AccountHolderName', 0, 1, short],
      ['dpi:OtherInfo', 0, 1, 'never'],
    ],
  },
  RelevantActivities: {
    children: [
      ['dpi:ImmovableProperty', 0, 1, 'never'],
      ['dpi:PersonalServices', 0, 1, 'OtherActivities'],
      ['dpi:SaleOfGoods', 0, 1, 'OtherActivities'],
      ['dpi:TransportationRental', 0, 1, 'never'],
    ],
  },
  OtherActivities: {
    children: [
      ['dpi:Consideration', 1, 1, 'Consideration'],
      ['dpi:NumberOfActivities', 1, 1, 'NumberOfActivities'],
      ['dpi:Fees', 1, 1, 'Fees'],
      ['dpi:Taxes', 1, 1, 'Taxes'],
    ],
  },
  Consideration: quarters('Cons', 'MonAmnt'),
  NumberOfActivities: quarters('Numb', 'Integer'),
  Fees: quarters('Fees', 'MonAmnt'),
  Taxes: quarters('Tax', 'MonAmnt'),
  DocSpec: {
    children: [
      ['stf:DocTypeIndic', 1, 1, 'DocTypeIndic'],
      ['stf:DocRefId', 1, 1, short],
      ['stf:CorrMessageRefId', 0, 1, 'never'],
      ['stf:CorrDocRefId', 0, 1, 'never'],
    ],
  },
  Address: {
    children: [
      ['dpi:CountryCode', 1, 1, 'CountryCode'],
      ['dpi:AddressFix', 0, 1, 'AddressFix'],
      ['dpi:AddressFree', 0, 1, 'StringMin1Max4000'],
    ],
  },
  AddressFix: {
    children: [
      ['dpi:Street', 0, 1, short],
      ['dpi:PostCode', 0, 1, short],
      ['dpi:City', 1, 1, short],
    ],
  },
  TIN: { leaf: /^[\s\S]{0,200}$/, optional: { issuedBy: country, unknown: /^(true|false)$/ } },
  CountryCode: { leaf: country },
  MessageType: { leaf: /^DPI$/ },
  MessageTypeIndic: { leaf: /^DPI40[123]$/ },
  Nexus: { leaf: /^RPONEX[1-5]$/ },
  Boolean: { leaf: /^(true|false)$/ },
  DocTypeIndic: { leaf: /^OECD1?[0-3]$/ },
  Date: { leaf: /^\d{4}-\d{2}-\d{2}$/ },
  DateTime: { leaf: /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?$/ },
  Integer: { leaf: /^-?\d+$/ },
  [short]: { leaf: text(200) },
  StringMin1Max170: { leaf: text(170) },
  StringMin1Max4000: { leaf: text(4000) },
  MonAmnt: { leaf: /^-?\d+$/, attributes: { currCode: /^[A-Z]{3}$/ } },
  OrganisationIN: { leaf: text(200), attributes: { issuedBy: country, INType: /^(LEI|EIN|IIN|BRN|Other)$/ } },
  Identifier: { leaf: text(200), attributes: { AccountNumberType: /^(IBAN|OBAN)$/ } },
};

/** What of a message breaks the schema, by path; nothing when it is sound. */
export function dac7Faults(xml: string): string[] {
  return faultsOf(xml, types, 'urn:oecd:ties:dpi:v1');
}
