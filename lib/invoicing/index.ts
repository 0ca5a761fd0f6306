export { catchUpInvoices, issueEach } from './catch-up.ts';
export { type Company, demoCompany, platformCompany } from './company.ts';
export {
  type CompanyField,
  companyFields,
  companyHistory,
  saveCompany,
  saveCompanySchema,
} from './company-details.ts';
export { creditOf, type GivenBack } from './credit.ts';
export type { InvoiceData } from './data.ts';
export {
  invoiceRow,
  issueCreditNote,
  issueInvoice,
  issueInvoices,
  issueLossCreditNote,
  type Links,
  taxRows,
} from './issue.ts';
export { issueDueInvoiceAgain, issueInvoiceAgain } from './issue-again.ts';
export { issueDueCreditNote, issueDueInvoice } from './issue-licensed.ts';
export { issueTranslationCreditNote, issueTranslationInvoice } from './issue-translated.ts';
export { creditOfReturn, invoiceOfDue, type Licensed } from './licensed.ts';
export { type EnterprisePaper, papersOfEnterprises } from './listed.ts';
export {
  invoicePdf,
  invoiceXml,
  isParcelPaper,
  type ListedPaper,
  type PaperFile,
  type PaperOfDue,
  papersOf,
  papersOfDues,
  papersOfTranslation,
  parcelPdf,
  proformaPdf,
} from './papers.ts';
export { type Activity, type Missing, missingOf, type SellerYear, type Standing, standingOf } from './reports/dac7.ts';
export { type Period, periodsBefore, readPeriod } from './reports/period.ts';
export { dac7File, sellerYears } from './reports/seller-years.ts';
export { readTaxDetails, saveTaxDetails, taxDetailsSchema } from './reports/tax-details.ts';
export {
  isScheme,
  type Reconciled,
  reconcileTax,
  type Scheme,
  schemePeriods,
  type TaxReturn,
  taxReturn,
  taxReturnCsv,
} from './reports/tax-return.ts';
export { invoiceOf, type Sold } from './sold.ts';
export { creditOfTranslation, invoiceOfTranslation, type Translated } from './translated.ts';
