import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, expectAccessible, expectNoOverflow, signInAs, test } from './journey.ts';

/** What `npm run messages -- …` prints, asking the installation with a token. */
async function messages(url: string, token: string, ...asked: readonly string[]): Promise<string> {
  const script = path.join(import.meta.dirname, '../runtime/messages.ts');
  const env = { ...process.env, TRANSLATIONS_URL: url, TRANSLATIONS_TOKEN: token };
  return (await promisify(execFile)(process.execPath, [script, ...asked], { env, maxBuffer: 2 ** 24 })).stdout;
}

test('a translator takes strings out, brings them back, looks a term up and gives a program access', async ({
  page,
  request,
  baseURL,
}) => {
  await signInAs(page, 'en', 'Szabó Eszter');
  await page.goto('/en/translate');
  await page.getByRole('navigation', { name: 'Translators’ tools' }).getByRole('link', { name: 'Files' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Files of translations');
  await page.getByRole('link', { name: 'Polish' }).click();
  await page.waitForURL(/to=pl/);
  await expectAccessible(page);

  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'JSON', exact: true }).click(),
  ]);
  const strings: Record<string, string> = JSON.parse(await readFile(await download.path(), 'utf8'));
  expect(Object.keys(strings).length).toBeGreaterThan(4_000);

  await test.step('a bad file is refused with its place, and a good one is looked at first', async () => {
    const upload = async (name: string, text: string) => {
      await page
        .getByLabel('File of translations')
        .setInputFiles({ name, mimeType: 'text/plain', buffer: Buffer.from(text) });
      await page.getByRole('button', { name: 'See what it would change' }).click();
    };
    await upload('bomb.xlf', '<?xml version="1.0"?>\n<!DOCTYPE x [<!ENTITY a "a">]>\n<xliff version="2.1"/>');
    await expect(page.getByText('Line 2 declares a document type.', { exact: false })).toBeVisible();
    const key = 'exchange.exchange.out';
    await upload(
      'pl.json',
      JSON.stringify({ [key]: 'Wyeksportuj', 'no.such_key': 'Nic', 'exchange.exchange.in': 'Z <b>tagiem' }),
    );
    await page.waitForURL(/\/translate\/exchange\/[0-9a-f-]{36}/);
    await expect(page.getByText('There is no such string', { exact: false })).toBeVisible();
    await expect(page.getByText('The tags differ from the source', { exact: false })).toBeVisible();
    await expectAccessible(page);
    await page.setViewportSize({ width: 390, height: 844 });
    await expectNoOverflow(page);
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.getByRole('button', { name: 'Do it' }).click();
    await expect(page.getByText('Everything below was taken.', { exact: false })).toBeVisible();
    await expect(async () => {
      await page.goto('/pl/translate/exchange?to=pl');
      await expect(page.getByRole('heading', { name: 'Wyeksportuj' })).toBeVisible({ timeout: 1_000 });
    }).toPass({ timeout: 10_000 });
  });

  await test.step('the glossary', async () => {
    await page.goto('/en/translate/glossary?to=pl');
    await page.getByLabel('Find a term').fill('licencjobiorca');
    await page.getByRole('button', { name: 'Show', exact: true }).click();
    await page.getByRole('link', { name: 'licensee' }).click();
    await expect(page.getByText('Managers of the language change its glossary.')).toBeVisible();
    await expectAccessible(page);
  });

  await test.step('a token reads its languages, no others, and nothing after it has ended', async () => {
    await page.goto('/en/translate/tokens');
    await page.getByLabel('What is it for').fill('Agency');
    await page.getByRole('checkbox', { name: 'Polish' }).check();
    await page.getByRole('button', { name: 'Make it' }).click();
    const told = await page.getByText(/Your token: amtr_/).textContent();
    const token = /amtr_[\w-]+/.exec(told ?? '')?.[0] ?? '';
    const read = (locale: string) =>
      request.get(`/api/v1/translations/${locale}?format=po`, { headers: { authorization: `Bearer ${token}` } });
    const po = await read('pl');
    expect(await po.text()).toContain('msgctxt "exchange.exchange.out"');
    expect((await read('bg')).status()).toBe(403);
    await expectAccessible(page);
    await page.getByRole('button', { name: 'End it' }).first().click();
    await expect(page.getByText('Ended', { exact: true }).first()).toBeVisible();
    expect((await read('pl')).status()).toBe(401);
  });

  await test.step('the command line shows what an installation has published, and publishes what the files have', async () => {
    await page.goto('/en/translate/tokens');
    await page.getByLabel('What is it for').fill('CI');
    await page.getByRole('checkbox', { name: 'Hungarian' }).check();
    await page.getByLabel('What it may do').selectOption('write');
    await page.getByRole('button', { name: 'Make it' }).click();
    const told = await page.getByText(/Your token: amtr_/).textContent();
    const token = /amtr_[\w-]+/.exec(told ?? '')?.[0] ?? '';
    // Another word each time: a run that broke off has left its own.
    const word = `Kiírás ${Date.now().toString(36)}`;
    const published = await request.post('/api/v1/translations/hu?name=hu.json&apply=1', {
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      data: { 'exchange.exchange.out': word },
    });
    expect(await published.json()).toMatchObject({ applied: 1 });
    const cli = (...asked: readonly string[]) => messages(baseURL ?? '', token, ...asked);
    expect(await cli('pull', 'hu', 'dry')).toContain(`{+${word}+}`);
    expect(await cli('push', 'hu')).toMatch(/~ exchange\.exchange\.out[\s\S]*0 new, 1 changed.*0 published/);
    expect(await cli('push', 'hu', 'apply')).toMatch(/1 changed.*1 published/);
    expect((await cli('pull', 'hu', 'dry')).trim()).toBe('Nothing differs.');
  });
});
