import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { expect, expectAccessible, expectNoOverflow, signInAs, test } from './journey.ts';
import { words } from './words.ts';

const bg = words('bg');
const pl = words('pl');
const zh = words('zh-CN');

test.describe.configure({ mode: 'serial' });

/** Clicks a link that downloads, and reads what came. */
async function fetched(page: Page, link: RegExp | string, nth = 0): Promise<{ name: string; bytes: Buffer }> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: link }).nth(nth).click(),
  ]);
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
}

test.describe('A buyer in Warsaw, phone', () => {
  test.use({ locale: 'pl', viewport: { width: 390, height: 844 } });

  test('downloads the invoice of an order, as PDF and XML, which nobody else can', async ({ page, browser }) => {
    await signInAs(page, 'pl', 'Anna Nowak');
    await page.goto('/pl/orders');
    await page.getByRole('link', { name: /^AS-/ }).first().click();
    await page.waitForURL(/\/orders\/AS-/);
    await expect(page.getByRole('heading', { name: pl('invoicing.desk.title') })).toBeVisible();
    await expectNoOverflow(page);
    const invoice = pl('invoicing.desk.invoice').replace('{number}', '');
    const pdf = await fetched(page, new RegExp(`^${invoice}AS-`));
    expect(pdf.name).toMatch(/^AS-\d{4}-\d{6}\.pdf$/);
    expect(pdf.bytes.subarray(0, 8).toString()).toBe('%PDF-1.7');
    const xml = await fetched(page, /EN 16931/);
    expect(xml.name).toBe(pdf.name.replace('.pdf', '.xml'));
    expect(xml.bytes.toString()).toContain('urn:cen.eu:en16931:2017');
    const stranger = await browser.newContext();
    const base = new URL(page.url()).origin;
    expect((await stranger.request.get(`${base}/api/papers/invoices/${pdf.name}`)).status()).toBe(404);
    expect((await page.request.get(`${base}/api/papers/invoices/AS-2020-000001.pdf`)).status()).toBe(404);
    await stranger.close();
  });
});

test.describe('A buyer in Chengdu', () => {
  test.use({ locale: 'zh-CN', viewport: { width: 390, height: 844 } });

  test('finds everything bought without a parcel in the library', async ({ page }) => {
    await page.goto('/zh-CN/library');
    await expect(page.getByText(zh('library.guest_text'))).toBeVisible();
    await expectAccessible(page);
    await signInAs(page, 'zh-CN', '陈晓');
    await page.goto('/zh-CN/library');
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expectAccessible(page);
    await expectNoOverflow(page);
    const fetchedTimes = async () =>
      Number(/已下载 (\d+) 次/.exec(await page.getByRole('main').innerText())?.[1] ?? 'NaN');
    const before = await fetchedTimes();
    const file = await fetched(page, /^下载 /);
    expect(file.bytes.length).toBeGreaterThan(500);
    const licence = await fetched(page, zh('library.licence.link'));
    expect(licence.name).toMatch(/-licence\.pdf$/);
    expect(licence.bytes.subarray(0, 5).toString()).toBe('%PDF-');
    await page.reload();
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    expect(await fetchedTimes()).toBe(before + 1);
  });
});

test.describe('A maker in Troyan', () => {
  test.use({ locale: 'bg', viewport: { width: 1440, height: 1000 } });

  test('prints the packing slip of an order and says who it is for tax', async ({ page }) => {
    await signInAs(page, 'bg', 'Мария Петкова');
    await page.goto('/bg/studio/orders');
    await page.getByRole('link', { name: /^AS-/ }).first().click();
    await page.waitForURL(/\/studio\/orders\/AS-/);
    const slip = await fetched(page, bg('invoicing.desk.packing'));
    expect(slip.name).toMatch(/-packing\.pdf$/);
    expect(slip.bytes.subarray(0, 5).toString()).toBe('%PDF-');

    await page.goto('/bg/studio/tax');
    await expectAccessible(page);
    await page.getByLabel(bg('tax.details.tin'), { exact: true }).fill('831650348');
    await page.getByLabel(bg('tax.details.street')).fill('ул. Опълченска 3');
    await page.getByLabel(bg('tax.details.postal_code')).fill('5600');
    await page.getByLabel(bg('tax.details.city')).fill('Троян');
    await page.getByLabel(bg('tax.details.since')).fill('1998-04-01');
    await page.getByRole('button', { name: bg('tax.details.save') }).click();
    await expect(page.getByText(bg('errors.invoicing.tin')).first()).toBeVisible();
    await expect(page.getByLabel(bg('tax.details.street'))).toHaveValue('ул. Опълченска 3');
    await page.getByLabel(bg('tax.details.tin'), { exact: true }).fill('831 650 349');
    await page.getByRole('button', { name: bg('tax.details.save') }).click();
    await expect(page.getByText(bg('tax.details.saved'))).toBeVisible();
  });
});

test.describe('The finance desk', () => {
  test.use({ locale: 'bg', viewport: { width: 1440, height: 1000 } });

  test('declares in the one-stop shop what papers and ledger agree on, and reports sellers', async ({ page }) => {
    await signInAs(page, 'bg', 'Tomáš Král');
    await page.goto('/bg/admin/tax');
    const [quarter] = await page
      .getByRole('navigation', { name: bg('tax.periods') })
      .getByRole('link')
      .all();
    // The link is named in the reader's language; its address names the period.
    const period = /period=([\w-]+)/.exec((await quarter?.getAttribute('href')) ?? '')?.[1] ?? '';
    // A paper is the worker's, seconds after its money is booked; other journeys pay meanwhile.
    await expect(async () => {
      await page.goto(`/bg/admin/tax?scheme=oss&period=${period}`);
      await expect(page.getByText(bg('tax.ledger_agrees'))).toBeVisible({ timeout: 2_000 });
    }).toPass({ timeout: 60_000 });
    await expectAccessible(page);
    const csv = await fetched(page, bg('tax.csv'));
    expect(csv.name).toBe(`oss-${period}.csv`);
    expect(csv.bytes.toString().split('\r\n')[0]).toContain('country,supply,vat_rate,net_eur,vat_eur');

    await page.getByRole('link', { name: bg('tax.report.national') }).click();
    await page.waitForURL(/scheme=national/);
    await expect(page.getByRole('table', { name: bg('tax.supplies') })).toContainText('България');
    const national = await fetched(page, bg('tax.csv'));
    expect(national.name).toBe(`national-${period}.csv`);
    expect(national.bytes.toString()).toContain('NATIONAL,');

    await page.getByRole('link', { name: bg('tax.report.dac7') }).click();
    await page.waitForURL(/\/admin\/tax\/dac7/);
    await expectAccessible(page);
    const xml = await fetched(page, bg('tax.dac7.test_xml'));
    expect(xml.bytes.toString()).toContain('<dpi:MessageType>DPI</dpi:MessageType>');
  });

  test('is nobody else’s', async ({ page }) => {
    await signInAs(page, 'bg', 'Мария Петкова');
    expect((await page.goto('/bg/admin/tax'))?.status()).toBe(404);
    expect((await page.request.get('/api/tax/oss-2026-Q3.csv')).status()).toBe(404);
    expect((await page.request.get('/api/tax/dac7-2026.xml')).status()).toBe(404);
  });
});
