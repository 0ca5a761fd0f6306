import type { BrowserContext, Page } from '@playwright/test';
import { expect, expectAccessible, expectNoOverflow, signInAs, test } from './journey.ts';
import { words } from './words.ts';

const t = words('bg');
const path = /\/studio\/listings\/[0-9a-f-]{36}/;

/** Where the editor of a new draft is, begun by the person who is signed in on the page. */
async function begin(page: Page, title: string): Promise<string> {
  await page.goto('/bg/studio/listings/new');
  await page
    .locator('[name=kind]')
    .selectOption('physical')
    .catch(() => page.locator('main [name=kind][value=physical]').check());
  await page.locator('main [name=title]').fill(title);
  await page.getByRole('button', { name: t('studio.start.submit') }).click();
  await page.waitForURL(path);
  return page.url();
}

const field = (page: Page, name: string) => page.locator(`#listing [name=${name}]`);
const saved = (page: Page) => expect(page.locator('[data-state=saved]')).toBeVisible();

async function open(context: BrowserContext, name: string, address: string): Promise<Page> {
  const page = await context.newPage();
  await signInAs(page, 'bg', name);
  await page.goto(address);
  return page;
}

test.describe('The life of a listing', () => {
  test.use({ locale: 'bg-BG' });

  test('two people at one draft: saved by itself, merged, chosen; nothing is lost without a network or with a closed tab', async ({
    page,
    browser,
    errors,
  }) => {
    await signInAs(page, 'bg', 'Мария Петкова');
    const address = await begin(page, `Купа ${Date.now()}`);
    await expect(page.getByText(t('life.desk.needed')).first()).toBeVisible();
    await field(page, 'summary').fill('Купа от троянска глина.');
    await field(page, 'description').fill('Точена на грънчарско колело и рисувана с рог.');
    await saved(page);
    await expect(page.getByRole('button', { name: t('studio.steps.missing_summary') })).toHaveCount(0);

    const second = await browser.newContext({ locale: 'bg-BG', baseURL: new URL(address).origin });
    const other = await open(second, 'Мира Колева', address);
    await expect(field(other, 'summary')).toHaveValue('Купа от троянска глина.');
    await expect(other.getByText('Мария Петкова', { exact: false }).last()).toBeVisible();
    await expect(page.getByText('Мира Колева', { exact: false })).toBeVisible({ timeout: 15_000 });
    await field(other, 'care').fill('Мие се на ръка.');
    await saved(other);
    await expect(field(page, 'care')).toHaveValue('Мие се на ръка.', { timeout: 15_000 });

    // Without a network: what is typed stays, is said to be unsaved, and goes when the network is back, merged.
    await page.context().setOffline(true);
    await field(page, 'description').fill('Точена на грънчарско колело и рисувана с рог. Изпечена два пъти.');
    await expect(page.getByText(t('life.desk.away'))).toBeVisible();
    await field(other, 'description').fill('Точена бавно на грънчарско колело и рисувана с рог.');
    await saved(other);
    await page.context().setOffline(false);
    const both = 'Точена бавно на грънчарско колело и рисувана с рог. Изпечена два пъти.';
    await expect(field(page, 'description')).toHaveValue(both, { timeout: 20_000 });
    await expect(field(other, 'description')).toHaveValue(both, { timeout: 20_000 });

    // Both change the same words: a person chooses.
    await page.context().setOffline(true);
    await field(page, 'technique').fill('Рисуване с рог');
    await field(other, 'technique').fill('Ангоба');
    await saved(other);
    await page.context().setOffline(false);
    const note = page.locator('[data-note=technique]');
    await expect(note.getByText('Ангоба')).toBeVisible({ timeout: 20_000 });
    await expectAccessible(page);
    await note.getByRole('button', { name: t('life.desk.keep_mine') }).click();
    await expect(field(other, 'technique')).toHaveValue('Рисуване с рог', { timeout: 20_000 });
    await second.close();

    // A tab that is closed while the network is away: the next one has it.
    await page.context().setOffline(true);
    await field(page, 'tags').fill('купа, глина');
    await expect(page.getByText(t('life.desk.away'))).toBeVisible();
    const context = page.context();
    await page.close();
    await context.setOffline(false);
    const again = await context.newPage();
    await again.goto(address);
    await expect(field(again, 'tags')).toHaveValue('купа, глина');
    const third = await browser.newContext({ locale: 'bg-BG', baseURL: new URL(address).origin });
    const colleague = await open(third, 'Мира Колева', address);
    await expect(field(colleague, 'tags')).toHaveValue('купа, глина', { timeout: 20_000 });
    await third.close();
    // The browser itself notes that it was offline.
    errors.splice(0, errors.length, ...errors.filter((text) => !text.includes('ERR_INTERNET_DISCONNECTED')));
  });

  test('a live listing stays as approved while its change is made, sent in, and approved', async ({
    page,
    browser,
  }) => {
    await signInAs(page, 'bg', 'Мария Петкова');
    await page.goto('/bg/studio/listings?state=live');
    const link = page.locator('tbody a[href*="/studio/listings/"], li a[href*="/studio/listings/"]').last();
    await link.click();
    await page.waitForURL(path);
    const address = page.url().replace(/\?.*/, '');
    const publicPage = (await page.getByRole('link', { name: t('studio.steps.public') }).getAttribute('href')) ?? '';
    const mark = `Проверено ${Date.now()}`;
    await field(page, 'care').fill(mark);
    await expect(page.getByText(t('life.proposal.text'))).toBeVisible();
    expect(await (await page.request.get(publicPage)).text()).not.toContain(mark);

    await page.getByRole('button', { name: t('life.sides.preview') }).click();
    const frame = page.frameLocator('iframe');
    await expect(frame.getByText(mark)).toBeVisible({ timeout: 20_000 });
    await page.getByLabel(t('studio.preview.language')).selectOption('pl');
    await expect(frame.getByText(words('pl')('shop.listing.care')).first()).toBeVisible({ timeout: 20_000 });
    await expectAccessible(page);
    await page.getByRole('button', { name: t('life.sides.edit') }).click();

    await page.getByRole('button', { name: t('life.steps.propose') }).click();
    await expect(page.getByText(t('life.proposal.locked'))).toBeVisible();
    const staff = await browser.newContext({ locale: 'en', baseURL: new URL(address).origin });
    const desk = await staff.newPage();
    await signInAs(desk, 'en', 'Nadia Okafor');
    await desk.goto(address.replace('/bg/studio/listings/', '/en/admin/moderation/'));
    await expect(desk.locator('[data-difference=care] ins').first()).toContainText(mark.split(' ')[1] ?? '');
    await expectAccessible(desk);
    await desk.getByRole('button', { name: words('en')('admin.decide.approve') }).click();
    await desk.waitForURL(/done=approved/);
    await staff.close();
    await expect(async () => {
      expect(await (await page.request.get(publicPage)).text()).toContain(mark);
    }).toPass({ timeout: 15_000 });
  });

  test.describe('on a telephone', () => {
    test.use({ viewport: { width: 390, height: 844 } });

    test('copied, timed, put away and brought back; an earlier version is looked at and restored', async ({ page }) => {
      await signInAs(page, 'bg', 'Мария Петкова');
      await page.goto('/bg/studio/listings?state=live');
      await page.locator('tbody a[href*="/studio/listings/"], li a[href*="/studio/listings/"]').first().click();
      await page.waitForURL(path);
      await page.getByRole('button', { name: t('life.steps.duplicate') }).click();
      await expect(page.getByText(t('studio.editor.done.duplicated'))).toBeVisible();
      await expectNoOverflow(page);
      await expectAccessible(page);
      await page.getByText(t('life.schedule.title')).click();
      await page.getByLabel(t('life.schedule.publish_at')).fill('2001-01-01T09:00');
      await page.getByRole('button', { name: t('life.schedule.save') }).click();
      await expect(page.getByText(t('errors.catalogue.schedule_past')).first()).toBeVisible();
      await page.getByLabel(t('life.schedule.publish_at')).fill('2031-05-01T09:00');
      await page.getByRole('button', { name: t('life.schedule.save') }).click();
      await expect(page.getByText(t('studio.editor.done.scheduled'))).toBeVisible();
      await expect(page.getByLabel(t('life.schedule.publish_at'))).toHaveValue('2031-05-01T09:00');

      await field(page, 'stock').fill('4');
      await saved(page);
      await page.getByRole('button', { name: t('studio.steps.submit') }).click();
      await expect(page.getByText(t('studio.editor.done.submitted'))).toBeVisible();
      await page.getByRole('button', { name: t('studio.steps.withdraw') }).click();
      await expect(page.getByText(t('studio.editor.done.reopened'))).toBeVisible();
      const title = await field(page, 'title').inputValue();
      await field(page, 'title').fill('Съвсем друго име');
      await saved(page);
      await page.getByRole('link', { name: t('life.steps.revisions') }).click();
      await page.waitForURL(/\/revisions/);
      await expect(page.locator('[data-difference=title] ins')).toContainText('друго');
      await expectNoOverflow(page);
      await expectAccessible(page);
      await page.getByRole('button', { name: t('life.revisions.restore') }).click();
      await expect(page.getByText(t('studio.editor.done.restored'))).toBeVisible();
      await expect(field(page, 'title')).toHaveValue(title);

      await page.getByRole('button', { name: t('studio.steps.archive') }).click();
      await expect(page.getByText(t('studio.state.archived')).first()).toBeVisible();
      await page.getByRole('button', { name: t('life.undo') }).click();
      await expect(page.getByText(t('studio.editor.done.unshelved'))).toBeVisible();
      await expect(page.getByText(t('studio.state.draft')).first()).toBeVisible();
    });
  });
});
