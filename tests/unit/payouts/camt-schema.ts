import { faultsOf, type Types } from './schema-checker.ts';

const many = Number.POSITIVE_INFINITY;
const text = (max: number) => new RegExp(`^[\\s\\S]{1,${max}}$`, 'u');

/**
 * The published schema of camt.053.001.08 as far as banks' statements are read here; what is not read is named, so that it may stand
 * there and in its place alone. Written from the message definition (ISO 20022, Bank-to-Customer Cash Management
 * 2019) and compared with the published XSD on 26 November 2026.
 */
const types: Types = {
  Document: { children: [['BkToCstmrStmt', 1, 1, 'BankToCustomerStatementV08']] },
  BankToCustomerStatementV08: {
    children: [
      ['GrpHdr', 1, 1, 'GroupHeader81'],
      ['Stmt', 1, many, 'AccountStatement9'],
      ['SplmtryData', 0, many, 'never'],
    ],
  },
  GroupHeader81: {
    children: [
      ['MsgId', 1, 1, 'Max35Text'],
      ['CreDtTm', 1, 1, 'ISODateTime'],
      ['MsgRcpt', 0, 1, 'never'],
      ['MsgPgntn', 0, 1, 'never'],
      ['OrgnlBizQry', 0, 1, 'never'],
      ['AddtlInf', 0, 1, 'Max500Text'],
    ],
  },
  AccountStatement9: {
    children: [
      ['Id', 1, 1, 'Max35Text'],
      ['StmtPgntn', 0, 1, 'never'],
      ['ElctrncSeqNb', 0, 1, 'DecimalNumber'],
      ['RptgSeq', 0, 1, 'never'],
      ['LglSeqNb', 0, 1, 'DecimalNumber'],
      ['CreDtTm', 0, 1, 'ISODateTime'],
      ['FrToDt', 0, 1, 'never'],
      ['CpyDplctInd', 0, 1, 'never'],
      ['RptgSrc', 0, 1, 'never'],
      ['Acct', 1, 1, 'CashAccount39'],
      ['RltdAcct', 0, 1, 'never'],
      ['Intrst', 0, many, 'never'],
      ['Bal', 1, many, 'CashBalance8'],
      ['TxsSummry', 0, 1, 'never'],
      ['Ntry', 0, many, 'ReportEntry10'],
      ['AddtlStmtInf', 0, 1, 'Max500Text'],
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
  CashAccount39: {
    children: [
      ['Id', 1, 1, 'AccountIdentification4Choice'],
      ['Tp', 0, 1, 'never'],
      ['Ccy', 0, 1, 'CurrencyCode'],
      ['Nm', 0, 1, 'Max70Text'],
      ['Prxy', 0, 1, 'never'],
      ['Ownr', 0, 1, 'never'],
      ['Svcr', 0, 1, 'never'],
    ],
  },
  AccountIdentification4Choice: {
    choice: true,
    children: [
      ['IBAN', 0, 1, 'IBAN2007Identifier'],
      ['Othr', 0, 1, 'never'],
    ],
  },
  CashBalance8: {
    children: [
      ['Tp', 1, 1, 'BalanceType13'],
      ['CdtLine', 0, many, 'never'],
      ['Amt', 1, 1, 'ActiveOrHistoricCurrencyAndAmount'],
      ['CdtDbtInd', 1, 1, 'CreditDebitCode'],
      ['Dt', 1, 1, 'DateAndDateTime2Choice'],
      ['Avlbty', 0, many, 'never'],
    ],
  },
  BalanceType13: {
    children: [
      ['CdOrPrtry', 1, 1, 'CodeChoice'],
      ['SubTp', 0, 1, 'never'],
    ],
  },
  CodeChoice: {
    choice: true,
    children: [
      ['Cd', 0, 1, 'External4'],
      ['Prtry', 0, 1, 'Max35Text'],
    ],
  },
  ReportEntry10: {
    children: [
      ['NtryRef', 0, 1, 'Max35Text'],
      ['Amt', 1, 1, 'ActiveOrHistoricCurrencyAndAmount'],
      ['CdtDbtInd', 1, 1, 'CreditDebitCode'],
      ['RvslInd', 0, 1, 'Indicator'],
      ['Sts', 1, 1, 'CodeChoice'],
      ['BookgDt', 0, 1, 'DateAndDateTime2Choice'],
      ['ValDt', 0, 1, 'DateAndDateTime2Choice'],
      ['AcctSvcrRef', 0, 1, 'Max35Text'],
      ['Avlbty', 0, many, 'never'],
      ['BkTxCd', 1, 1, 'BankTransactionCodeStructure4'],
      ['ComssnWvrInd', 0, 1, 'Indicator'],
      ['AddtlInfInd', 0, 1, 'never'],
      ['AmtDtls', 0, 1, 'never'],
      ['Chrgs', 0, 1, 'never'],
      ['TechInptChanl', 0, 1, 'never'],
      ['Intrst', 0, 1, 'never'],
      ['CardTx', 0, 1, 'never'],
      ['NtryDtls', 0, many, 'EntryDetails9'],
      ['AddtlNtryInf', 0, 1, 'Max500Text'],
    ],
  },
  BankTransactionCodeStructure4: {
    children: [
      ['Domn', 0, 1, 'never'],
      ['Prtry', 0, 1, 'ProprietaryBankTransactionCodeStructure1'],
    ],
  },
  ProprietaryBankTransactionCodeStructure1: {
    children: [
      ['Cd', 1, 1, 'Max35Text'],
      ['Issr', 0, 1, 'Max35Text'],
    ],
  },
  EntryDetails9: {
    children: [
      ['Btch', 0, 1, 'never'],
      ['TxDtls', 0, many, 'EntryTransaction10'],
    ],
  },
  EntryTransaction10: {
    children: [
      ['Refs', 0, 1, 'TransactionReferences6'],
      ['Amt', 0, 1, 'ActiveOrHistoricCurrencyAndAmount'],
      ['CdtDbtInd', 0, 1, 'CreditDebitCode'],
      ['AmtDtls', 0, 1, 'never'],
      ['Avlbty', 0, many, 'never'],
      ['BkTxCd', 0, 1, 'BankTransactionCodeStructure4'],
      ['Chrgs', 0, 1, 'never'],
      ['Intrst', 0, 1, 'never'],
      ['RltdPties', 0, 1, 'TransactionParties6'],
      ['RltdAgts', 0, 1, 'never'],
      ['LclInstrm', 0, 1, 'never'],
      ['Purp', 0, 1, 'never'],
      ['RltdRmtInf', 0, 10, 'never'],
      ['RmtInf', 0, 1, 'RemittanceInformation16'],
      ['RltdDts', 0, 1, 'never'],
      ['RltdPric', 0, 1, 'never'],
      ['RltdQties', 0, many, 'never'],
      ['FinInstrmId', 0, 1, 'never'],
      ['Tax', 0, 1, 'never'],
      ['RtrInf', 0, 1, 'PaymentReturnReason5'],
      ['CorpActn', 0, 1, 'never'],
      ['SfkpgAcct', 0, 1, 'never'],
      ['CshDpst', 0, many, 'never'],
      ['CardTx', 0, 1, 'never'],
      ['AddtlTxInf', 0, 1, 'Max500Text'],
      ['SplmtryData', 0, many, 'never'],
    ],
  },
  TransactionReferences6: {
    children: [
      ['MsgId', 0, 1, 'Max35Text'],
      ['AcctSvcrRef', 0, 1, 'Max35Text'],
      ['PmtInfId', 0, 1, 'Max35Text'],
      ['InstrId', 0, 1, 'Max35Text'],
      ['EndToEndId', 0, 1, 'Max35Text'],
      ['UETR', 0, 1, 'never'],
      ['TxId', 0, 1, 'Max35Text'],
      ['MndtId', 0, 1, 'Max35Text'],
      ['ChqNb', 0, 1, 'Max35Text'],
      ['ClrSysRef', 0, 1, 'Max35Text'],
      ['AcctOwnrTxId', 0, 1, 'Max35Text'],
      ['AcctSvcrTxId', 0, 1, 'Max35Text'],
      ['MktInfrstrctrTxId', 0, 1, 'Max35Text'],
      ['PrcgId', 0, 1, 'Max35Text'],
      ['Prtry', 0, many, 'never'],
    ],
  },
  TransactionParties6: {
    children: [
      ['InitgPty', 0, 1, 'Party40Choice'],
      ['Dbtr', 0, 1, 'Party40Choice'],
      ['DbtrAcct', 0, 1, 'CashAccount38'],
      ['UltmtDbtr', 0, 1, 'Party40Choice'],
      ['Cdtr', 0, 1, 'Party40Choice'],
      ['CdtrAcct', 0, 1, 'CashAccount38'],
      ['UltmtCdtr', 0, 1, 'Party40Choice'],
      ['TradgPty', 0, 1, 'Party40Choice'],
      ['Prtry', 0, many, 'never'],
    ],
  },
  Party40Choice: {
    choice: true,
    children: [
      ['Pty', 0, 1, 'PartyIdentification135'],
      ['Agt', 0, 1, 'never'],
    ],
  },
  PartyIdentification135: {
    children: [
      ['Nm', 0, 1, 'Max140Text'],
      ['PstlAdr', 0, 1, 'never'],
      ['Id', 0, 1, 'never'],
      ['CtryOfRes', 0, 1, 'never'],
      ['CtctDtls', 0, 1, 'never'],
    ],
  },
  RemittanceInformation16: {
    children: [
      ['Ustrd', 0, many, 'Max140Text'],
      ['Strd', 0, many, 'never'],
    ],
  },
  PaymentReturnReason5: {
    children: [
      ['OrgnlBkTxCd', 0, 1, 'never'],
      ['Orgtr', 0, 1, 'never'],
      ['Rsn', 0, 1, 'CodeChoice'],
      ['AddtlInf', 0, many, 'Max105Text'],
    ],
  },
  DateAndDateTime2Choice: {
    choice: true,
    children: [
      ['Dt', 0, 1, 'ISODate'],
      ['DtTm', 0, 1, 'ISODateTime'],
    ],
  },
  Max35Text: { leaf: text(35) },
  Max70Text: { leaf: text(70) },
  Max105Text: { leaf: text(105) },
  Max140Text: { leaf: text(140) },
  Max500Text: { leaf: text(500) },
  External4: { leaf: text(4) },
  Indicator: { leaf: /^(true|false)$/ },
  CreditDebitCode: { leaf: /^(CRDT|DBIT)$/ },
  ISODate: { leaf: /^\d{4}-\d{2}-\d{2}$/ },
  ISODateTime: { leaf: /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})?$/ },
  DecimalNumber: { leaf: /^\d{1,17}(\.\d{1,17})?$/ },
  CurrencyCode: { leaf: /^[A-Z]{3}$/ },
  IBAN2007Identifier: { leaf: /^[A-Z]{2}[0-9]{2}[a-zA-Z0-9]{1,30}$/ },
  ActiveOrHistoricCurrencyAndAmount: { leaf: /^\d{1,13}(\.\d{1,5})?$/, attributes: { Ccy: /^[A-Z]{3}$/ } },
};

/** What of a statement breaks the schema, by path; nothing when it is sound. */
export function camtFaults(xml: string): string[] {
  return faultsOf(xml, types, 'urn:iso:std:iso:20022:tech:xsd:camt.053.001.08');
}
