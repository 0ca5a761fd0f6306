export { catchUpInvoices, issueCreditNote, issueInvoice, issueInvoices } from './issue.ts';
