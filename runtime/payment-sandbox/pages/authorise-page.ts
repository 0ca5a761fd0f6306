import type { Stripe } from 'stripe';
import { formatAmount } from '../currency.ts';
import type { Attempt } from '../objects.ts';
import { layout, type Markup, markup } from './layout.ts';
import { banks } from './pay-page.ts';
import type { Language } from './texts.ts';

/** A picture that looks like a code to scan; it holds nothing. */
function codePicture(seed: string): Markup {
  const side = 21;
  const corner = (x: number, y: number) => (x < 7 || x > 13) && (y < 7 || (y > 13 && x < 7));
  const cells: Markup[] = [];
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      const inner = [x % 14, y % 14];
      const ring = Math.max(Math.abs((inner[0] ?? 0) - 3), Math.abs((inner[1] ?? 0) - 3));
      const dark = corner(x, y)
        ? ring === 3 || ring <= 1
        : (seed.charCodeAt((x * 5 + y * 3) % seed.length) * (x + 2 * y + 7)) % 5 < 2;
      if (dark) cells.push(markup`<rect x="${x}" y="${y}" width="1" height="1"/>`);
    }
  }
  return markup`<svg class="qr" viewBox="-1 -1 23 23" fill="currentColor" aria-hidden="true">${cells}</svg>`;
}

/** The step in which the buyer's bank or wallet would ask: 3-D Secure, Alipay, WeChat Pay, Przelewy24, BLIK. */
export function authorisePage(
  attempt: Attempt,
  intent: Stripe.PaymentIntent,
  { lang, locale, texts }: Language,
): string {
  const { instrument } = attempt;
  const amount = formatAmount(intent.amount, intent.currency, locale);
  const bank =
    instrument.type === 'p24' ? Object.entries(banks).find(([code]) => code === instrument.bank)?.[1] : undefined;
  const title = bank ?? texts.confirmTitle[instrument.type];
  const body = markup`<h1>${title}</h1>
<p class="amount">${amount}</p>
<p>${texts.confirmText[instrument.type]}</p>
${instrument.type === 'card' && markup`<p class="soft">${texts.methods.card}: •••• ${instrument.last4}</p>`}
${instrument.type === 'wechat_pay' && codePicture(attempt.id)}
<form class="box" method="post" action="/authorise/${attempt.id}">
<button name="decision" value="approve">${texts.approve}</button>
<button class="second" name="decision" value="refuse">${texts.refuse}</button>
</form>`;
  return layout({ lang, title: `${title} – ${amount}`, banner: texts.banner, body });
}
