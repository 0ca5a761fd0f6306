import type { Browser, Page } from '@playwright/test';
import { expect, signInAs, test } from './journey.ts';
import { words } from './words.ts';

const t = words('en');
const saved = 'Saved. Readers see it now.';

/** Strings of the Polish interface that no other journey touches. */
const addressOf = (unit: string) => `/en/translate/pl?id=${unit}`;
const fieldOf = (page: Page) => page.getByLabel('Translation', { exact: true });

async function arrive(browser: Browser, baseURL: string | undefined, name: string): Promise<Page> {
  const context = await browser.newContext({
    ...(baseURL ? { baseURL } : {}),
    locale: 'en-GB',
    viewport: { width: 1440, height: 1000 },
  });
  const page = await context.newPage();
  await signInAs(page, 'en', name);
  return page;
}

async function open(page: Page, unit: string): Promise<string> {
  await page.goto(addressOf(unit));
  // The page's script has taken the field over.
  await expect(fieldOf(page)).toBeFocused();
  return fieldOf(page).inputValue();
}

async function save(page: Page, wording: string): Promise<void> {
  await fieldOf(page).fill(wording);
  // An earlier "Saved" may still stand.
  const answered = page.waitForResponse((response) => response.url().endsWith('/api/translate/change'));
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await (await answered).finished();
  await expect(page.getByText(saved)).toBeVisible();
}

test.describe('Two who translate one language', () => {
  test.use({ locale: 'en-GB', viewport: { width: 1440, height: 1000 } });

  test('press Save at the same moment: one is public, the other sees it and decides, and both are in the past', async ({
    page: jana,
    browser,
    baseURL,
  }) => {
    const unit = 'workbench.keys.copy';
    await signInAs(jana, 'en', 'Jana Dvořáková');
    const eszter = await arrive(browser, baseURL, 'Szabó Eszter');
    const before = await open(jana, unit);
    await open(eszter, unit);
    const wordings = ['Skopiuj tekst źródłowy', 'Przepisz oryginał'] as const;
    await fieldOf(jana).fill(wordings[0]);
    await fieldOf(eszter).fill(wordings[1]);
    await Promise.all([jana, eszter].map((each) => each.getByRole('button', { name: 'Save', exact: true }).click()));

    const conflict = 'Somebody else saved this string';
    for (const each of [jana, eszter]) await expect(each.getByText(saved).or(each.getByText(conflict))).toBeVisible();
    const late = (await jana.getByText(conflict).isVisible()) ? jana : eszter;
    const first = late === jana ? eszter : jana;
    await expect(first.getByText(saved)).toBeVisible();
    // What the slower one typed is there, beside what is public now.
    await expect(fieldOf(late)).toHaveValue(late === jana ? wordings[0] : wordings[1]);
    await expect(late.getByRole('main').getByRole('alert').locator('del, ins').first()).toBeVisible();
    await late.getByRole('button', { name: t('workbench.conflict.keep') }).click();
    await expect(late.getByText(saved)).toBeVisible();

    expect(await open(first, unit)).toBe(late === jana ? wordings[0] : wordings[1]);
    const past = first.getByRole('complementary').getByRole('listitem');
    for (const name of ['Jana Dvořáková', 'Szabó Eszter'])
      await expect(past.filter({ hasText: name }).first()).toBeVisible();
    await save(first, before);
    await eszter.context().close();
  });

  test('never decide on their own wording: there is no button for it, and an old page is refused in words', async ({
    page: jana,
    browser,
    baseURL,
    context,
  }) => {
    const unit = 'workbench.keys.help';
    const own = t('errors.workbench.own_work');
    await signInAs(jana, 'en', 'Jana Dvořáková');
    const eszter = await arrive(browser, baseURL, 'Szabó Eszter');
    const before = await open(eszter, unit);
    const theirs = before === 'Ta lista klawiszy' ? 'Ten spis klawiszy' : 'Ta lista klawiszy';
    await save(eszter, theirs);

    await open(jana, unit);
    await expect(jana.getByText(t('workbench.review_of').replace('{name}', 'Szabó Eszter'))).toBeVisible();
    // In another window the reviewer writes the same words herself: now they are hers.
    const other = await context.newPage();
    await open(other, unit);
    await save(other, `${theirs} i skrótów`);
    await expect(other.getByText(own)).toBeVisible();
    await expect(other.getByRole('button', { name: t('workbench.approve') })).toHaveCount(0);
    await save(other, theirs);
    await other.close();
    await jana.getByRole('button', { name: t('workbench.approve') }).click();
    await expect(jana.getByRole('main').getByRole('alert')).toHaveText(own);
    await open(jana, unit);
    await expect(jana.getByText(own)).toBeVisible();

    // Of somebody else's it is a press.
    await save(eszter, `${theirs} pod ręką`);
    await open(jana, unit);
    await jana.getByRole('button', { name: t('workbench.approve') }).click();
    await expect(jana.getByRole('button', { name: t('workbench.approve') })).toHaveCount(0);
    await save(eszter, before);
    await eszter.context().close();
  });
});
