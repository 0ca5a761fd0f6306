import { expect, expectAccessible, expectNoOverflow, signInAs, test } from './journey.ts';
import { words } from './words.ts';

test.describe('An editor who does not know the category yet', () => {
  const t = words('bg');
  test.use({ locale: 'bg-BG', viewport: { width: 390, height: 844 } });

  test('changes it and loses nothing that was typed', async ({ page }) => {
    await signInAs(page, 'bg', 'Мария Петкова');
    await page.goto('/bg/studio/listings/new');
    await page.locator('main [name=title]').fill('Книга за глината');
    await page.getByRole('button', { name: t('studio.start.submit') }).click();
    await page.waitForURL(/\/studio\/listings\/[0-9a-f-]{36}/);
    const field = (name: string) => page.locator(`main [name="attributes.${name}"]`);
    const category = page.locator('main [name=category]');

    await category.selectOption('interior');
    await expect(field('capacity')).toBeVisible();
    await expect(field('pages')).toBeHidden();
    await field('height').fill('24,5');
    await field('capacity').fill('330');
    await category.selectOption('publishing');
    await expect(field('capacity')).toBeHidden();
    // What both categories ask stays where it is.
    await expect(field('height')).toHaveValue('24,5');
    await field('pages').fill('много');
    await field('binding').selectOption('hardback');
    await page.getByRole('checkbox', { name: 'български', exact: true }).first().check();
    await expectNoOverflow(page);
    await expectAccessible(page);
    await page.getByRole('button', { name: t('studio.editor.save'), exact: true }).click();
    await expect(field('pages')).toHaveAttribute('aria-invalid', 'true');
    await expect(page.getByText(t('errors.attributes.not_a_number')).first()).toBeVisible();
    await expect(field('pages')).toHaveValue('много');
    await expect(field('binding')).toHaveValue('hardback');
    await expect(category).toHaveValue('publishing');
    await field('pages').fill('48');
    await page.getByRole('button', { name: t('studio.editor.save'), exact: true }).click();
    await expect(page.getByText(t('studio.editor.done.saved')).first()).toBeVisible();
    await expect(field('pages')).toHaveValue('48');
    await category.selectOption('interior');
    await expect(field('capacity')).toHaveValue('330');

    // What its category asks before it is sent in is told by name.
    await category.selectOption('toys');
    await page.getByRole('button', { name: t('studio.editor.save'), exact: true }).click();
    await expect(
      page.getByRole('complementary').getByText(t('attributes.name.age_from'), { exact: true }),
    ).toBeVisible();
    await page.getByRole('link', { name: t('studio.steps.preview') }).click();
    await page.waitForURL(/\/preview/);
    await expect(page.getByText('24,5')).toBeVisible();
  });
});

for (const { locale, hardback, filter } of [
  { locale: 'zh-CN', hardback: '精装', filter: '装帧：精装' },
  { locale: 'bg', hardback: 'Твърда корица', filter: 'Подвързия: Твърда корица' },
]) {
  const t = words(locale);
  test.describe(`A buyer of books in ${locale}`, () => {
    test.use({ locale, viewport: { width: 1440, height: 1000 } });

    test('narrows by what books say, sends the address on, and takes a filter away', async ({ page, browser }) => {
      await page.goto(`/${locale}/browse/publishing`);
      await page.getByRole('link', { name: t('attributes.filter') }).click();
      await page.waitForURL(/\/search\?category=publishing$/);
      const side = page.getByRole('complementary');
      await side.getByRole('link', { name: new RegExp(`^${hardback}`) }).click();
      await page.waitForURL(/binding=hardback/);
      await expect(page.getByRole('list', { name: t('search.chosen') })).toContainText(filter);
      await expect(side.getByRole('heading', { name: t('attributes.name.language') })).toBeVisible();
      await side.getByRole('link', { name: /波兰语|полски/ }).click();
      await page.waitForURL(/language=pl/);
      await expect(page.locator('main li h3')).toHaveCount(2);
      await expectAccessible(page);
      await expectNoOverflow(page);

      const friend = await browser.newPage({ locale, javaScriptEnabled: false, viewport: { width: 390, height: 844 } });
      await friend.goto(page.url());
      await expect(friend.locator('main li h3')).toHaveCount(2);
      await friend.getByText(t('search.filters')).first().click();
      await expect(friend.getByRole('heading', { name: t('attributes.name.binding') }).first()).toBeVisible();
      await friend.close();

      await page
        .getByRole('list', { name: t('search.chosen') })
        .getByRole('link', { name: /波兰语|полски/ })
        .click();
      await page.waitForURL(/binding=hardback$/);
      await page
        .locator('main li a', { has: page.locator('h3') })
        .first()
        .click();
      await page.waitForURL(/\/l\//);
      await expect(page.getByText(t('attributes.name.binding'), { exact: true })).toBeVisible();
      await expect(page.getByText(hardback, { exact: true }).first()).toBeVisible();
    });

    test('is shown nothing odd for a filter that is none', async ({ page }) => {
      await page.goto(`/${locale}/search?category=publishing&binding=leather&pages=99&colour_of_the_sky=blue`);
      await expect(page.locator('main li h3').first()).toBeVisible();
      await expect(page.getByRole('list', { name: t('search.chosen') }).getByRole('listitem')).toHaveCount(2);
    });
  });
}
