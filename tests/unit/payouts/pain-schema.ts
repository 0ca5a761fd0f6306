import { faultsOf, type Types } from './schema-checker.ts';

const many = Number.POSITIVE_INFINITY;
const text = (max: number) => new RegExp(`^[\\s\\S]{1,${max}}$`, 'u');
const bic = /^[A-Z0-9]{4}[A-Z]{2}[A-Z0-9]{2}([A-Z0-9]{3})?$/;

/**
 * The published schema of pain.001.001.09 as far as its elements are reachable here: for each type its children in their order with
 * how often they may come, for each leaf its pattern. Written from the message definition (ISO 20022, Payments Initiation 2019)
 * and compared with the published XSD on 26 November 2026.
 */
const types: Types = {
  Document: { children: [['CstmrCdtTrfInitn', 1, 1, 'CustomerCreditTransferInitiationV09']] },
  CustomerCreditTransferInitiationV09: {
    children: [
      ['GrpHdr', 1, 1, 'GroupHeader85'],
      ['PmtInf', 1, many, 'PaymentInstruction30'],
      ['SplmtryData', 0, many, 'never'],
    ],
  },
  GroupHeader85: {
    children: [
      ['MsgId', 1, 1, 'Max35Text'],
      ['CreDtTm', 1, 1, 'ISODateTime'],
      ['Authstn', 0, 2, 'never'],
      ['NbOfTxs', 1, 1, 'Max15NumericText'],
      ['CtrlSum', 0, 1, 'DecimalNumber'],
      ['InitgPty', 1, 1, 'PartyIdentification135'],
      ['FwdgAgt', 0, 1, 'never'],
    ],
  },
  PaymentInstruction30: {
    children: [
      ['PmtInfId', 1, 1, 'Max35Text'],
      ['PmtMtd', 1, 1, 'PaymentMethod3Code'],
      ['BtchBookg', 0, 1, 'BatchBookingIndicator'],
      ['NbOfTxs', 0, 1, 'Max15NumericText'],
      ['CtrlSum', 0, 1, 'DecimalNumber'],
      ['PmtTpInf', 0, 1, 'PaymentTypeInformation26'],
      ['ReqdExctnDt', 1, 1, 'DateAndDateTime2Choice'],
      ['PoolgAdjstmntDt', 0, 1, 'never'],
      ['Dbtr', 1, 1, 'PartyIdentification135'],
      ['DbtrAcct', 1, 1, 'CashAccount38'],
      ['DbtrAgt', 1, 1, 'BranchAndFinancialInstitutionIdentification6'],
      ['DbtrAgtAcct', 0, 1, 'never'],
      ['InstrForDbtrAgt', 0, 1, 'never'],
      ['UltmtDbtr', 0, 1, 'PartyIdentification135'],
      ['ChrgBr', 0, 1, 'ChargeBearerType1Code'],
      ['ChrgsAcct', 0, 1, 'never'],
      ['ChrgsAcctAgt', 0, 1, 'never'],
      ['CdtTrfTxInf', 1, many, 'CreditTransferTransaction34'],
    ],
  },
  PaymentTypeInformation26: {
    children: [
      ['InstrPrty', 0, 1, 'never'],
      ['SvcLvl', 0, many, 'ServiceLevel8Choice'],
      ['LclInstrm', 0, 1, 'never'],
      ['CtgyPurp', 0, 1, 'never'],
    ],
  },
  ServiceLevel8Choice: {
    choice: true,
    children: [
      ['Cd', 0, 1, 'External4'],
      ['Prtry', 0, 1, 'Max35Text'],
    ],
  },
  DateAndDateTime2Choice: {
    choice: true,
    children: [
      ['Dt', 0, 1, 'ISODate'],
      ['DtTm', 0, 1, 'ISODateTime'],
    ],
  },
  PartyIdentification135: {
    children: [
      ['Nm', 0, 1, 'Max140Text'],
      ['PstlAdr', 0, 1, 'PostalAddress24'],
      ['Id', 0, 1, 'never'],
      ['CtryOfRes', 0, 1, 'CountryCode'],
      ['CtctDtls', 0, 1, 'never'],
    ],
  },
  PostalAddress24: {
    children: [
      ['AdrTp', 0, 1, 'never'],
      ['Dept', 0, 1, 'never'],
      ['SubDept', 0, 1, 'never'],
      ['StrtNm', 0, 1, 'Max70Text'],
      ['BldgNb', 0, 1, 'Max16Text'],
      ['BldgNm', 0, 1, 'never'],
      ['Flr', 0, 1, 'never'],
      ['PstBx', 0, 1, 'never'],
      ['Room', 0, 1, 'never'],
      ['PstCd', 0, 1, 'Max16Text'],
      ['TwnNm', 0, 1, 'Max35Text'],
      ['TwnLctnNm', 0, 1, 'never'],
      ['DstrctNm', 0, 1, 'never'],
      ['CtrySubDvsn', 0, 1, 'never'],
      ['Ctry', 0, 1, 'CountryCode'],
      ['AdrLine', 0, 7, 'Max70Text'],
    ],
  },
  CashAccount38: {
    children: [
      ['Id', 1, 1, 'AccountIdentification4Choice'],
      ['Tp', 0, 1, 'never'],
      ['Ccy', 0, 1, 'CurrencyCode'],
      ['Nm', 0, 1, 'Max70Text'],
      ['Prxy', 0, 1, 'never'],
    ],
  },
  AccountIdentification4Choice: {
    choice: true,
    children: [
      ['IBAN', 0, 1, 'IBAN2007Identifier'],
      ['Othr', 0, 1, 'GenericAccountIdentification1'],
    ],
  },
  GenericAccountIdentification1: {
    children: [
      ['Id', 1, 1, 'Max34Text'],
      ['SchmeNm', 0, 1, 'never'],
      ['Issr', 0, 1, 'Max35Text'],
    ],
  },
  BranchAndFinancialInstitutionIdentification6: {
    children: [
      ['FinInstnId', 1, 1, 'FinancialInstitutionIdentification18'],
      ['BrnchId', 0, 1, 'never'],
    ],
  },
  FinancialInstitutionIdentification18: {
    children: [
      ['BICFI', 0, 1, 'BICFI'],
      ['ClrSysMmbId', 0, 1, 'ClearingSystemMemberIdentification2'],
      ['LEI', 0, 1, 'never'],
      ['Nm', 0, 1, 'Max140Text'],
      ['PstlAdr', 0, 1, 'PostalAddress24'],
      ['Othr', 0, 1, 'never'],
    ],
  },
  ClearingSystemMemberIdentification2: {
    children: [
      ['ClrSysId', 0, 1, 'ClearingSystemIdentification2Choice'],
      ['MmbId', 1, 1, 'Max35Text'],
    ],
  },
  ClearingSystemIdentification2Choice: {
    choice: true,
    children: [
      ['Cd', 0, 1, 'External5'],
      ['Prtry', 0, 1, 'Max35Text'],
    ],
  },
  CreditTransferTransaction34: {
    children: [
      ['PmtId', 1, 1, 'PaymentIdentification6'],
      ['PmtTpInf', 0, 1, 'PaymentTypeInformation26'],
      ['Amt', 1, 1, 'AmountType4Choice'],
      ['XchgRateInf', 0, 1, 'never'],
      ['ChrgBr', 0, 1, 'ChargeBearerType1Code'],
      ['ChqInstr', 0, 1, 'never'],
      ['UltmtDbtr', 0, 1, 'PartyIdentification135'],
      ['IntrmyAgt1', 0, 1, 'never'],
      ['IntrmyAgt1Acct', 0, 1, 'never'],
      ['IntrmyAgt2', 0, 1, 'never'],
      ['IntrmyAgt2Acct', 0, 1, 'never'],
      ['IntrmyAgt3', 0, 1, 'never'],
      ['IntrmyAgt3Acct', 0, 1, 'never'],
      ['CdtrAgt', 0, 1, 'BranchAndFinancialInstitutionIdentification6'],
      ['CdtrAgtAcct', 0, 1, 'never'],
      ['Cdtr', 0, 1, 'PartyIdentification135'],
      ['CdtrAcct', 0, 1, 'CashAccount38'],
      ['UltmtCdtr', 0, 1, 'PartyIdentification135'],
      ['InstrForCdtrAgt', 0, many, 'never'],
      ['InstrForDbtrAgt', 0, 1, 'never'],
      ['Purp', 0, 1, 'never'],
      ['RgltryRptg', 0, 10, 'never'],
      ['Tax', 0, 1, 'never'],
      ['RltdRmtInf', 0, 10, 'never'],
      ['RmtInf', 0, 1, 'RemittanceInformation16'],
      ['SplmtryData', 0, many, 'never'],
    ],
  },
  PaymentIdentification6: {
    children: [
      ['InstrId', 0, 1, 'Max35Text'],
      ['EndToEndId', 1, 1, 'Max35Text'],
      ['UETR', 0, 1, 'never'],
    ],
  },
  AmountType4Choice: {
    choice: true,
    children: [
      ['InstdAmt', 0, 1, 'ActiveOrHistoricCurrencyAndAmount'],
      ['EqvtAmt', 0, 1, 'never'],
    ],
  },
  RemittanceInformation16: {
    children: [
      ['Ustrd', 0, many, 'Max140Text'],
      ['Strd', 0, many, 'never'],
    ],
  },
  Max15NumericText: { leaf: /^\d{1,15}$/ },
  Max16Text: { leaf: text(16) },
  Max34Text: { leaf: text(34) },
  Max35Text: { leaf: text(35) },
  Max70Text: { leaf: text(70) },
  Max140Text: { leaf: text(140) },
  External4: { leaf: text(4) },
  External5: { leaf: text(5) },
  ISODate: { leaf: /^\d{4}-\d{2}-\d{2}$/ },
  ISODateTime: { leaf: /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})?$/ },
  DecimalNumber: { leaf: /^\d{1,17}(\.\d{1,17})?$/ },
  PaymentMethod3Code: { leaf: /^(CHK|TRF|TRA)$/ },
  BatchBookingIndicator: { leaf: /^(true|false)$/ },
  ChargeBearerType1Code: { leaf: /^(DEBT|CRED|SHAR|SLEV)$/ },
  CountryCode: { leaf: /^[A-Z]{2}$/ },
  CurrencyCode: { leaf: /^[A-Z]{3}$/ },
  IBAN2007Identifier: { leaf: /^[A-Z]{2}[0-9]{2}[a-zA-Z0-9]{1,30}$/ },
  BICFI: { leaf: bic },
  ActiveOrHistoricCurrencyAndAmount: { leaf: /^\d{1,13}(\.\d{1,5})?$/, attributes: { Ccy: /^[A-Z]{3}$/ } },
};

/** What of a file breaks the schema, by path; nothing when it is sound. */
export function schemaFaults(xml: string): string[] {
  return faultsOf(xml, types, 'urn:iso:std:iso:20022:tech:xsd:pain.001.001.09');
}
