import sharp from 'sharp';
import { expect, expectAccessible, expectNoOverflow, openMail, signInAs, test } from './journey.ts';
import { words } from './words.ts';

const t = words('bg');

/** A photograph as a telephone makes it: twelve megapixels, lying on its side with an EXIF orientation, and where it was taken. */
async function phonePhoto(): Promise<Buffer> {
  const noise = await sharp({
    create: {
      width: 504,
      height: 378,
      channels: 3,
      background: '#b8763a',
      noise: { type: 'gaussian', mean: 128, sigma: 40 },
    },
  })
    .png()
    .toBuffer();
  return sharp(noise)
    .resize(4032, 3024)
    .withMetadata({
      orientation: 6,
      exif: { IFD0: { Make: 'Telephone' }, IFD3: { GPSLatitude: '42/1 53/1 0/1', GPSLatitudeRef: 'N' } },
    })
    .jpeg({ quality: 85 })
    .toBuffer();
}

test.describe('A potter in Troyan', () => {
  test.use({ locale: 'bg-BG', viewport: { width: 390, height: 844 } });

  test('signs up, founds an enterprise, lists a plate with a photograph, and sends it in', async ({ page }) => {
    const email = `potter.${Date.now()}@example.com`;
    await page.goto('/bg/sign-up?next=/studio');
    await page.getByLabel(t('account.name')).fill('Петър Илиев');
    await page.getByLabel(t('account.email')).fill(email);
    await page.getByLabel(t('account.password')).fill('къса');
    await page.getByRole('button', { name: t('account.sign_up') }).click();
    await expect(page.getByLabel(t('account.password'))).toHaveAttribute('aria-invalid', 'true');
    await expect(page.getByLabel(t('account.email'))).toHaveValue(email);
    await page.getByLabel(t('account.password')).fill('капка по капка вир става');
    await page.getByRole('button', { name: t('account.sign_up') }).click();
    await page.waitForURL(/\/bg\/studio/);
    await expectAccessible(page);

    await page.getByRole('link', { name: t('studio.door.found') }).click();
    await page.getByLabel(t('studio.found.country')).selectOption('BG');
    await page.getByLabel(t('studio.found.kind')).selectOption('workshop');
    await page.getByLabel(t('studio.found.legal_name'), { exact: true }).fill('Грънчарница Илиев ЕООД');
    await page.locator('main [name=legalNameLatin]').fill('Грънчарница');
    await page.locator('main [name=registrationNumber]').fill(String(Date.now()).slice(-9));
    await page.locator('main [name=displayName]').fill('Грънчарница Илиев');
    await page.locator('main [name=sourceLocale]').selectOption('bg');
    await page.locator('main [name=currency]').selectOption('EUR');
    await page.locator('main [name=city]').fill('Троян');
    await page.getByRole('button', { name: t('studio.found.submit') }).click();
    // Cyrillic where Latin letters are needed is told, and nothing typed is lost.
    await expect(page.locator('main [name=legalNameLatin]')).toHaveAttribute('aria-invalid', 'true');
    await expect(page.locator('main [name=displayName]')).toHaveValue('Грънчарница Илиев');
    await page.locator('main [name=legalNameLatin]').fill('Gruncharnitsa Iliev EOOD');
    await page.getByRole('button', { name: t('studio.found.submit') }).click();
    await page.waitForURL(/\/bg\/studio(?!\/found)/);

    await page.goto('/bg/studio/listings/new');
    await expectAccessible(page);
    await expect(page.locator('main [name=kind][value=physical]')).toBeChecked();
    await page.locator('main [name=title]').fill('Купа „Зелена капка“');
    await page.getByRole('button', { name: t('studio.start.submit') }).click();
    await page.waitForURL(/\/studio\/listings\/[0-9a-f-]{36}/);
    const editor = page.url();
    await page.locator('main [name=summary]').fill('Купа от троянска глина със зелена глазура.');
    await page
      .locator('main [name=description]')
      .fill('Точена на грънчарско колело и рисувана с рог, изпечена на 1040 градуса. <script>alert(1)</script>');
    await page.locator('main [name=price]').fill('двадесет');
    await page.locator('main [name=stock]').fill('6');
    await page.locator('main [name=weightGrams]').fill('700');
    await page.locator('main [name=category]').selectOption('interior');
    await page.getByRole('button', { name: t('studio.editor.save'), exact: true }).click();
    await expect(page.locator('main [name=price]')).toHaveAttribute('aria-invalid', 'true');
    await expect(page.locator('main [name=summary]')).toHaveValue(/троянска глина/);
    await page.locator('main [name=price]').fill('24,50');
    await page.getByRole('button', { name: t('studio.editor.save'), exact: true }).click();
    await expect(page.getByText(t('studio.editor.done.saved')).first()).toBeVisible();

    // What is not a picture is refused by what it is, whatever it is called.
    await page
      .locator('input[type=file]')
      .first()
      .setInputFiles({ name: 'plate.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('MZ this is a program') });
    await expect(page.getByText(words('bg')('errors.media.not_a_picture')).first()).toBeVisible();
    await page.goto(editor);
    await page
      .locator('input[type=file]')
      .first()
      .setInputFiles({ name: 'IMG_0042.jpg', mimeType: 'image/jpeg', buffer: await phonePhoto() });
    const picture = page.locator('#pictures img[src*="/media/"]').first();
    await expect(picture).toBeVisible({ timeout: 30_000 });
    const source = (await picture.getAttribute('src')) ?? '';
    const bytes = await (await page.request.get(source.replace(/\/\d+\.\w+$/, '/480.jpg'))).body();
    const kept = await sharp(bytes).metadata();
    expect((kept.height ?? 0) > (kept.width ?? 0), 'the picture stands upright').toBe(true);
    expect(kept.exif).toBeUndefined();
    await page.locator('#pictures li textarea').fill('Купа със зелена глазура, гледана отгоре');
    await page.getByRole('button', { name: t('media.pictures.save_words') }).click();
    await expect(page.getByText(t('media.pictures.words_saved'), { exact: true })).toBeVisible();
    await expectNoOverflow(page);
    await expectAccessible(page);

    await page.getByRole('button', { name: t('studio.steps.submit') }).click();
    await expect(page.getByText(t('studio.state.in_review')).first()).toBeVisible();
    // Nobody else sees it before it is approved: not by its address, not by search.
    expect((await page.request.get('/bg/l/kupa-zelena-kapka')).status()).toBe(404);
    expect(
      await (await page.request.get(`/api/v1/search?q=${encodeURIComponent('зелена капка')}&locale=bg`)).text(),
    ).not.toContain('kupa-zelena-kapka');
  });

  test('accepts and sends an order, and the buyer is told', async ({ page }) => {
    await signInAs(page, 'bg', 'Мария Петкова');
    await page.goto('/bg/l/troyan-chiniya-kapka');
    await page.getByRole('button', { name: t('shop.listing.add') }).click();
    await page.getByRole('link', { name: t('shop.listing.to_cart') }).click();
    await page.getByRole('link', { name: t('cart.checkout') }).click();
    const email = `buyer.${Date.now()}@example.com`;
    await page.locator('main [name=email]').fill(email);
    await page.locator('main [name=line1]').fill('ул. Иван Вазов 12');
    await page.locator('main [name=postalCode]').fill('4000');
    await page.locator('main [name=city]').fill('Пловдив');
    await page.locator('main [name=terms]').check();
    if ((await page.locator('main [name=waiver]').count()) > 0) await page.locator('main [name=waiver]').check();
    await page.getByRole('button', { name: /Поръчайте/ }).click();
    await page.waitForURL(/\/pay\//);
    await page.locator('#number').fill('4242424242424242');
    await page.locator('#expiry').fill('08/30');
    await page.locator('#cvc').fill('123');
    await page.locator('#name').fill('MARIA');
    await page.locator('form button').first().click();
    await page.waitForURL(/\/bg\/orders\/AS-/);
    const number = /AS-[\w-]+/.exec(page.url())?.[0] ?? '';

    await page.goto('/bg/studio/orders');
    await expectAccessible(page);
    await page
      .getByRole('link', { name: new RegExp(number) })
      .first()
      .click();
    await page.waitForURL(/\/studio\/orders\/AS-/);
    await expectNoOverflow(page);
    await expectAccessible(page);
    await page.locator('main [name=carrier]').fill('Speedy');
    await page.locator('main [name=trackingNumber]').fill('BG123456789');
    await page
      .locator('form')
      .filter({ has: page.locator('[name=trackingNumber]') })
      .getByRole('button')
      .click();
    await expect(page.getByText(t('studio.order_state.shipped')).first()).toBeVisible();
    await openMail(page, email, new RegExp(number));
    await expect(async () => {
      await page.goto(`/dev/mail?to=${encodeURIComponent(email)}`);
      await expect(page.getByRole('link', { name: new RegExp(number) })).toHaveCount(2, { timeout: 1_000 });
    }).toPass({ timeout: 20_000 });
    await page
      .getByRole('link', { name: new RegExp(number) })
      .first()
      .click();
    await expect(page.getByTestId('mail-text')).toContainText('BG123456789');
  });
});
