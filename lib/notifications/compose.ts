import { config } from '#lib/core/config.ts';
import { type Locale, localeFacts, type Translator, translator } from '#lib/languages/index.ts';
import { escaped } from './escaped.ts';
import { type MailSection, sectionsHtml, sectionsText } from './sections.ts';
import type { MailParams, MailTemplate, OrderMail } from './templates.ts';

export interface Composed {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

function orderRows(t: Translator, order: OrderMail): string[][] {
  return [
    ...order.lines.map((line) => [t('order.line', { title: line.title, quantity: line.quantity }), line.amount]),
    ...(order.shipping ? [[t('order.shipping'), order.shipping]] : []),
    ...(order.discount ? [[t('order.discount', { codes: order.vouchers ?? '' }), order.discount]] : []),
    ...(order.tax ? [[t('order.tax'), order.tax]] : []),
    [t('order.total'), order.total],
  ];
}

function isOrderMail(params: MailParams[MailTemplate]): params is OrderMail {
  return 'lines' in params;
}

const font = "font-family:'Noto Sans','PingFang SC','Microsoft YaHei',Arial,sans-serif";

interface Page {
  readonly locale: Locale;
  readonly heading: string;
  readonly paragraphs: readonly string[];
  readonly rows: readonly string[][];
  readonly sections: readonly MailSection[];
  readonly action: { readonly label: string; readonly link: string };
  readonly footer: string;
  /** How to get no more of these. */
  readonly stop: { readonly label: string; readonly link: string } | null;
}

function page({ locale, heading, paragraphs, rows, sections, action, footer, stop }: Page): string {
  const table = rows
    .map(
      ([label = '', amount = '']) =>
        `<tr><td style="padding:8px 0;border-bottom:1px solid #e4dacb">${escaped(label)}</td><td style="padding:8px 0;border-bottom:1px solid #e4dacb;text-align:right;white-space:nowrap">${escaped(amount)}</td></tr>`,
    )
    .join('');
  return `<!doctype html><html lang="${locale}" dir="${localeFacts(locale).direction}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escaped(heading)}</title></head><body style="margin:0;background:#fbf8f3;color:#201a14;${font};font-size:16px;line-height:1.6"><table role="presentation" width="100%"><tr><td align="center" style="padding:32px 16px"><table role="presentation" width="100%" style="max-width:560px;text-align:left"><tr><td style="padding-bottom:24px"><span style="display:inline-block;background:#b02a1e;color:#fff;border-radius:2px;padding:1px 5px;font-family:serif">珀</span> <span style="font-family:'Noto Serif',Georgia,serif;font-size:19px">Ambersilk</span></td></tr><tr><td><h1 style="font-family:'Noto Serif',Georgia,serif;font-weight:500;font-size:26px;line-height:1.3;margin:0 0 16px">${escaped(heading)}</h1>${paragraphs.map((text) => `<p style="margin:0 0 16px;white-space:pre-line">${escaped(text)}</p>`).join('')}${table ? `<table role="presentation" width="100%" style="border-collapse:collapse;margin:8px 0 24px">${table}</table>` : ''}${sectionsHtml(sections)}<p style="margin:8px 0 32px"><a href="${escaped(action.link)}" style="display:inline-block;background:#a8570a;color:#fff;text-decoration:none;padding:13px 24px;border-radius:3px">${escaped(action.label)}</a></p></td></tr><tr><td style="border-top:1px solid #e4dacb;padding-top:16px;color:#6a5f52;font-size:13px">${escaped(footer)}${stop ? ` <a href="${escaped(stop.link)}" style="color:#6a5f52">${escaped(stop.label)}</a>` : ''}</td></tr></table></td></tr></table></body></html>`;
}

function wordsOf(params: MailParams[MailTemplate]): Record<string, string | number> {
  const words: Record<string, string | number> = {};
  for (const [name, value] of Object.entries(params))
    if (typeof value === 'string' || typeof value === 'number') words[name] = value;
  return words;
}

/** The subject of a mail alone, in the reader's language. */
export async function composeSubject(
  template: MailTemplate,
  locale: Locale,
  params: MailParams[MailTemplate],
): Promise<string> {
  const t = await translator(locale, 'mail');
  return t(`${template}.subject`, wordsOf(params));
}

/** Writes a mail in the reader's language, as plain text and as HTML that says the same. */
export async function compose(
  template: MailTemplate,
  locale: Locale,
  params: MailParams[MailTemplate],
): Promise<Composed> {
  const t = await translator(locale, 'mail');
  const words = wordsOf(params);
  const say = (key: string) => t(`${template}.${key}`, words);

  const optional = isOrderMail(params)
    ? (
        [
          ['downloads', params.hasDownloads],
          ['tickets', params.hasTickets],
          ['films', params.hasFilms],
        ] as const
      ).flatMap(([key, has]) => (has && t.has(`${template}.${key}`) ? [say(key)] : []))
    : [];
  const paragraphs = [...say('body').split('\n\n'), ...optional];
  const rows = isOrderMail(params) ? orderRows(t, params) : [];
  const action = { label: say('action'), link: params.link };
  const sections = 'sections' in params ? params.sections : [];
  const stop = 'stop' in params ? { label: t('stop'), link: params.stop.page } : null;
  const footer = t(stop ? 'footer_news' : 'footer', { site: new URL(config().SITE_URL).host });
  const heading = say('heading');
  const text = [
    heading,
    ...paragraphs,
    rows.map(([label, amount]) => `${label}: ${amount}`).join('\n'),
    sectionsText(sections),
    `${action.label}: ${action.link}`,
    [`-- \n${footer}`, stop ? `${stop.label}: ${stop.link}` : ''].filter(Boolean).join('\n'),
  ]
    .filter(Boolean)
    .join('\n\n');
  return {
    subject: say('subject'),
    text,
    html: page({ locale, heading, paragraphs, rows, sections, action, footer, stop }),
  };
}
