import { escaped } from './escaped.ts';

/** A listing in a mail of news. */
export interface MailItem {
  readonly title: string;
  readonly detail: string;
  readonly price: string;
  readonly link: string;
  /** Empty where it has none. */
  readonly picture: string;
}

export interface MailSection {
  readonly title: string;
  readonly link?: string;
  readonly items: readonly MailItem[];
}

/** How mails of a kind are ended: by a person on a page, and where nothing needs to be chosen there by one click of a mail program (RFC 8058). */
export interface StopLinks {
  readonly oneClick?: string;
  readonly page: string;
}

function itemRow({ title, detail, price, link, picture }: MailItem): string {
  const image = picture
    ? `<img src="${escaped(picture)}" width="84" height="105" alt="" style="display:block;width:84px;height:105px;object-fit:cover;border-radius:3px;background:#f3ece1">`
    : '';
  return `<tr><td width="84" valign="top" style="padding:10px 16px 10px 0;border-bottom:1px solid #e4dacb"><a href="${escaped(link)}">${image}</a></td><td valign="top" style="padding:10px 0;border-bottom:1px solid #e4dacb"><a href="${escaped(link)}" style="color:#201a14;text-decoration:none;font-weight:600">${escaped(title)}</a><br><span style="color:#6a5f52;font-size:14px">${escaped(detail)}</span><br><span style="white-space:nowrap">${escaped(price)}</span></td></tr>`;
}

/** The listings of a mail of news, under their headings. */
export function sectionsHtml(sections: readonly MailSection[]): string {
  return sections
    .map(({ title, link, items }) => {
      const heading = link
        ? `<a href="${escaped(link)}" style="color:#201a14;text-decoration:underline">${escaped(title)}</a>`
        : escaped(title);
      return `<h2 style="font-family:'Noto Serif',Georgia,serif;font-weight:500;font-size:19px;line-height:1.3;margin:16px 0 4px">${heading}</h2><table role="presentation" width="100%" style="border-collapse:collapse;margin:0 0 24px">${items.map(itemRow).join('')}</table>`;
    })
    .join('');
}

/** The same as plain text. */
export function sectionsText(sections: readonly MailSection[]): string {
  return sections
    .map(({ title, items }) =>
      [title, ...items.map((item) => `- ${item.title} · ${item.detail} · ${item.price}\n  ${item.link}`)].join('\n'),
    )
    .join('\n\n');
}
