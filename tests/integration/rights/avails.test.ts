import { beforeAll, describe, expect, test } from 'vitest';
import { guest } from '#lib/core/actor.ts';
import { prisma } from '#lib/db/index.ts';
import {
  applyAvails,
  exportAvails,
  exportOdrl,
  exportOnix,
  previewAvails,
  readAsk,
  readAvails,
  scopeOfAsk,
  searchRights,
  titlesOf,
  workView,
} from '#lib/rights/index.ts';
import { makeEnterprise, referenceData } from '../world.ts';
import { insertGrant, makeWork, owner } from './world.ts';

beforeAll(referenceData);

const header = 'ContentID,Territory,LicenseType,LicenseRightsDescription,Start,End,OtherTerms,ServiceProvider';
const csv = (...rows: string[]) => new File([[header, ...rows].join('\r\n')], 'avails.csv');

async function holderWithWork() {
  const holder = await makeEnterprise({ country: 'CN', locale: 'zh-CN' });
  const work = await makeWork(holder.enterprise.id, {
    kind: 'book',
    title: 'Lotus',
    identifiers: [{ scheme: 'isbn', value: '9787020002207' }],
  });
  return { holder, work, actor: owner(holder), enterpriseId: holder.enterprise.id };
}

describe('a sheet read in', () => {
  test('shows what each row would do, declares exactly that, and nothing the second time', async () => {
    const { work, actor, enterpriseId } = await holderWithWork();
    const file = csv(
      `${work.slug},"PL,CZ",,toys,2030-01-01,2032-01-01,exclusive,Warsaw Toys`,
      `${work.slug},HU,SVOD,,2030-01-01,Open,own use,`,
      `${work.slug},PL,,toys,2031-01-01,2033-01-01,non-exclusive,Other`,
      `nothing,PL,,toys,2031-01-01,2033-01-01,sole,`,
    );
    const sheet = await readAvails(actor, { enterpriseId, file });
    const seen = await previewAvails(actor, sheet.id);
    expect(seen.effects.map(({ does, problem }) => problem?.code ?? does)).toEqual([
      'exclusive',
      'own_use',
      'conflict_row',
      'unknown_work',
    ]);
    expect(await prisma().rightsGrant.count({ where: { workId: work.id } })).toBe(0);
    expect(await applyAvails(actor, { sheetId: sheet.id, digest: seen.digest })).toMatchObject({ declared: 2 });
    expect(await prisma().rightsGrant.count({ where: { workId: work.id, state: 'declared' } })).toBe(2);
    await expect(applyAvails(actor, { sheetId: sheet.id, digest: seen.digest })).rejects.toThrow('rights.unknown');
    const again = await previewAvails(actor, (await readAvails(actor, { enterpriseId, file })).id);
    expect(again.effects.map(({ does }) => does).slice(0, 2)).toEqual(['known', 'known']);
  });

  test('is declared only as it was seen', async () => {
    const { work, actor, enterpriseId } = await holderWithWork();
    const sheet = await readAvails(actor, {
      enterpriseId,
      file: csv(`${work.slug},PL,,toys,2030-01-01,2032-01-01,exclusive,`),
    });
    const { digest } = await previewAvails(actor, sheet.id);
    const other = await makeEnterprise();
    await insertGrant({
      workId: work.id,
      holderId: enterpriseId,
      licenseeId: other.enterprise.id,
      exclusivity: 'sole',
      written: {
        rights: { include: ['toys'] },
        territories: { include: ['PL'] },
        languages: { include: ['all'] },
        term: { start: '2031-01-01', end: null },
      },
    });
    await expect(applyAvails(actor, { sheetId: sheet.id, digest })).rejects.toThrow('rights.declared_changed');
  });

  test('exists for the enterprise alone', async () => {
    const { work, actor, enterpriseId } = await holderWithWork();
    const stranger = owner(await makeEnterprise());
    const file = csv(`${work.slug},PL,,toys,2030-01-01,2032-01-01,exclusive,`);
    await expect(readAvails(stranger, { enterpriseId, file })).rejects.toThrow('identity.not_allowed');
    const sheet = await readAvails(actor, { enterpriseId, file });
    await expect(previewAvails(stranger, sheet.id)).rejects.toThrow('rights.unknown');
    await expect(previewAvails(guest, sheet.id)).rejects.toThrow('rights.unknown');
    await expect(applyAvails(stranger, { sheetId: sheet.id, digest: 'a'.repeat(64) })).rejects.toThrow(
      'identity.not_allowed',
    );
    await expect(exportAvails(stranger, enterpriseId, 'csv')).rejects.toThrow('identity.not_allowed');
  });

  test.each([
    ['nothing', new File(['\r\n'], 'a.csv')],
    ['a broken workbook', new File([new Uint8Array([0x50, 0x4b, 3, 4, 9, 9])], 'a.xlsx')],
  ])('is refused when it is %s', async (_, file) => {
    const { actor, enterpriseId } = await holderWithWork();
    await expect(readAvails(actor, { enterpriseId, file })).rejects.toThrow('rights.file_unreadable');
  });
});

describe('of somebody else’s licence nothing is shown but that it is taken', () => {
  test('on the page, in the search, and in every file', async () => {
    const { holder, work, actor, enterpriseId } = await holderWithWork();
    const secret = await makeEnterprise({ country: 'CZ' });
    await prisma().enterprise.update({
      where: { id: secret.enterprise.id },
      data: { displayName: 'Tajemství', legalName: 'Tajemství s.r.o.' },
    });
    await insertGrant({
      workId: work.id,
      holderId: enterpriseId,
      licenseeId: secret.enterprise.id,
      exclusivity: 'exclusive',
      written: {
        rights: { include: ['print', 'svod'] },
        territories: { include: ['CZ'] },
        languages: { include: ['all', 'zxx', 'mis'] },
        term: { start: '2020-01-01', end: '2035-06-01' },
      },
    });
    const view = await workView(work.id, null, null);
    expect(view.cells.find(({ right, territory }) => right === 'print' && territory === 'CZ')).toMatchObject({
      state: 'taken',
      until: '2035-06-01',
    });
    const ask = readAsk(new URLSearchParams('right=print&territory=CZ,SK'));
    const found = await searchRights({ ask: { exclusivity: 'exclusive', scope: scopeOfAsk(ask) } });
    const item = found.items.find(({ workId }) => workId === work.id);
    expect(item?.answer?.state).toBe('partly');
    const files = await Promise.all([
      exportAvails(actor, enterpriseId, 'csv'),
      exportOnix(actor, enterpriseId),
      exportOdrl(actor, enterpriseId),
    ]);
    const all = [
      JSON.stringify(view),
      JSON.stringify(found),
      JSON.stringify(await titlesOf([work.id], 'en')),
      ...files.map(String),
    ];
    for (const text of all) {
      expect(text).not.toContain('Tajemství');
      expect(text).not.toContain(secret.enterprise.id);
      expect(text).not.toContain(secret.enterprise.slug);
    }
    const [sheet = '', onix = ''] = files.map(String);
    expect(sheet).toContain(holder.enterprise.displayName);
    const rowsIn = (country: string) =>
      sheet.split('\r\n').filter((line) => line.includes(`,${country},`) && line.includes('svod')).length;
    expect(rowsIn('SK')).toBe(1);
    expect(sheet).toMatch(/,CZ,.*svod,,2035-06-01,/);
    expect(onix).toContain('<IDValue>9787020002207</IDValue>');
    expect(onix).toMatch(
      /<SalesRightsType>01<\/SalesRightsType><Territory><CountriesIncluded>(?:(?!CZ)[A-Z ])+<\/CountriesIncluded>/,
    );
  });
});
