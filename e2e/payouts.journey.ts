import { expect, expectAccessible, expectNoOverflow, signInAs, test } from './journey.ts';
import { words } from './words.ts';

const bg = words('bg');
const en = words('en');

test.describe('A potter in Troyan', () => {
  test.use({ locale: 'bg-BG', viewport: { width: 1280, height: 900 } });

  test('reads when she is paid what and why, down to a statement that fits', async ({ page }) => {
    await signInAs(page, 'bg', 'Мария Петкова');
    await page.goto('/bg/studio/payouts');
    await expect(page.getByRole('heading', { level: 1, name: bg('payouts.title') })).toBeVisible();
    await expectAccessible(page);
    await page
      .getByRole('table', { name: bg('payouts.list.title') })
      .getByRole('link')
      .first()
      .click();
    await page.waitForURL(/\/studio\/payouts\/[0-9a-f-]{36}/);
    await expect(page.getByRole('table', { name: bg('payouts.one.orders') })).toBeVisible();
    await page
      .getByRole('table', { name: bg('payouts.one.orders') })
      .getByRole('link')
      .first()
      .click();
    await page.waitForURL(/\/studio\/orders\//);
    await expect(page.getByText(bg('payouts.earnings.fees_why'))).toBeVisible();
    await expectAccessible(page);

    await page.goto('/bg/studio/payouts');
    await page.locator('a[href*="/studio/payouts/statements/"]').first().click();
    await page.waitForURL(/\/statements\/20\d\d-\d\d/);
    await expectAccessible(page);
    const href = await page.getByRole('link', { name: bg('payouts.statements.csv') }).getAttribute('href');
    const csv = await (await page.request.get(href ?? '')).text();
    const amounts = csv
      .trim()
      .split('\r\n')
      .slice(1)
      .map((line) => line.split(','));
    const cents = (text: string | undefined) => Math.round(Number(text) * 100);
    const sum = amounts.slice(1, -1).reduce((total, fields) => total + cents(fields.at(-3)), 0);
    expect(cents(amounts[0]?.at(-2)) + sum).toBe(cents(amounts.at(-1)?.at(-2)));
    await page.setViewportSize({ width: 390, height: 844 });
    await expectNoOverflow(page);
    await page.goto('/bg/studio/payouts');
    await expectNoOverflow(page);
  });

  test('is told at the field what is wrong with an IBAN, and takes a new account back', async ({ page }) => {
    await signInAs(page, 'bg', 'Мария Петкова');
    await page.goto('/bg/studio/payouts/account');
    await expectAccessible(page);
    await page.locator('summary', { hasText: bg('payouts.account.change') }).click();
    const iban = page.locator('main [name=iban]');
    await iban.fill('BG80 BNBG 9661 1020 3456 79');
    await page.getByRole('button', { name: bg('payouts.account.save') }).click();
    await expect(page.getByText(bg('errors.payouts.iban_check'))).toBeVisible();
    await expect(iban).toHaveValue('BG80 BNBG 9661 1020 3456 79');
    await iban.fill('BG80 BNBG 9661 1020 3456 78');
    await page.getByRole('button', { name: bg('payouts.account.save') }).click();
    await page.waitForURL(/done=saved/);
    await expect(page.getByText(bg('payouts.account.being_verified'), { exact: true })).toBeVisible();
    await page.getByRole('button', { name: bg('payouts.account.withdraw') }).click();
    await page.waitForURL(/done=withdrawn/);
    await page.setViewportSize({ width: 390, height: 844 });
    await expectNoOverflow(page);
  });
});

test.describe('Finance', () => {
  test.use({ viewport: { width: 1280, height: 900 } });

  test('pays a batch with four eyes, and reads in what the bank says', async ({ page }) => {
    await signInAs(page, 'en', 'Tomáš Král');
    await page.goto('/en/admin/payouts/waiting');
    await expect(page.getByRole('heading', { level: 1, name: en('waiting.title') })).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('link', { name: en('payouts.admin.batch.back') }).click();
    await page.waitForURL(/\/admin\/payouts$/);
    await expectAccessible(page);
    // The demo's batch has its first approval of this person; the second is another's.
    await page
      .getByRole('button', { name: /^Make a batch in/ })
      .first()
      .click();
    await page.waitForURL(/\/admin\/payouts\/[0-9a-f-]{36}/);
    const batch = page.url().replace(/\?.*/, '');
    await expectAccessible(page);
    await page.getByRole('button', { name: en('payouts.admin.batch.approve'), exact: true }).click();
    await page.waitForURL(/done=approved/);
    await expect(page.getByText(en('payouts.admin.batch.waits_for_other'))).toBeVisible();
    const payment = page
      .getByRole('table', { name: en('payouts.admin.batches.payments') })
      .getByRole('row')
      .nth(1);
    const reference = (await payment.getByText(/^PB-/).textContent()) ?? '';

    await page.context().clearCookies();
    await signInAs(page, 'en', 'Ingrid Lindqvist');
    await page.goto(batch);
    await page.getByRole('button', { name: en('payouts.admin.batch.approve'), exact: true }).click();
    await page.waitForURL(/done=approved/);
    await page.getByRole('button', { name: en('payouts.admin.batch.export') }).click();
    await page.waitForURL(/done=exported/);
    const file = await page.request.get(
      (await page.getByRole('link', { name: en('payouts.admin.batch.download') }).getAttribute('href')) ?? '',
    );
    const xml = await file.text();
    expect(xml).toContain('urn:iso:std:iso:20022:tech:xsd:pain.001.001.09');
    const sent = new RegExp(`<EndToEndId>${reference}</EndToEndId>[\\s\\S]*?<InstdAmt Ccy="(\\w+)">([\\d.]+)<`).exec(
      xml,
    );

    const entry = (amount: string, endToEndId: string) =>
      `<Ntry><Amt Ccy="${sent?.[1]}">${amount}</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>2026-11-27</Dt></BookgDt><AcctSvcrRef>${endToEndId}</AcctSvcrRef><NtryDtls><TxDtls><Refs><EndToEndId>${endToEndId}</EndToEndId></Refs></TxDtls></NtryDtls></Ntry>`;
    const statement = `<?xml version="1.0" encoding="UTF-8"?><Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><Stmt><Id>${reference}</Id><Acct><Id><IBAN>DE89370400440532013000</IBAN></Id></Acct>${entry(sent?.[2] ?? '', reference)}${entry('12.34', `UNKNOWN-${reference}`)}</Stmt></BkToCstmrStmt></Document>`;
    await page.goto('/en/admin/payouts');
    const upload = async (text: string) => {
      await page
        .locator('main input[name=file]')
        .setInputFiles({ name: 'camt.xml', mimeType: 'application/xml', buffer: Buffer.from(text) });
      await page.getByRole('button', { name: en('payouts.admin.bank.import') }).click();
    };
    await upload(statement.replace('<Document', '<!DOCTYPE x [<!ENTITY a "b">]><Document'));
    await expect(page.getByText(en('errors.payouts.camt_entities')).first()).toBeVisible();
    await upload(statement);
    await expect(page.getByText('2 movements read: 1 matched, 1 waits for a person.')).toBeVisible();
    await upload(statement);
    await expect(page.getByText(en('payouts.admin.bank.known'))).toBeVisible();
    await page.goto('/en/admin/payouts?done=read#bank');
    const waiting = page.locator('#bank li', { hasText: `UNKNOWN-${reference}` });
    await waiting.locator('[name=note]').fill('Rent of the office');
    await waiting.getByRole('button', { name: en('payouts.admin.bank.set_aside') }).click();
    await page.waitForURL(/done=set_aside/);

    // The payment comes back, and the bank has kept five of it.
    const left = (Number(sent?.[2]) - 5).toFixed(2);
    const returned = entry(left, reference)
      .replace('DBIT', 'CRDT')
      .replace('</AcctSvcrRef>', '-back</AcctSvcrRef>')
      .replace('</TxDtls>', '<RtrInf><Rsn><Cd>AC04</Cd></Rsn></RtrInf></TxDtls>');
    await upload(statement.replace(/<Ntry>.*<\/Ntry>/, returned).replace('</Id>', '-2</Id>'));
    await expect(page.getByText('1 movement read: 0 matched, 1 waits for a person.')).toBeVisible();
    await page.goto('/en/admin/payouts?done=read#bank');
    const short = page.locator('#bank li', { hasText: reference });
    await short.locator('[name=endToEndId]').fill(reference);
    await short.locator('[name=reason]').fill('Account closed');
    await short.getByRole('button', { name: en('payouts.admin.bank.match') }).click();
    await expect(short.getByRole('alert')).toContainText('5.00 is missing');
    await expect(short.locator('[name=reason]')).toHaveValue('Account closed');
    await expectAccessible(page);
    await page.setViewportSize({ width: 390, height: 844 });
    await expectNoOverflow(page);
    await short.getByLabel(en('finance.bank.less_charges')).check();
    await short.getByRole('button', { name: en('payouts.admin.bank.match') }).click();
    await page.waitForURL(/done=matched/);
    await expect(short).toHaveCount(0);
    await expectNoOverflow(page);
  });

  test('changes the commission of a category from a day on', async ({ page }) => {
    await signInAs(page, 'en', 'Tomáš Král');
    await page.goto('/en/admin/commission');
    await expectAccessible(page);
    await page
      .locator('summary', { hasText: en('payouts.commission.add_rule') })
      .first()
      .click();
    const form = page.locator('form', { has: page.locator('[name=validFrom]') }).first();
    await form.locator('[name=basisPoints]').fill('eleven');
    await form.getByRole('button', { name: en('payouts.commission.save_rule') }).click();
    await expect(form.getByText(en('errors.payouts.percent'))).toBeVisible();
    await expect(form.locator('[name=basisPoints]')).toHaveValue('eleven');
    await form.locator('[name=basisPoints]').fill('11.5');
    await form.getByRole('button', { name: en('payouts.commission.save_rule') }).click();
    await page.waitForURL(/done=rule/);
    await expectNoOverflow(page);
    await page
      .getByRole('button', { name: en('payouts.commission.remove') })
      .first()
      .click();
    await page.waitForURL(/done=removed/);
    await page.setViewportSize({ width: 390, height: 844 });
    await expectNoOverflow(page);
  });
});
