import { execFile } from 'node:child_process';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { test as base, expect, expectNoOverflow, signInAs } from './journey.ts';

/** A network that is away is what this journey is about: the browser may say so. */
const test = base.extend({
  errors: async ({ page }, use) => {
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(error.message));
    await use(errors);
    expect(errors, 'errors thrown by the page').toEqual([]);
  },
});

/** A string that no other journey touches. */
const unit = 'workbench.keys.close';
const address = `/en/translate/pl?id=${unit}`;

interface Ran {
  readonly code: number;
  readonly out: string;
}

/** The command line, as an agency's or a build's machine runs it. */
function messages(site: string, token: string, ...args: readonly string[]): Promise<Ran> {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [path.join(import.meta.dirname, '../runtime/messages.ts'), ...args],
      { env: { ...process.env, TRANSLATIONS_URL: site, TRANSLATIONS_TOKEN: token }, maxBuffer: 64 * 1024 * 1024 },
      (error, stdout, stderr) => resolve({ code: Number(error?.code ?? 0), out: stdout + stderr }),
    );
  });
}

async function makeToken(page: Page, right: string): Promise<string> {
  await page.goto('/en/translate/tokens');
  await page.getByLabel('What is it for').fill(`CI, ${right}`);
  await page.getByRole('checkbox', { name: 'Polish' }).check();
  await page.getByLabel('What it may do').selectOption({ label: right });
  await page.getByRole('button', { name: 'Make it' }).click();
  const told = (await page.getByText(/Your token: amtr_/).textContent()) ?? '';
  return /amtr_[\w-]+/.exec(told)?.[0] ?? '';
}

test.describe('A translator on a train', () => {
  test.use({ locale: 'en-GB', viewport: { width: 1440, height: 1000 } });

  test('saves without a network, and what waited goes by itself or shows who was faster', async ({
    page,
    context,
    browser,
  }) => {
    await signInAs(page, 'en', 'Szabó Eszter');
    await page.goto(address);
    const field = page.getByLabel('Translation', { exact: true });
    await expect(field).toBeFocused();
    const before = await field.inputValue();
    const own = before.endsWith('!') ? before.replace(/!$/, '') : `${before}!`;

    await context.setOffline(true);
    await field.fill(own);
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(page.getByTestId('outbox')).toContainText('1 translation waits for the network');
    await expect(page.getByText('This wording waits in your browser')).toBeVisible();
    await context.setOffline(false);
    await expect(page.getByTestId('outbox')).toContainText('has been saved');
    await page.goto(address);
    await expect(field).toHaveValue(own);
    await expect(field).toBeFocused();

    // Somebody else saves the same string while the second wording waits: it comes back with the difference.
    const elsewhere = await browser.newContext({
      baseURL: new URL(page.url()).origin,
      storageState: await context.storageState(),
      locale: 'en-GB',
    });
    const other = await elsewhere.newPage();
    await other.goto(address);
    const otherField = other.getByLabel('Translation', { exact: true });
    await expect(otherField).toBeFocused();
    await context.setOffline(true);
    await field.fill(`${own}?`);
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(page.getByTestId('outbox')).toContainText('waits for the network');
    const theirs = `${own.replace(/!$/, '')}…`;
    await otherField.fill(theirs);
    await other.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(other.getByText('Saved. Readers see it now.')).toBeVisible();
    await elsewhere.close();
    await context.setOffline(false);
    await expect(page.getByTestId('outbox')).toContainText('1 translation came back and needs you');
    await expect(page.getByText('Somebody else saved this string')).toBeVisible();
    await page.getByRole('button', { name: 'Take theirs' }).click();
    await expect(field).toHaveValue(theirs);
    await page.setViewportSize({ width: 390, height: 844 });
    await expectNoOverflow(page);
  });

  test('whose agency pulls and pushes by the command line, with a token of its language and right', async ({
    page,
    baseURL,
  }) => {
    const site = baseURL ?? '';
    await signInAs(page, 'en', 'Szabó Eszter');
    const reads = await makeToken(page, 'Read');
    const pulled = await messages(site, reads, 'pull', 'pl', 'dry');
    expect(pulled.code, pulled.out).toBe(0);
    expect(pulled.out).toMatch(/Nothing differs|^[~+] [a-z_]+\./m);

    const foreign = await messages(site, reads, 'pull', 'bg', 'dry');
    expect(foreign).toMatchObject({ code: 1, out: expect.stringContaining('not for this language') });
    const mayNot = await messages(site, reads, 'push', 'pl');
    expect(mayNot).toMatchObject({ code: 1, out: expect.stringContaining('may only read') });
    const writes = await makeToken(page, 'Read and bring translations');
    const pushed = await messages(site, writes, 'push', 'pl');
    expect(pushed.out).toMatch(/\d+ new, \d+ changed, \d+ of a moved original, \d+ refused; 0 published\./);
    await page.getByRole('button', { name: 'End it' }).first().click();
    await expect(page.getByText('Ended', { exact: true }).first()).toBeVisible();
    const ended = await messages(site, writes, 'pull', 'pl', 'dry');
    expect(ended).toMatchObject({ code: 1, out: expect.stringContaining('has ended or has expired') });
  });
});
