import type { Page } from '@playwright/test';
import { expect, expectAccessible, expectNoOverflow, openMail, signInAs, test } from './journey.ts';
import { words } from './words.ts';

const bg = words('bg');
const zh = words('zh-CN');
const en = words('en');
const mark = Date.now();
const said = (what: string) => `${what} (${mark})`;
const owner = 'Мария Петкова';
const front = '/e/keramika-troyan';
const jug = '/l/troyan-stomna-troyanka';

/** Pages are kept and forgotten a moment after the change. */
async function expectOn(page: Page, path: string, text: string, count: number): Promise<void> {
  await expect(async () => {
    await page.goto(path);
    await expect(page.getByText(text).first()).toHaveCount(count, { timeout: 1_000 });
  }).toPass({ timeout: 15_000 });
}

async function publish(page: Page): Promise<void> {
  await page.getByRole('button', { name: bg('storefront.draft.publish'), exact: true }).click();
  await expect(page.getByText(bg('storefront.done.published'))).toBeVisible();
}

test.describe.configure({ mode: 'serial' });

test.describe('An owner', () => {
  test.use({ locale: 'bg-BG', viewport: { width: 390, height: 844 } });
  const story = said('Пещта се пали по изгрев.');
  const translated = said('日出时点火烧窑。');

  test('edits the storefront; buyers see it when it is published, in their languages', async ({ page }) => {
    test.slow();
    await signInAs(page, 'bg', owner);
    await page.goto('/bg/studio/storefront');
    await expectAccessible(page);
    await expectNoOverflow(page);

    const field = page.getByLabel(bg('storefront.field.story'));
    await field.fill(`Първо глината.\n\n# Огънят\n\n${story}`);
    await page
      .getByRole('button', { name: bg('storefront.save_draft') })
      .first()
      .click();
    await expect(page.getByText(bg('storefront.done.saved'))).toBeVisible();
    await expectOn(page, `/bg${front}`, story, 0);

    await page.goto('/bg/studio/storefront');
    await page.locator('a[href*="/storefront/preview"]').click();
    await expect(page.getByRole('heading', { level: 3, name: 'Огънят' })).toBeVisible();
    await expectAccessible(page);
    await expectNoOverflow(page);
    await publish(page);
    await expectOn(page, `/bg${front}`, story, 1);
    await expect(page.getByText(story)).toBeVisible();

    await page.goto('/bg/studio/storefront?language=zh-CN');
    await expect(page.getByText(story)).toBeVisible();
    await field.fill(translated);
    await page
      .getByRole('button', { name: bg('storefront.save_draft') })
      .first()
      .click();
    await expect(page.getByText(bg('storefront.done.saved'))).toBeVisible();
    await publish(page);
    await expectOn(page, `/zh-CN${front}`, translated, 1);
    for (const width of [390, 1440]) {
      await page.setViewportSize({ width, height: 900 });
      await expectNoOverflow(page);
      await expectAccessible(page);
    }
    await page.emulateMedia({ colorScheme: 'dark' });
    await expectAccessible(page);
    const data = await page.locator('script[type="application/ld+json"]').first().textContent();
    expect(JSON.parse(data ?? '{}')).toMatchObject({
      '@type': ['Organization', 'Store'],
      name: '特洛扬陶艺',
      alternateName: 'Керамика Троян',
    });
  });

  test('arranges a collection by keyboard', async ({ page }) => {
    await signInAs(page, 'bg', owner);
    await page.goto('/bg/studio/storefront/collections');
    await expectAccessible(page);
    await page.getByLabel(bg('collections.field.title')).fill(said('За двора'));
    await page.getByRole('button', { name: bg('collections.desk.start') }).click();
    await expect(page.getByText(bg('collections.done.started'))).toBeVisible();
    const add = page.getByRole('button', { name: new RegExp(`^${bg('collections.add.add')}`) });
    for (const count of [1, 2]) {
      await add.first().click();
      await expect(page.getByRole('list', { name: bg('collections.listings') }).getByRole('listitem')).toHaveCount(
        count,
      );
    }
    await expectAccessible(page);
    await expectNoOverflow(page);
    const items = page.getByRole('list', { name: bg('collections.listings') }).getByRole('listitem');
    const first = await items.nth(0).innerText();
    await items
      .nth(0)
      .getByRole('button', { name: bg('collections.order.later') })
      .press('Alt+ArrowDown');
    await expect(items.nth(1)).toContainText(first.split('\n')[1] ?? first);
    await page.getByRole('button', { name: bg('collections.save'), exact: true }).click();
    await expect(page.getByText(bg('collections.done.saved'))).toBeVisible();
    await page.getByRole('button', { name: bg('collections.publish'), exact: true }).click();
    await expect(page.getByText(bg('collections.done.published'))).toBeVisible();
    await page.getByRole('link', { name: bg('collections.look') }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(said('За двора'));
    await expectAccessible(page);
    await expectNoOverflow(page);
  });

  test('goes on holiday: nothing can be ordered, and it ends', async ({ page, browser }) => {
    await signInAs(page, 'bg', owner);
    await page.goto('/bg/studio/storefront/holiday');
    await page.getByLabel(bg('storefront.holiday.until')).fill('2020-01-01');
    await page.getByLabel(bg('storefront.holiday.orders'), { exact: true }).selectOption('none');
    await page.getByRole('button', { name: bg('storefront.holiday.save') }).click();
    await expect(page.getByText(bg('errors.validation.ends_before'))).toBeVisible();
    const soon = new Date(Date.now() + 5 * 86_400_000).toISOString().slice(0, 10);
    await page.getByLabel(bg('storefront.holiday.until')).fill(soon);
    await page.getByRole('button', { name: bg('storefront.holiday.save') }).click();
    await expect(page.getByText(bg('storefront.done.holiday_set'))).toBeVisible();
    await expectAccessible(page);
    await expectNoOverflow(page);

    const buyer = await browser.newPage({ locale: 'zh-CN' });
    const [away = ''] = zh('storefront.away.no_orders').split('，');
    const button = buyer.getByRole('button', { name: zh('shop.listing.add') });
    await expect(async () => {
      await buyer.goto(`/zh-CN${jug}`);
      await expect(buyer.getByText(away).first()).toBeVisible({ timeout: 1_500 });
      await expect(button).toHaveCount(0);
    }).toPass({ timeout: 15_000 });

    await page.getByRole('button', { name: bg('storefront.holiday.end_now') }).click();
    await expect(page.getByText(bg('storefront.done.holiday_ended'))).toBeVisible();
    await expect(async () => {
      await buyer.goto(`/zh-CN${jug}`);
      await expect(button).toBeVisible({ timeout: 1_500 });
    }).toPass({ timeout: 15_000 });
    await buyer.close();
  });
});

test.describe('A colleague', () => {
  test.use({ locale: 'bg-BG' });
  const email = `colleague.${mark}@example.com`;

  test('is invited, accepts from the mail, and edits listings but not the team', async ({ page }) => {
    await signInAs(page, 'bg', owner);
    await page.goto('/bg/studio/team');
    await expectAccessible(page);
    const send = page.getByRole('button', { name: bg('team.invite_send') });
    await page.getByLabel(bg('team.email')).fill(email);
    await send.click();
    // No role chosen: said beside the roles, and the address stays.
    await expect(page.getByRole('group', { name: bg('team.roles_label') }).last()).toContainText(
      bg('errors.validation.choose'),
    );
    await expect(page.getByLabel(bg('team.email'))).toHaveValue(email);
    await page
      .getByRole('checkbox', { name: new RegExp(bg('team.roles.editor.name')) })
      .last()
      .check();
    await send.click();
    await expect(page.getByText(bg('team.done.invited'))).toBeVisible();
    await expectAccessible(page);

    await openMail(page, email, /.*/);
    const mail = await page.getByTestId('mail-text').innerText();
    const link = /https?:\/\/\S+\/join\?token=[\w-]+/.exec(mail)?.[0] ?? '';
    // Still signed in as the owner: another account cannot take it.
    await page.goto(link);
    await expect(page.getByText(bg('team.join.other_account_title'))).toBeVisible();
    await expectAccessible(page);

    await page.context().clearCookies();
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto(link);
    await expectAccessible(page);
    await expectNoOverflow(page);
    await page.getByLabel(bg('team.join.name')).fill('Яна Колева');
    await page.getByRole('button', { name: bg('team.join.accept_new') }).click();
    await expect(page.getByText(bg('team.done.joined'))).toBeVisible();
    await expect(page.getByRole('button', { name: bg('team.invite_send') })).toHaveCount(0);
    await expectAccessible(page);
    await expectNoOverflow(page);
    await page.goto('/bg/studio/listings/new');
    await expect(page.getByLabel(bg('studio.editor.title'))).toBeVisible();
    expect((await page.goto('/bg/studio/orders'))?.status()).toBe(404);

    await page.goto(link);
    await expect(page.getByText(bg('team.join.over.accepted.title'))).toBeVisible();
  });

  test('is removed, and that is recorded', async ({ page }) => {
    await signInAs(page, 'bg', owner);
    await page.goto('/bg/studio/team');
    const card = page.getByRole('listitem').filter({ hasText: email }).first();
    await card.getByText(bg('team.remove'), { exact: true }).click();
    await card.getByRole('button', { name: /Яна Колева/ }).click();
    await expect(page.getByText(bg('team.done.removed'))).toBeVisible();
    await signInAs(page, 'en', 'Nadia Okafor');
    await page.goto('/en/admin/audit');
    await expect(page.getByText(en('admin.audit.action.team_removed')).first()).toBeVisible();
  });
});

test.describe('Staff', () => {
  test('keeps the collections of the platform', async ({ page }) => {
    await signInAs(page, 'en', 'Nadia Okafor');
    await page.goto('/en/admin/collections');
    await expectAccessible(page);
    await expectNoOverflow(page);
    await page.locator('main li a').first().click();
    await page.getByLabel(en('collections.add.search')).fill('scarf');
    await page.getByRole('button', { name: en('collections.add.find') }).click();
    await expect(page.getByRole('button', { name: new RegExp(`^${en('collections.add.add')}`) }).first()).toBeVisible();
    await expectAccessible(page);
  });

  test('has readers who find them from the start page', async ({ page }) => {
    for (const path of ['/zh-CN/collections', '/zh-CN/collections/blue-and-white']) {
      await page.goto(path);
      for (const width of [390, 1440]) {
        await page.setViewportSize({ width, height: 900 });
        await expectNoOverflow(page);
      }
      await expectAccessible(page);
    }
    await page.goto('/zh-CN');
    await page.getByRole('link', { name: zh('collections.all') }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(zh('collections.title'));
  });
});

test.describe('Without JavaScript', () => {
  test.use({ javaScriptEnabled: false, locale: 'bg-BG' });

  test('a collection is arranged by its buttons', async ({ page }) => {
    await signInAs(page, 'bg', owner);
    await page.goto('/bg/studio/storefront/collections');
    await page.locator('main li a').first().click();
    const items = page.getByRole('list', { name: bg('collections.listings') }).getByRole('listitem');
    const first = (await items.nth(0).innerText()).split('\n')[1] ?? '';
    await items
      .nth(0)
      .getByRole('button', { name: bg('collections.order.later') })
      .click();
    await expect(page.getByText(bg('collections.done.saved'))).toBeVisible();
    await expect(items.nth(1)).toContainText(first);
  });
});
