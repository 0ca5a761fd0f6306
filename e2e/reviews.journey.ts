import type { Page } from '@playwright/test';
import { expect, expectAccessible, expectNoOverflow, openMail, signInAs, test } from './journey.ts';
import { words } from './words.ts';

const pl = words('pl');
const bg = words('bg');
const en = words('en');
const plate = 'troyan-chiniya-kapka';
/** More reviews than its own page shows. */
const jug = 'troyan-stomna-troyanka';
const mark = Date.now();

/** The sentence of a review or question of this run. */
const said = (what: string) => `${what} (${mark})`;

/** Follows the first order of the signed-in person that has something to review. */
async function openReviewable(page: Page, locale: string, write: string): Promise<void> {
  await page.goto(`/${locale}/orders`);
  const hrefs = await page.locator('main a[href*="/orders/AS-"]').evaluateAll((links) => {
    return links.map((link) => link.getAttribute('href') ?? '');
  });
  for (const href of hrefs) {
    await page.goto(href);
    const link = page.getByRole('link', { name: write }).first();
    if (!(await link.isVisible())) continue;
    await link.click();
    return page.waitForURL(/\/review\//);
  }
  throw new Error('no order has anything to review');
}

/** Pages are kept and forgotten a moment after the change. */
async function expectOn(page: Page, path: string, text: string, count: number): Promise<void> {
  await expect(async () => {
    await page.goto(path);
    await expect(page.getByText(text)).toHaveCount(count, { timeout: 500 });
  }).toPass({ timeout: 15_000 });
}

test.describe.configure({ mode: 'serial' });

test.describe('A buyer who has received it', () => {
  test.use({ locale: 'pl-PL', viewport: { width: 390, height: 844 } });
  const first = said('Ładniejsze niż na zdjęciach');
  const better = said('Po tygodniu: jeszcze ładniejsze');
  let listing = '';

  test('reviews it once, sees it on its page, and changes it', async ({ page }) => {
    await signInAs(page, 'pl', 'Anna Nowak');
    await openReviewable(page, 'pl', pl('reviews.order.write'));
    await expectNoOverflow(page);
    await expectAccessible(page);
    const form = page.url();

    await page.getByLabel(pl('reviews.form.body')).fill(first);
    await page.getByRole('button', { name: pl('reviews.form.send') }).click();
    await expect(page.getByText(pl('errors.validation.choose_stars'))).toBeVisible();
    await expect(page.getByLabel(pl('reviews.form.body'))).toHaveValue(first);
    await expectAccessible(page);

    // By keyboard: to the first star, then three to the right.
    await page.getByRole('radio').first().focus();
    for (let step = 0; step < 3; step++) await page.keyboard.press('ArrowRight');
    await expect(page.getByRole('radio', { name: '4' })).toBeChecked();
    await page.getByRole('button', { name: pl('reviews.form.send') }).click();
    await expect(page.getByText(pl('reviews.order.done.written'))).toBeVisible();
    await expectNoOverflow(page);
    await expectAccessible(page);

    await page
      .getByRole('link', { name: pl('reviews.order.change') })
      .first()
      .click();
    await expect(page.getByLabel(pl('reviews.form.body'))).toHaveValue(first);
    await page.getByRole('radio', { name: '5' }).check({ force: true });
    await page.getByLabel(pl('reviews.form.body')).fill(better);
    await page.getByRole('button', { name: pl('reviews.form.save') }).click();
    await expect(page.getByText(pl('reviews.order.done.changed'))).toBeVisible();

    // Nobody else comes to that form, and the one who does not sign in neither.
    await page.context().clearCookies();
    expect((await page.goto(form))?.status()).toBe(404);

    await signInAs(page, 'en', 'Nadia Okafor');
    await page.goto('/en/admin/reviews');
    const card = page.getByRole('listitem').filter({ hasText: better });
    listing = (await card.getByRole('link').first().getAttribute('href')) ?? '';
    await expectOn(page, listing, better, 1);
    const review = page.getByRole('article').filter({ hasText: better });
    await expect(review.getByText('Anna N.')).toBeVisible();
    await expect(review.getByText(en('reviews.verified'))).toBeVisible();
    await expect(review.getByText(better)).toHaveAttribute('lang', 'pl');
    const facts = JSON.parse((await page.locator('script[type="application/ld+json"]').first().textContent()) ?? '{}');
    expect(facts.aggregateRating.reviewCount).toBeGreaterThan(0);
    expect(facts.review.map((each: { reviewBody: string }) => each.reviewBody)).toContain(better);
    await expectNoOverflow(page);
    await expectAccessible(page);
  });

  test('is told why staff hid it, and everybody else sees it no more', async ({ page }) => {
    await signInAs(page, 'en', 'Nadia Okafor');
    await page.goto('/en/admin/reviews');
    await expectAccessible(page);
    await expectNoOverflow(page);
    const card = page.getByRole('listitem').filter({ hasText: better });
    await card.getByText(en('admin.voices.hide_title')).click();
    await card.getByRole('button', { name: en('admin.voices.hide') }).click();
    await expect(card.locator('[name=reason]')).toHaveAttribute('aria-invalid', 'true');
    await card.locator('[name=reason]').fill('It names another person.');
    await card.getByRole('button', { name: en('admin.voices.hide') }).click();
    await expect(page.getByText(en('admin.voices.done.hidden'))).toBeVisible();
    await page.goto('/en/admin/audit');
    await expect(page.getByText(en('admin.audit.action.review_hidden')).first()).toBeVisible();
    await expectOn(page, listing, better, 0);
    await openMail(page, 'anna@demo', /.*/);
    await expect(page.getByTestId('mail-text')).toContainText('It names another person.');
  });
});

test.describe('A question', () => {
  const question = said('Czy pasuje do piekarnika?');
  const answer = said('Да, до 220 градуса.');

  test('is asked on a phone', async ({ page }) => {
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto(`/pl/l/${plate}`);
    await page.getByRole('link', { name: pl('reviews.questions.ask') }).click();
    // Who is not signed in is asked to before anything is typed, and comes back.
    await page
      .getByRole('main')
      .getByRole('link', { name: pl('reviews.ask.sign_in') })
      .click();
    await page.getByRole('button', { name: 'Anna Nowak' }).click();
    await page.waitForURL(/\/ask\//);
    await expectAccessible(page);
    await expectNoOverflow(page);
    await page.getByRole('button', { name: pl('reviews.ask.send') }).click();
    await expect(page.getByLabel(pl('reviews.ask.body'))).toHaveAttribute('aria-invalid', 'true');
    await page.getByLabel(pl('reviews.ask.body')).fill(question);
    await page.getByRole('button', { name: pl('reviews.ask.send') }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(pl('reviews.ask.done_title'));
    await expectOn(page, `/pl/l/${plate}`, question, 0);
  });

  test('is answered in the studio, is public then, and the asker gets a mail', async ({ page }) => {
    await page.setViewportSize({ width: 1440, height: 1000 });
    await signInAs(page, 'bg', 'Мария Петкова');
    await page.goto('/bg/studio/questions');
    await expectAccessible(page);
    await expectNoOverflow(page);
    const item = page.getByRole('listitem').filter({ hasText: question });
    await item.getByLabel(bg('studio.voices.answer')).fill(answer);
    await item.getByRole('button', { name: bg('studio.voices.send') }).click();
    await expect(page.getByText(bg('studio.voices.done'))).toBeVisible();
    await expectOn(page, `/zh-CN/l/${plate}`, question, 1);
    await expect(page.getByText(answer)).toHaveAttribute('lang', 'bg');
    await expectAccessible(page);
    await openMail(page, 'anna@demo', /Keramika|Керамика|pytanie/i);
    await expect(page.getByTestId('mail-text')).toContainText(answer);
  });

  test('reviews are answered there as well, and the answer can be improved', async ({ page }) => {
    await signInAs(page, 'bg', 'Мария Петкова');
    await page.goto('/bg/studio/reviews?show=answered');
    await expectAccessible(page);
    await expectNoOverflow(page);
    const item = page
      .locator('main li')
      .filter({ has: page.locator('[name=reviewId]') })
      .first();
    const thanks = said('Благодарим ви от сърце!');
    await item.getByText(bg('studio.voices.edit')).click();
    await item.getByLabel(bg('studio.voices.answer')).fill(thanks);
    await item.getByRole('button', { name: bg('studio.voices.change') }).click();
    await expect(page.getByText(bg('studio.voices.done'))).toBeVisible();
    const href = await page
      .locator('main li')
      .filter({ hasText: thanks })
      .first()
      .getByRole('link')
      .first()
      .getAttribute('href');
    await expectOn(page, `${href}/reviews`, thanks, 1);
    for (const kind of ['reviews', 'questions']) {
      await page.goto(`/bg/l/${plate}/${kind}`);
      for (const width of [390, 1440]) {
        await page.setViewportSize({ width, height: 900 });
        await expectNoOverflow(page);
      }
      await expectAccessible(page);
      await page.emulateMedia({ colorScheme: 'dark' });
      await expectAccessible(page);
    }
  });
});

test.describe('A translator', () => {
  const translated = said('Още по-хубаво, отколкото на снимките.');
  const corrected = said('Още по-хубаво, отколкото на снимката.');
  const thanks = said('Благодарим ви!');

  test('puts a review into Bulgarian, and its readers have the original one click away', async ({ page }) => {
    await signInAs(page, 'en', 'Szabó Eszter');
    await page.goto('/en/translate/bg');
    await page.getByRole('link', { name: 'Reviews and answers', exact: true }).click();
    await page.waitForURL(/\/translate\/bg\/reviews$/);
    const waiting = page
      .locator('main li')
      .filter({ has: page.getByLabel(en('review_words.desk.body').replace('{language}', 'Bulgarian')) });
    for (const width of [390, 1440]) {
      await page.setViewportSize({ width, height: 900 });
      await expectNoOverflow(page);
    }
    await expectAccessible(page);

    // Nothing is published empty.
    const item = waiting.first();
    const original = item.locator('p[lang]').first();
    const [words, lang] = [(await original.textContent()) ?? '', (await original.getAttribute('lang')) ?? ''];
    await item.getByRole('button', { name: en('review_words.desk.publish') }).click();
    await expect(item.locator('[name=body]')).toHaveAttribute('aria-invalid', 'true');
    await item.locator('[name=body]').fill(translated);
    if (await item.locator('[name=answer]').isVisible()) await item.locator('[name=answer]').fill(thanks);
    await item.getByRole('button', { name: en('review_words.desk.publish') }).click();
    await expect(page.getByText(en('review_words.desk.done'))).toBeVisible();
    await expect(page.getByText(words, { exact: true })).toHaveCount(0);

    const published = page.url();
    const href = (await page.getByRole('link', { name: en('review_words.desk.see') }).getAttribute('href')) ?? '';
    await expectOn(page, href, translated, 1);
    const review = page.getByRole('article').filter({ hasText: translated });
    await expect(review.getByText(translated)).toHaveAttribute('lang', 'bg');
    await expect(review.getByText(words, { exact: true })).toBeHidden();
    await review.locator('summary').first().click();
    await expect(review.getByText(words, { exact: true })).toBeVisible();
    await expect(review.getByText(words, { exact: true })).toHaveAttribute('lang', lang);
    await expectNoOverflow(page);
    await expectAccessible(page);

    // Whoever sees a mistake now comes back to it.
    await page.goto(published);
    await page.getByRole('link', { name: en('review_words.desk.change') }).click();
    await expect(page.locator('[name=body]')).toHaveValue(translated);
    await page.locator('[name=body]').fill(corrected);
    await page.getByRole('button', { name: en('review_words.desk.publish') }).click();
    await expect(page.getByText(en('review_words.desk.done'))).toBeVisible();
    await expectOn(page, href, corrected, 1);
  });
});

test.describe('Without JavaScript', () => {
  test.use({ javaScriptEnabled: false, locale: 'zh-CN' });

  test('reviews and questions are read page by page, and the originals of translations open', async ({ page }) => {
    await page.goto(`/zh-CN/l/${jug}`);
    const zh = words('zh-CN');
    await page.getByRole('link', { name: zh('reviews.all') }).click();
    await expect(page).toHaveURL(/\/reviews$/);
    const translation = page.locator('article details').first();
    await translation.locator('summary').click();
    await expect(translation.locator('p[lang]')).toBeVisible();
    await page.getByRole('link', { name: zh('reviews.to_listing') }).click();
    await expect(page).toHaveURL(new RegExp(`/l/${jug}$`));
  });
});
