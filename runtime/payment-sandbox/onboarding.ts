import type { IncomingMessage } from 'node:http';
import { change, type Engine, ownContext, reader } from './engine.ts';
import { decodeForm } from './form.ts';
import { type Answer, html, readBody, seeOther } from './http.ts';
import type { OnboardingLink } from './objects.ts';
import { layout, markup } from './pages/layout.ts';
import { completeOnboarding } from './resources/accounts.ts';

const banner =
  'Payment sandbox: this is not a real onboarding page. Nothing is checked and nothing leaves this machine.';

interface Problems {
  readonly name?: string | undefined;
  readonly iban?: string | undefined;
}

interface Typed {
  readonly name: string;
  readonly iban: string;
  readonly problems: Problems;
}

/** Whether an account number's check digits are right (ISO 13616: modulo 97). */
export function passesIbanCheck(iban: string): boolean {
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(iban)) return false;
  const digits = [...(iban.slice(4) + iban.slice(0, 4))]
    .map((character) => Number.parseInt(character, 36).toString())
    .join('');
  return BigInt(digits) % 97n === 1n;
}

function page(link: OnboardingLink, { name, iban, problems }: Typed): string {
  const error = (id: string, message: string | undefined) =>
    message !== undefined && markup`<p class="error" id="${id}-error">${message}</p>`;
  const tied = (id: string, message: string | undefined) =>
    message !== undefined && markup` aria-invalid="true" aria-describedby="${id}-error"`;
  const body = markup`<h1>Set up payouts</h1>
<p>The account <code>${link.account}</code> will be able to receive transfers.</p>
<form class="box" method="post" novalidate>
<label for="name">Account holder</label>
<input id="name" name="name" value="${name}" autocomplete="name" maxlength="200" required${tied('name', problems.name)}>
${error('name', problems.name)}
<label for="iban">IBAN</label>
<p class="hint" id="iban-hint">For a trial: DE89 3704 0044 0532 0130 00</p>
<input id="iban" name="iban" value="${iban}" maxlength="42" required${tied('iban', problems.iban)}>
${error('iban', problems.iban)}
<button name="decision" value="submit">Agree and submit</button>
<button class="second" name="decision" value="later">Return later</button>
</form>`;
  return layout({ lang: 'en', title: 'Set up payouts', banner, body });
}

async function submit(engine: Engine, link: OnboardingLink, typed: { name: string; iban: string }): Promise<Answer> {
  const iban = typed.iban.replace(/\s/g, '').toUpperCase();
  const problems: Problems = {
    name: typed.name.trim() === '' ? 'Type the name of the account holder.' : undefined,
    iban: passesIbanCheck(iban) ? undefined : 'This IBAN is not right. Please check its characters.',
  };
  if (problems.name !== undefined || problems.iban !== undefined) return html(422, page(link, { ...typed, problems }));
  await change(engine, ownContext(engine), async (unit) => {
    const current = await unit.lock('sandbox.onboarding', link.id);
    if (current.used) return;
    unit.put('sandbox.onboarding', { ...current, used: true });
    await completeOnboarding(unit, link.account, { name: typed.name.trim(), iban });
  });
  return seeOther(link.return_url);
}

/** GET and POST /onboarding/<link>. A link that is used or over leads to the platform's refresh page, as Stripe's does. */
export async function answerOnboarding(engine: Engine, request: IncomingMessage, id: string): Promise<Answer> {
  const link = await reader(engine).load('sandbox.onboarding', id);
  if (!link)
    return html(404, layout({ lang: 'en', title: 'Page not found', banner, body: markup`<h1>Page not found</h1>` }));
  if (link.used || link.expires_at * 1_000 < engine.now()) return seeOther(link.refresh_url);
  if (request.method !== 'POST') return html(200, page(link, { name: '', iban: '', problems: {} }));
  const form = decodeForm(await readBody(request));
  const text = (name: string) => {
    const value = form[name];
    return typeof value === 'string' ? value.slice(0, 200) : '';
  };
  return text('decision') === 'later'
    ? seeOther(link.return_url)
    : submit(engine, link, { name: text('name'), iban: text('iban') });
}
