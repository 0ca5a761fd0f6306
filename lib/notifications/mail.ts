import net from 'node:net';
import nodemailer from 'nodemailer';
import SMTPPool from 'nodemailer/lib/smtp-pool/index.js';
import { now } from '#lib/core/clock.ts';
import { config } from '#lib/core/config.ts';
import { type Email, Prisma } from '#lib/db/generated/client.ts';
import { prisma, type Tx } from '#lib/db/index.ts';
import { announcing } from '#lib/jobs/index.ts';
import type { Locale } from '#lib/languages/index.ts';
import { locale as requireLocale } from '#lib/languages/index.ts';
import { compose, composeSubject } from './compose.ts';
import type { MailParams, MailTemplate } from './templates.ts';

export interface Mail<T extends MailTemplate> {
  /** One mail a cause: asking twice sends once. */
  readonly cause: string;
  readonly template: T;
  readonly recipient: string;
  readonly locale: Locale;
  readonly params: MailParams[T];
  readonly orderId?: string;
}

/** Queues a mail in the caller's transaction, or by itself; a job sends it after the commit. */
export async function queueMail<T extends MailTemplate>(tx: Tx, mail: Mail<T>): Promise<void> {
  await queueMails(tx, [mail]);
}

/** The same of several mails at once, for the people of one enterprise or order. */
export async function queueMails(tx: Tx, mails: readonly Mail<MailTemplate>[]): Promise<void> {
  if (mails.length === 0) return;
  const rows = mails.map(({ orderId, ...mail }) => ({ ...mail, order_id: orderId ?? null }));
  await tx.$executeRaw`
    with made as (
      insert into email (cause, template, recipient, locale, params, order_id)
      select cause, template, recipient, locale, params, order_id from jsonb_populate_recordset(null::email, ${JSON.stringify(rows)}::jsonb)
      on conflict (cause) do nothing returning id)
    ${announcing('email.queued', Prisma.sql`select jsonb_build_object('emailId', id) from made`)}`;
}

/** With these a mail program shows its own button, which ends mails of this kind at one click (RFC 8058). */
function stopHeaders(params: MailParams[MailTemplate]): Record<string, string> {
  if (!('stop' in params)) return {};
  const { page, oneClick } = params.stop;
  if (!oneClick) return { 'List-Unsubscribe': `<${page}>` };
  return { 'List-Unsubscribe': `<${oneClick}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' };
}

/** What was queued, as it was typed then: a row's columns are text and JSON. */
function queued({ template, params }: Pick<Email, 'template' | 'params'>) {
  return { template: template as MailTemplate, params: params as unknown as MailParams[MailTemplate] };
}

/** What a mail that was queued is about, for somebody who reads another language than it was written in. */
export async function subjectFor(reader: Locale, email: Pick<Email, 'template' | 'params'>): Promise<string> {
  const { template, params } = queued(email);
  return composeSubject(template, reader, params);
}

let transport: ReturnType<typeof pooled> | undefined;

/**
 * A connection that sends what is small at once. The end of a mail is a packet of its own, and would wait 40 ms for the acknowledgement
 * that a receiving server delays (RFC 896 and RFC 1122, 4.2.3.2, against one another).
 */
const promptly: NonNullable<SMTPPool.Options['getSocket']> = ({ host, port, secure }, done) => {
  const failed = (error: Error) => done(error, undefined);
  const socket = net.connect({ host, port: port ?? (secure ? 465 : 587), noDelay: true }, () => {
    socket.off('error', failed);
    done(null, { connection: socket });
  });
  socket.once('error', failed);
};

/** One connection serves many mails: opening it costs the receiving server and us more than a mail. */
function pooled() {
  const pool = new SMTPPool({ url: config().SMTP_URL, pool: true, maxConnections: 2, getSocket: promptly });
  return nodemailer.createTransport(pool, {
    from: config().MAIL_FROM,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
}

/** Sends a queued mail as real MIME (text and HTML) through SMTP. A mail that is sent already is not sent again. */
export async function sendMail(emailId: string): Promise<void> {
  const email = await prisma().email.findUnique({ where: { id: emailId } });
  if (!email || email.status === 'sent') return;
  transport ??= pooled();
  const { template, params } = queued(email);
  const { subject, text, html } = await compose(template, requireLocale(email.locale), params);
  await transport.sendMail({
    to: email.recipient,
    subject,
    text,
    html,
    // The same id for a repeated try, so that a receiving server can recognise it.
    messageId: `<${email.id}@${new URL(config().SITE_URL).hostname}>`,
    headers: { 'Content-Language': email.locale, 'Auto-Submitted': 'auto-generated', ...stopHeaders(params) },
  });
  await prisma().email.update({ where: { id: emailId }, data: { status: 'sent', sentAt: now() } });
}
