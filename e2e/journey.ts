import AxeBuilder from '@axe-core/playwright';
import { test as base, expect, type Locator, type Page } from '@playwright/test';

/** A test that also fails when the browser logged an error or a page threw. */
export const test = base.extend<{ errors: string[] }>({
  errors: [
    async ({ page }, use) => {
      const errors: string[] = [];
      page.on('pageerror', (error) => errors.push(error.message));
      page.on('console', (message) => {
        // The answer of a page that is meant to be missing or of an expected refusal is not an error of ours.
        if (message.type() === 'error' && !/status of (401|402|404|422)|about:srcdoc/.test(message.text()))
          errors.push(message.text());
      });
      await use(errors);
      expect(errors, 'errors logged by the browser').toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };

async function expectNoViolations(builder: AxeBuilder): Promise<void> {
  const { violations } = await builder.analyze();
  expect(
    violations.map(
      (violation) => `${violation.id}: ${violation.nodes.map((node) => node.target.join(' ')).join(', ')}`,
    ),
  ).toEqual([]);
}

/** Nothing on the page breaks WCAG 2.2 AA as far as a machine can tell. */
export async function expectAccessible(page: Page): Promise<void> {
  const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
  // After a click the title comes a moment later than the page's address.
  await expect(page).toHaveTitle(/\S/);
  await expectNoViolations(new AxeBuilder({ page }).withTags(tags));
}

/** Words stand out from their ground: all that other colours can break. */
export async function expectContrast(page: Page): Promise<void> {
  await expectNoViolations(new AxeBuilder({ page }).withRules(['color-contrast']));
}

/** Nothing sticks out to the right. */
export async function expectNoOverflow(page: Page): Promise<void> {
  // A page that a click is just leaving has no document for a moment.
  await page.waitForLoadState('load');
  await expect(async () => {
    const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(over, 'pixels wider than the window').toBeLessThanOrEqual(0);
  }).toPass({ timeout: 20_000 });
}

/** Signs in as a person of the demo by one click. */
export async function signInAs(page: Page, locale: string, name: string): Promise<void> {
  await page.goto(`/${locale}/sign-in`);
  await page.getByRole('button', { name }).click();
  await page.waitForURL((url) => !url.pathname.endsWith('/sign-in'));
}

/** Asks for the code that proves who one is, and reads it in the mail's subject. `mailbox` is a page of its own. */
export async function askedCode(page: Page, mailbox: Page, email: string, ask: string): Promise<string> {
  const mails = mailbox.getByRole('link', { name: /\d{6}/ });
  const look = () => mailbox.goto(`/dev/mail?to=${encodeURIComponent(email)}`);
  await look();
  // Codes that others have asked for this person are there already.
  const before = await mails.allInnerTexts();
  await page.getByRole('button', { name: ask }).click();
  await expect(page.getByText(email)).toBeVisible();
  let mail = '';
  await expect(async () => {
    await look();
    mail = (await mails.allInnerTexts()).find((text) => !before.includes(text)) ?? '';
    expect(mail).not.toBe('');
  }).toPass({ timeout: 30_000 });
  return /\d{6}/.exec(mail)?.[0] ?? '';
}

/**
 * Sends a form that a code confirms, and waits for what shows that it was taken. Another journey of the same person may have asked for a code
 * meanwhile, which makes this one void: then it is asked for anew.
 */
export async function sendWithCode(
  page: Page,
  mailbox: Page,
  { email, ask, send, done }: { email: string; ask: string; send: string; done: Locator },
): Promise<void> {
  await expect(async () => {
    const code = await askedCode(page, mailbox, email, ask);
    await page.locator('main [name=mailCode]').fill(code);
    await page.getByRole('button', { name: send }).click();
    await expect(done).toBeVisible({ timeout: 20_000 });
  }).toPass({ timeout: 120_000 });
}

/** Waits for a mail to an address in the catcher and opens it. */
export async function openMail(page: Page, to: string, subject: RegExp): Promise<void> {
  await expect(async () => {
    await page.goto(`/dev/mail?to=${encodeURIComponent(to)}`);
    await expect(page.getByRole('link', { name: subject }).first()).toBeVisible({ timeout: 1_000 });
  }).toPass({ timeout: 30_000 });
  await page.getByRole('link', { name: subject }).first().click();
}

/** The first link of a shape in the newest mails to an address: other journeys' mails may be newer than the one looked for. */
export async function linkInNewestMails(page: Page, to: string, shape: RegExp): Promise<string | undefined> {
  await page.goto(`/dev/mail?to=${encodeURIComponent(to)}`);
  const mails = await page.locator(`a[href^="/dev/mail?name="]`).all();
  for (const mail of mails.slice(0, 10)) {
    const text = await (await page.request.get((await mail.getAttribute('href')) ?? '')).text();
    const link = shape.exec(text)?.[0];
    if (link) return link;
  }
  return undefined;
}

/** On the sandbox's page in Polish: pays with BLIK, comes back, and waits until the order is paid. */
export async function payWithBlik(page: Page): Promise<void> {
  await page
    .getByRole('link', { name: 'BLIK' })
    .or(page.getByRole('radio', { name: 'BLIK' }))
    .first()
    .click();
  await page.getByLabel('Kod BLIK').fill('123456');
  await page
    .getByRole('button', { name: /Przejdź do BLIK|Zapłać/ })
    .first()
    .click();
  await page.getByRole('button', { name: 'Potwierdź płatność' }).click();
  await page.waitForURL(/\/pl\/orders\/AS-/);
  await expect(page.getByText('Dziękujemy. Płatność dotarła.')).toBeVisible();
}
