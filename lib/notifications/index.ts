export { type CaughtMail, caughtMails, readCaught } from './caught.ts';
export { type Composed, compose } from './compose.ts';
export { type Mail, queueMail, queueMails, sendMail, subjectFor } from './mail.ts';
export type { MailItem, MailSection, StopLinks } from './sections.ts';
export type { MailParams, MailTemplate, OrderMail } from './templates.ts';
