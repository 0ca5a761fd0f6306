import type { Locator, Page } from '@playwright/test';
import sharp from 'sharp';
import { expect, expectAccessible, expectNoOverflow, signInAs, test } from './journey.ts';
import { words } from './words.ts';

const t = words('en');
const deed = { name: 'deed.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4\n%%EOF') };

test.describe('A work, from its registration to its licence', () => {
  test.use({ locale: 'en-GB', viewport: { width: 1440, height: 1000 } });

  test('is registered with its title, verified, and only then public', async ({ page, browser }) => {
    await signInAs(page, 'en', '林悦');
    await page.goto('/en/studio/works/new');
    const title = `春灯 ${Date.now().toString(36)}`;
    await page.locator('main [name=kind]').selectOption('book');
    await page.locator('main [name=title]').fill(title);
    await page.getByRole('button', { name: t('works.start.submit') }).click();
    await page.waitForURL(/\/en\/studio\/works\/[0-9a-f-]{36}/);
    const desk = new URL(page.url()).pathname;
    await expectAccessible(page);
    await expectNoOverflow(page);

    // A mistyped ISBN is said beside its field, and nothing typed is lost.
    await page.locator('main [name=creators]').fill('林悦');
    await page.locator('main [name=isbn]').fill('978-7-5322-0416-9');
    await page.getByRole('button', { name: t('works.facts.save') }).click();
    await expect(page.locator('[name=isbn]')).toHaveAttribute('aria-invalid', 'true');
    await expect(page.locator('[name=creators]')).toHaveValue('林悦');
    await page.locator('main [name=isbn]').fill('');
    await page.getByRole('button', { name: t('works.facts.save') }).click();
    await expect(page.getByText(t('works.done.saved'))).toBeVisible();

    await page.locator('main [name=summary]').fill('一本关于灯的书');
    await page.locator('main [name=description]').fill('元宵夜里，一盏灯走遍全城。');
    await page.getByRole('button', { name: t('works.words.save') }).click();
    await page.waitForURL(/language=zh-CN/);

    // 99.99 % is not one whole.
    await page.locator('main [name=share0]').fill('99.99 %');
    await page.getByRole('button', { name: t('works.holders.save') }).click();
    await expect(page.getByText(/The shares add up to 99\.99 %/).first()).toBeVisible();
    await page.locator('main [name=share0]').fill('100 %');
    await page.getByRole('button', { name: t('works.holders.save') }).click();
    await page.waitForURL(/#holders/);

    const holder = (await page.locator('main datalist option').last().getAttribute('value')) ?? '';
    await step(page, 'creation', '', '林悦', '2025-01-10');
    await step(page, 'assignment', '林悦', holder, '2025-02-01');
    await page.locator('main [name=day]').fill('2025-03-01');
    await page.locator('main [name=from]').fill(holder);
    await page.locator('main [name=to]').fill('林悦');
    await page.getByRole('button', { name: t('works.chain.add') }).click();
    await expect(page.locator('[name=to]')).toHaveAttribute('aria-invalid', 'true');

    await page.getByText(t('works.media.add_picture')).click();
    await page
      .locator('main [name=picture]')
      .setInputFiles({ name: 'lamp.png', mimeType: 'image/png', buffer: await lamp() });
    await page
      .locator('#pictures')
      .getByRole('button', { name: t('works.media.upload') })
      .click();
    await page.waitForURL(/#pictures/);
    await page.getByRole('button', { name: t('works.steps.submit') }).click();
    await expect(page.getByText(t('works.done.submitted'))).toBeVisible();

    const office = await browser.newContext({ locale: 'en-GB' });
    const staff = await office.newPage();
    await signInAs(staff, 'en', 'Nadia Okafor');
    await staff.goto('/en/admin/works');
    await staff.getByRole('link', { name: title }).click();
    await staff.waitForURL(/\/en\/admin\/works\//);
    await expectAccessible(staff);
    await staff.getByRole('button', { name: t('works.queue.approve') }).click();
    await expect(staff.getByText(t('works.queue.done.approved'))).toBeVisible();
    await staff.goto('/en/admin/compliance/eu-toy-ce');
    await expectAccessible(staff);
    await office.close();

    await page.goto(desk);
    await page.getByRole('link', { name: t('works.steps.public') }).click();
    await page.waitForURL(/\/en\/w\//);
    await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
    await expectAccessible(page);
  });

  test('a licence begins when its checklist lets it', async ({ page, browser }) => {
    await signInAs(page, 'en', 'Jana Dvořáková');
    await page.goto('/en/licences/ASL-26-DEMO-CHEK/checklist');
    await expectAccessible(page);
    await expectNoOverflow(page);
    const blocking = page.getByText(t('compliance.blocks'), { exact: true });
    for (const code of ['eu-responsible-person', 'eu-toy-ce']) {
      const item = page.locator(`li#${code}`);
      await item.getByText(t('compliance.say'), { exact: true }).click();
      await item.getByRole('button', { name: t('compliance.outcome_done') }).click();
      await expect(item.locator('[name=note]')).toHaveAttribute('aria-invalid', 'true');
      await item.locator('[name=note]').fill('Hračky Dubánek s.r.o., Brno, CZ');
      await item.getByRole('button', { name: t('compliance.outcome_done') }).click();
      await page.waitForURL(new RegExp(`#${code}`));
    }
    await expect(blocking).toHaveCount(0);
    // What is left is to pay for it.
    await expect(page.getByText(t('compliance.ready'))).toBeVisible();

    const anyone = await browser.newPage({ locale: 'en-GB', viewport: { width: 390, height: 844 } });
    await anyone.goto('/zh-CN/w/hxa-lianpeng');
    await expectNoOverflow(anyone);
    await anyone.close();
  });

  test('what is made under a licence is sold where it holds and nowhere else', async ({ page, browser, baseURL }) => {
    await signInAs(page, 'en', 'Jana Dvořáková');
    await page.goto('/en/studio/listings');
    await page.locator('main a[href*="/studio/listings/"]').filter({ hasText: 'Bodlinka' }).first().click();
    await page.waitForURL(/\/en\/studio\/listings\/[0-9a-f-]{36}/);
    const licensed = page.locator('#licensed');
    const under = async (number: string | null) => {
      const choice = number === null ? t('licensed.none') : await optionOf(licensed, number);
      await licensed.locator('[name=under]').selectOption({ label: choice });
      await licensed.getByRole('button', { name: t('licensed.save') }).click();
    };
    // One that is suspended lets nothing be sold, and what is on sale stays as it was.
    const suspended = 'ASL-25-DEMO-LATE';
    await under(suspended);
    await expect(
      licensed.getByText(t('errors.catalogue.licence_suspended').replace('{number}', suspended)).first(),
    ).toBeVisible();
    const holding = 'ASL-24-DEMO-ENDS';
    await under(holding);
    await expect(licensed.getByText(t('licensed.sold_to').replace('{places}', 'Czechia and Slovakia'))).toBeVisible();
    await expect(licensed.getByRole('link', { name: t('licensed.open').replace('{number}', holding) })).toBeVisible();
    await expectAccessible(page);
    await expectNoOverflow(page);

    const phone = await browser.newContext({ locale: 'en-GB', viewport: { width: 390, height: 844 } });
    const buyer = await phone.newPage();
    const from = (country: string) =>
      phone.addCookies(
        ['country', 'currency'].map((name) => ({
          name,
          value: name === 'country' ? country : 'EUR',
          url: baseURL ?? '',
        })),
      );
    const listing = '/en/l/dubanek-kolecko-jezek';
    const add = buyer.getByRole('button', { name: t('shop.listing.add') });
    const bar = t('kinds.bar.outside_licence').replace('{country}', 'Poland');
    await from('PL');
    await expect(async () => {
      await buyer.goto(listing);
      await expect(buyer.getByText(bar).first()).toBeVisible({ timeout: 5_000 });
    }).toPass({ timeout: 40_000 });
    await expect(add).toHaveCount(0);
    await expectNoOverflow(buyer);
    await expectAccessible(buyer);

    // In Slovakia it is bought like anything else, until it is to be sent somewhere else.
    await from('SK');
    await buyer.goto(listing);
    await add.click();
    await expect(buyer.getByText(t('shop.listing.added'))).toBeVisible();
    await buyer.goto('/en/checkout');
    await expect(buyer.getByRole('button', { name: /Order and pay/ })).toBeVisible();
    await from('PL');
    const refused = buyer.getByText(
      t('kinds.cart.outside_licence').replace('{title}', 'Pull-along hedgehog Bodlinka').replace('{country}', 'Poland'),
    );
    await buyer.goto('/en/checkout');
    await expect(refused).toBeVisible();
    await buyer.goto('/en/cart');
    await expect(refused).toBeVisible();
    await expect(buyer.getByRole('link', { name: t('cart.checkout') })).toHaveCount(0);
    await expectAccessible(buyer);

    // Of its own again, it is sent everywhere.
    await under(null);
    await expect(licensed.getByText(/^Sold to/)).toHaveCount(0);
    await buyer.reload();
    await expect(refused).toHaveCount(0);
    await expect(buyer.getByRole('link', { name: t('cart.checkout') })).toBeVisible();
    await phone.close();
  });
});

/** How a choice of licence reads that names this one. */
async function optionOf(section: Locator, number: string): Promise<string> {
  const options = await section.locator('[name=under] option').allTextContents();
  return options.find((text) => text.includes(number)) ?? number;
}

/** A picture large enough to be shown. */
function lamp(): Promise<Buffer> {
  return sharp({ create: { width: 1200, height: 1500, channels: 3, background: '#b02a1e' } })
    .png()
    .toBuffer();
}

async function step(page: Page, kind: string, from: string, to: string, day: string) {
  const form = page.locator('#chain form').last();
  await form.locator('[name=kind]').selectOption(kind);
  await form.locator('[name=day]').fill(day);
  await form.locator('[name=from]').fill(from);
  await form.locator('[name=to]').fill(to);
  await form.locator('[name=document]').setInputFiles(deed);
  await form.getByRole('button', { name: t('works.chain.add') }).click();
  await expect(page.locator('#chain li').filter({ hasText: to }).first()).toBeVisible();
}
