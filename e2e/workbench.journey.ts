import { expect, expectAccessible, expectNoOverflow, openMail, signInAs, test } from './journey.ts';
import { words } from './words.ts';

/** A string of the Polish interface that no other journey touches. */
const unit = 'workbench.choose_text';
const address = `/en/translate/pl?id=${unit}`;

test.describe('The translators’ workbench', () => {
  test.use({ locale: 'en-GB', viewport: { width: 1440, height: 1000 } });

  test('is worked by keyboard: search, write, see checks and preview, save, be asked about it, and in place on the page', async ({
    page,
    context,
  }) => {
    await signInAs(page, 'en', 'Szabó Eszter');
    await page.goto('/en/translate/pl');
    await expect(page.getByText('Choose a string')).toBeVisible();
    await expectAccessible(page);
    await expectNoOverflow(page);

    // Found by its key, opened by Alt and the arrow.
    await page.keyboard.press('/');
    await page.keyboard.type(unit);
    await expect(page.getByText('1 string', { exact: true })).toBeVisible();
    await page.getByTestId('strings').getByRole('link').first().click();
    const field = page.getByLabel('Translation', { exact: true });
    await expect(field).toBeFocused();
    await expectAccessible(page);
    const before = await field.inputValue();

    // A placeholder that the source has not cannot be published; what was typed is kept, by the browser too.
    await field.fill(`${before} {nowhere}`);
    await expect(page.getByText('Must be put right')).toBeVisible();
    await page.keyboard.press('Control+Enter');
    await expect(page.getByRole('main').getByRole('alert')).toContainText('cannot be published');
    await page.goto(address);
    await expect(field).toHaveValue(`${before} {nowhere}`);
    await page.getByRole('button', { name: 'Discard it' }).click();
    await expect(field).toHaveValue(before);

    // Somebody else saves the same string meanwhile: both wordings are seen, and the second chooses.
    const other = await context.newPage();
    await other.goto(address);
    const theirs = before.endsWith('!') ? before.replace(/!$/, '.') : before.replace(/\.$/, '!');
    const otherField = other.getByLabel('Translation', { exact: true });
    // The page's script has taken the field over.
    await expect(otherField).toBeFocused();
    await otherField.fill(theirs);
    await other.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(other.getByText('Saved. Readers see it now.')).toBeVisible();
    await other.close();
    await field.fill(before.replace(/[.!]$/, '…'));
    await page.keyboard.press('Control+s');
    await expect(page.getByText('Somebody else saved this string')).toBeVisible();
    await page.getByRole('button', { name: 'Take theirs' }).click();
    await expect(field).toHaveValue(theirs);

    // One press brings back what was there before, and readers have it.
    await page
      .getByRole('button', { name: words('en')('workbench.history.restore') })
      .first()
      .click();
    await expect(field).toHaveValue(before);

    // The sheet of keys, and a question that reaches a colleague by mail.
    await page.getByRole('button', { name: 'Keys' }).click();
    await expect(page.getByRole('dialog')).toBeVisible();
    await page.keyboard.press('Escape');
    await page.getByLabel('Your comment').fill('Is this better, @Jana Dvořáková?');
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    await expect(page.getByRole('listitem').filter({ hasText: 'Is this better' }).first()).toBeVisible();
    await page.goto('/en/translate/pl/activity');
    await expect(page.getByText('Is this better').first()).toBeVisible();
    await page.goto('/en/translate/pl/people');
    await expect(page.getByRole('cell', { name: 'Szabó Eszter' })).toBeVisible();

    // In place: the words are changed where readers see them.
    await page.goto('/pl/about?edit=1');
    const marks = page.locator('[data-unit]');
    await expect(marks.first()).toBeAttached();
    await page.locator('[data-unit^="pages."]').first().click();
    await expect(page.getByLabel('Tłumaczenie', { exact: true })).toBeVisible();

    await openMail(page, 'jana@demo.ambersilk.example', /Szabó Eszter/);
  });

  test('takes in of a paste without end what somebody could still shorten, and takes its refusal back with the next key', async ({
    page,
  }) => {
    const t = words('en');
    await signInAs(page, 'en', 'Szabó Eszter');
    await page.goto('/en/translate/pl?id=workbench.keys.before');
    const field = page.getByLabel('Translation', { exact: true });
    await expect(field).toBeFocused();
    const before = await field.inputValue();
    const pasted = 'Переводчик вставил не тот файл\n'.repeat(85_000);
    const began = Date.now();
    await field.press('Control+a');
    await page.keyboard.insertText(pasted);
    const tooLong = page.getByRole('main').getByRole('alert').filter({ hasText: 'longer than the place' });
    await expect(tooLong).toBeVisible();
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    const refusal = page
      .getByRole('main')
      .getByRole('alert')
      .filter({ hasText: t('errors.validation.too_long') });
    await expect(refusal).toBeVisible();
    expect(Date.now() - began, 'milliseconds until it is refused').toBeLessThan(20_000);
    expect((await field.inputValue()).length).toBeLessThan(20_000);

    await field.press('Control+End');
    await field.press('Backspace');
    await expect(refusal).toHaveCount(0);
    await field.fill(before);
    await expect(tooLong).toHaveCount(0);
  });
});
