import { beforeAll, describe, expect, test } from 'vitest';
import { guest } from '#lib/core/actor.ts';
import { humanNumber } from '#lib/core/ids.ts';
import { prisma, transaction } from '#lib/db/index.ts';
import {
  applyAvails,
  endGrant,
  exportAvails,
  exportOdrl,
  exportOnix,
  makeSublicensable,
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

describe('what was given under a licence', () => {
  test('is declared with its number, against what the licensee gave and not the owner, and comes back as it went', async () => {
    const { work, enterpriseId, actor: ownerOfWork } = await holderWithWork();
    const agent = await makeEnterprise({ country: 'PL', locale: 'pl' });
    const { licenceId, number } = await grantedLicence(work.id, enterpriseId, agent.enterprise.id);
    await transaction((tx) => makeSublicensable(tx, licenceId));
    const actor = owner(agent);
    const file = (...rows: string[]) => new File([[`${header},Under`, ...rows].join('\r\n')], 'under.csv');
    const rows = (under: string) =>
      file(
        `${work.slug},"PL,CZ",,toys,2031-01-01,2032-01-01,exclusive,Warsaw Toys,${under}`,
        `${work.slug},CZ,,toys,2031-06-01,2032-01-01,sole,Prague Toys,${under}`,
        `${work.slug},HU,,toys,2031-01-01,2032-01-01,sole,,${under}`,
        `${work.slug},SK,,toys,2031-01-01,2032-01-01,sole,,`,
        `${work.slug},SK,,toys,2031-01-01,2032-01-01,sole,,ASL-26-0000-0000`,
      );
    const sheet = await readAvails(actor, { enterpriseId: agent.enterprise.id, file: rows(number) });
    const seen = await previewAvails(actor, sheet.id);
    expect(seen.effects.map(({ does, problem }) => problem?.code ?? does)).toEqual([
      'exclusive',
      'conflict_row',
      'not_controlled',
      'under_needed',
      'under_unknown',
    ]);
    await applyAvails(actor, { sheetId: sheet.id, digest: seen.digest });
    const [grant] = await prisma().rightsGrant.findMany({
      where: { workId: work.id, state: 'declared' },
      include: { holding: true },
    });
    expect(grant).toMatchObject({
      controlId: agent.enterprise.id,
      note: 'Warsaw Toys',
      holding: { grantId: expect.any(String) },
    });

    // The agent's own sheet, read again, changes nothing; the owner's says nothing of it.
    const sheetOf = await exportAvails(actor, agent.enterprise.id, 'csv');
    const back = await readAvails(actor, { enterpriseId: agent.enterprise.id, file: new File([sheetOf], 'back.csv') });
    const again = (await previewAvails(actor, back.id)).effects;
    expect(again.filter(({ declared }) => declared).map(({ does, declared }) => [does, declared?.under])).toEqual([
      ['known', number],
    ]);
    expect(await exportAvails(ownerOfWork, enterpriseId, 'csv')).not.toContain('Warsaw Toys');

    // It ends with the licence above it.
    const above = grant?.holding?.grantId ?? '';
    await transaction((tx) => endGrant(tx, { workId: work.id, grantId: above, state: 'terminated' }));
    expect(await prisma().rightsGrant.findUnique({ where: { id: grant?.id ?? '' } })).toMatchObject({
      state: 'terminated',
    });
    const after = await readAvails(actor, { enterpriseId: agent.enterprise.id, file: rows(number) });
    expect((await previewAvails(actor, after.id)).effects[0]?.problem?.code).toBe('not_controlled');
  });
});

/** A licence to give out toys in Poland, Czechia and Slovakia from 2031. */
async function grantedLicence(workId: string, holderId: string, licenseeId: string) {
  const written = {
    rights: { include: ['toys'] },
    territories: { include: ['PL', 'CZ', 'SK'] },
    languages: { include: ['all', 'zxx', 'mis'] },
    term: { start: '2031-01-01', end: '2034-01-01' },
  };
  const number = humanNumber('ASL', new Date());
  const terms = { scope: written, exclusivity: 'exclusive', advanceMinor: '0', currency: 'EUR', royalty: 800 };
  const { offers, id: dealId } = await prisma().deal.create({
    data: {
      number: humanNumber('ASD', new Date()),
      holderId,
      licenseeId,
      status: 'licensed',
      works: { create: { workId } },
      offers: { create: { version: 1, enterpriseId: licenseeId, status: 'accepted', terms, validUntil: new Date() } },
    },
    include: { offers: true },
  });
  const licence = await prisma().licence.create({
    data: {
      number,
      dealId,
      offerId: offers[0]?.id ?? '',
      status: 'active',
      terms,
      termsHash: '0'.repeat(64),
      startsOn: new Date('2031-01-01'),
      endsOn: new Date('2034-01-01'),
    },
  });
  const grant = await insertGrant({ workId, holderId, licenseeId, exclusivity: 'exclusive', written });
  await prisma().rightsGrant.update({ where: { id: grant }, data: { licenceId: licence.id } });
  return { licenceId: licence.id, number };
}

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

describe('an ONIX message read in', () => {
  const message = (countries: string, publisher = 'Vltava') => `<?xml version="1.0" encoding="UTF-8"?>
    <ONIXMessage release="3.1" xmlns="http://ns.editeur.org/onix/3.1/reference"><Header><Sender><SenderName>${publisher}</SenderName></Sender></Header>
    <Product><RecordReference>a</RecordReference><ProductIdentifier><ProductIDType>15</ProductIDType><IDValue>978-7-02-000220-7</IDValue></ProductIdentifier>
    <DescriptiveDetail><ProductForm>BB</ProductForm></DescriptiveDetail><PublishingDetail>
    <PublishingDate><PublishingDateRole>01</PublishingDateRole><Date>2030</Date></PublishingDate>
    <SalesRights><SalesRightsType>01</SalesRightsType><Territory><CountriesIncluded>${countries}</CountriesIncluded></Territory></SalesRights>
    <ROWSalesRightsType>06</ROWSalesRightsType></PublishingDetail></Product></ONIXMessage>`;
  const file = (text: string) => new File([text], 'onix.xml');

  test('declares what another publisher may sell, once, and says why what collides is refused', async () => {
    const { work, actor, enterpriseId } = await holderWithWork();
    const read = async (text: string) =>
      previewAvails(actor, (await readAvails(actor, { enterpriseId, file: file(text) })).id);
    const seen = await read(message('CZ SK'));
    expect(seen.effects.map(({ does, workId }) => [does, workId])).toEqual([
      ['exclusive', work.id],
      ['nothing', null],
    ]);
    expect(await applyAvails(actor, { sheetId: seen.sheet.id, digest: seen.digest })).toMatchObject({ declared: 1 });
    const [grant] = await prisma().rightsGrant.findMany({ where: { workId: work.id } });
    expect(grant).toMatchObject({ state: 'declared', exclusivity: 'exclusive', note: 'Vltava' });
    expect((await read(message('CZ SK'))).effects[0]?.does).toBe('known');
    const other = await read(message('SK PL', 'Odra'));
    expect(other.effects[0]).toMatchObject({ does: 'problem', problem: { code: 'conflict', places: ['SK'] } });
  });

  test('of our own export changes nothing, and a bomb of entities is refused', async () => {
    const { actor, enterpriseId } = await holderWithWork();
    const own = await readAvails(actor, { enterpriseId, file: file(await exportOnix(actor, enterpriseId)) });
    const { effects } = await previewAvails(actor, own.id);
    expect(effects.length).toBeGreaterThan(0);
    expect(new Set(effects.map(({ does }) => does))).toEqual(new Set(['skipped']));
    const bomb = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><ONIXMessage release="3.0">&b;</ONIXMessage>';
    await expect(readAvails(actor, { enterpriseId, file: file(bomb) })).rejects.toThrow('rights.file_entities');
  });
});
