import { expect, expectAccessible, expectNoOverflow, linkInNewestMails, signInAs, test } from './journey.ts';
import { words } from './words.ts';

const t = words('en');

test.describe('A moderator', () => {
  test.use({ locale: 'en-GB', viewport: { width: 1440, height: 1000 } });

  test('asks for a change with a reason, approves another, and only that one becomes public', async ({ page }) => {
    await signInAs(page, 'en', 'Nadia Okafor');
    await page.goto('/en/admin/moderation');
    await expectAccessible(page);
    const waiting = page.getByRole('main').locator('a[href*="/admin/moderation/"]');
    expect(await waiting.count()).toBeGreaterThanOrEqual(2);

    await waiting.nth(1).click();
    await expectAccessible(page);
    await expectNoOverflow(page);
    await page.getByRole('button', { name: t('admin.decide.request_changes') }).click();
    await expect(page.locator('[name=reason]')).toHaveAttribute('aria-invalid', 'true');
    await page.locator('[name=reason]').fill('Please tell the size in centimetres.');
    await page.getByRole('button', { name: t('admin.decide.request_changes') }).click();
    await expect(page.getByText(t('admin.queue.done.changes_requested'))).toBeVisible();

    await page.goto('/en/admin/moderation');
    await waiting.first().click();
    const title = ((await page.getByRole('heading', { level: 1 }).textContent()) ?? '').trim();
    const slug = new URL(page.url()).pathname.split('/').at(-1) ?? '';
    expect(slug).not.toBe('');
    await page.getByRole('button', { name: t('admin.decide.approve') }).click();
    await expect(page.getByText(t('admin.queue.done.approved'))).toBeVisible();
    await page.goto('/en/admin/audit');
    await expect(page.getByText(t('admin.audit.action.listing_approved')).first()).toBeVisible();
    let link: string | undefined;
    await expect(async () => {
      link = await linkInNewestMails(page, 'owner.', /https?:\/\/[^\s"<&]+\/l\/[^\s"<&]+/);
      expect(link, `the mail about ${title} leads to its page`).toBeTruthy();
    }).toPass({ timeout: 30_000 });
    expect((await page.request.get(link ?? '')).status()).toBe(200);
  });

  test('is the only one who sees the queue', async ({ page }) => {
    await signInAs(page, 'en', 'Anna Nowak');
    expect((await page.goto('/en/admin/moderation'))?.status()).toBe(404);
    expect((await page.goto('/en/admin/ledger'))?.status()).toBe(404);
  });

  test('of money sees a trial balance of zero', async ({ page }) => {
    await signInAs(page, 'en', 'Tomáš Král');
    await page.goto('/en/admin/ledger');
    await expectAccessible(page);
    const differences = await page.getByText(/^Difference/).allTextContents();
    expect(differences.length).toBeGreaterThan(0);
    for (const difference of differences) expect(difference).toMatch(/Difference [^1-9]*$/);
  });
});
