import { describe, expect, test } from 'vitest';
import type { AvailsRow } from '#lib/rights/avails/columns.ts';
import { onixMessage } from '#lib/rights/avails/onix.ts';
import { isXml } from '#lib/rights/avails/onix-file.ts';
import { previewRows } from '#lib/rights/avails/preview.ts';
import { readDeclared, rowsOfRecords } from '#lib/rights/avails/read.ts';
import { recordsOfOnix } from '#lib/rights/avails/sales-rights.ts';
import { hierarchies } from '#lib/rights/hierarchies.ts';
import type { WholeWork } from '#lib/rights/work.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

function rows(text: string, own: readonly string[] = ['Tiger Press']): AvailsRow[] {
  const read = rowsOfRecords(recordsOfOnix(bytes(text), own));
  if (typeof read === 'string') throw new Error(read);
  return read.map(({ row }) => row);
}

const set = (type: string, territory: string) =>
  `<SalesRights><SalesRightsType>${type}</SalesRightsType><Territory>${territory}</Territory></SalesRights>`;
const included = (countries: string) => `<CountriesIncluded>${countries}</CountriesIncluded>`;

const product = (rights: string, { form = 'BB', publisher = 'Vltava', id = '9787020002207', type = '15' } = {}) => `
  <Product><RecordReference>x</RecordReference><NotificationType>03</NotificationType>
    <ProductIdentifier><ProductIDType>${type}</ProductIDType><IDValue>${id}</IDValue></ProductIdentifier>
    <DescriptiveDetail><ProductForm>${form}</ProductForm>
      <TitleDetail><TitleType>01</TitleType><TitleElement><TitleElementLevel>01</TitleElementLevel><TitlePrefix>The</TitlePrefix><TitleWithoutPrefix>Lotus</TitleWithoutPrefix></TitleElement></TitleDetail>
      <Language><LanguageRole>01</LanguageRole><LanguageCode>cze</LanguageCode></Language>
    </DescriptiveDetail>
    <PublishingDetail><Publisher><PublishingRole>01</PublishingRole><PublisherName>${publisher}</PublisherName></Publisher>
      <PublishingDate><PublishingDateRole>01</PublishingDateRole><Date dateformat="00">20270301</Date></PublishingDate>${rights}</PublishingDetail>
  </Product>`;
const message = (products: string, head = '<?xml version="1.0" encoding="UTF-8"?>', release = '3.0') =>
  `${head}<ONIXMessage release="${release}" xmlns="http://ns.editeur.org/onix/${release}/reference"><Header><Sender><SenderName>Vltava</SenderName></Sender></Header>${products}</ONIXMessage>`;

describe('sales rights of ONIX 3', () => {
  test('say what another publisher was given, in which language, from when and where', () => {
    const [row] = rows(message(product(set('01', included('CZ SK')))));
    expect(row).toMatchObject({
      AltID: '9787020002207',
      TitleDisplayUnlimited: 'The Lotus',
      LicenseRightsDescription: 'print',
      StoreLanguage: 'cs',
      Territory: 'CZ,SK',
      Start: '2027-03-01',
      End: 'Open',
      OtherTerms: 'exclusive',
      ServiceProvider: 'Vltava',
    });
    expect(readDeclared(row ?? {})).toMatchObject({ exclusivity: 'exclusive', outside: 'Vltava' });
  });

  test.each([
    ['01', 'exclusive'],
    ['02', 'non-exclusive'],
    ['04', 'exclusive'],
    ['05', 'non-exclusive'],
    ['07', 'exclusive'],
    ['08', 'non-exclusive'],
    ['00', 'no rights'],
    ['03', 'no rights'],
    ['06', 'no rights'],
  ])('of type %s is %s', (type, said) => {
    expect(rows(message(product(set(type, included('PL')))))[0]?.OtherTerms).toBe(said);
  });

  test('of the reader’s own imprint are its own use', () => {
    const own = product(set('01', included('PL')), { publisher: 'tiger press' });
    expect(rows(message(own))[0]).toMatchObject({ OtherTerms: 'own use' });
  });

  test.each([
    ['BB', 'print'],
    ['EA', 'ebook'],
    ['DG', 'ebook'],
    ['AJ', 'audiobook'],
  ])('of the form %s are of %s', (form, right) => {
    expect(rows(message(product(set('01', included('PL')), { form })))[0]?.LicenseRightsDescription).toBe(right);
  });

  test('of what is no book, of a place that does not exist, or of nothing left are refused with the reason', () => {
    const declared = (text: string) => readDeclared(rows(message(text))[0] ?? {});
    expect(declared(product(set('01', included('PL')), { form: 'VA' }))).toEqual({
      code: 'unknown_right',
      value: 'VA',
    });
    expect(declared(product(set('01', included('PL XX'))))).toEqual({ code: 'unknown_territory', value: 'XX' });
    expect(declared(product(set('01', '<RegionsIncluded>CN-11</RegionsIncluded>')))).toEqual({
      code: 'unknown_territory',
      value: 'CN-11',
    });
    const nothing = `${included('PL')}<CountriesExcluded>PL</CountriesExcluded>`;
    expect(declared(product(set('01', nothing)))).toEqual({ code: 'empty' });
    expect(declared(product(set('01', '')))).toMatchObject({ code: 'unknown_territory' });
  });

  test('of the world leave out countries, and the rest of the world is what no other set names', () => {
    const leaves = (row: AvailsRow | undefined) => {
      const declared = readDeclared(row ?? {});
      return 'code' in declared ? declared : declared.scope.territories;
    };
    const world = hierarchies.territories.leavesOf('world');
    const [all] = rows(
      message(
        product(set('02', '<RegionsIncluded>WORLD</RegionsIncluded><CountriesExcluded>CN HK</CountriesExcluded>')),
      ),
    );
    expect(leaves(all)).toEqual(world.filter((each) => each !== 'CN' && each !== 'HK').toSorted());
    const rest = rows(
      message(
        product(`${set('01', included('CZ'))}${set('06', included('US'))}<ROWSalesRightsType>02</ROWSalesRightsType>`),
      ),
    );
    expect(rest.map(({ OtherTerms }) => OtherTerms)).toEqual(['exclusive', 'no rights', 'non-exclusive']);
    expect(leaves(rest[2])).toEqual(world.filter((each) => each !== 'CZ' && each !== 'US').toSorted());
    const region = rows(
      message(product(`${set('01', included('CZ'))}${set('02', '<RegionsIncluded>ROW</RegionsIncluded>')}`)),
    );
    expect(leaves(region[1])).toEqual(world.filter((each) => each !== 'CZ').toSorted());
  });

  test('read the same in short tags, with a document type, and in another encoding', () => {
    const short = `<?xml version="1.0"?><!DOCTYPE ONIXmessage SYSTEM "http://www.editeur.org/onix/3.0/short/onix-international.dtd">
      <ONIXmessage release="3.0"><header><sender><x298>Vltava</x298></sender></header><product><a001>x</a001>
      <productidentifier><b221>15</b221><b244>9787020002207</b244></productidentifier>
      <descriptivedetail><b012>BB</b012><titledetail><b202>01</b202><titleelement><x409>01</x409><b030>The</b030><b031>Lotus</b031></titleelement></titledetail>
      <language><b253>01</b253><b252>cze</b252></language></descriptivedetail>
      <publishingdetail><publisher><b291>01</b291><b081>Vltava</b081></publisher><publishingdate><x448>01</x448><b306>20270301</b306></publishingdate>
      <salesrights><b089>01</b089><territory><x449>CZ SK</x449></territory></salesrights>
      <salesrights><b089>06</b089><territory><x450>WORLD</x450><x451>CZ</x451><x452></x452></territory></salesrights></publishingdetail></product></ONIXmessage>`;
    const long = message(
      product(
        `${set('01', included('CZ SK'))}${set('06', '<RegionsIncluded>WORLD</RegionsIncluded><CountriesExcluded>CZ</CountriesExcluded>')}`,
      ),
    );
    expect(rows(short)).toEqual(rows(long));
    const wide = new Uint8Array(Buffer.from(`\ufeff${long.replace('UTF-8', 'UTF-16')}`, 'utf16le'));
    expect(rowsOfRecords(recordsOfOnix(wide, []))).toEqual(rowsOfRecords(recordsOfOnix(bytes(long), [])));
    expect(isXml(wide) && isXml(bytes(short))).toBe(true);
    expect(isXml(bytes('ContentID,Territory'))).toBe(false);
  });

  test('know a book by an ISBN of ten figures, and by none that is false', () => {
    const one = (id: string, type: string) => rows(message(product(set('01', included('PL')), { id, type })))[0]?.AltID;
    expect(one('702000220X', '02')).toBe('9787020002207');
    expect(one('9787020002207', '03')).toBe('9787020002207');
    expect(one('9787020002208', '15') ?? '').toBe('');
  });
});

describe('a file that is not read', () => {
  const lines = Array.from({ length: 9 }, (_, at) => `<!ENTITY l${at + 1} "${`&l${at};`.repeat(10)}">`).join('');
  test.each([
    [
      'a bomb of entities',
      `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "ha">${lines}]><ONIXMessage release="3.0">&l9;</ONIXMessage>`,
      'rights.file_entities',
    ],
    [
      'a file of this machine',
      '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><ONIXMessage release="3.0">&f;</ONIXMessage>',
      'rights.file_entities',
    ],
    ['an entity outside of a document type', '<!ENTITY f "x"><ONIXMessage release="3.0"/>', 'rights.file_entities'],
    ['another release', message('', undefined, '2.1'), 'rights.onix_release'],
    ['other XML', '<?xml version="1.0"?><html/>', 'rights.file_unreadable'],
    ['half a message', message(product('')).slice(0, 200), 'rights.file_unreadable'],
    ['a message without products', message(''), 'rights.file_unreadable'],
    [
      'no such encoding',
      '<?xml version="1.0" encoding="klingon"?><ONIXMessage release="3.0"/>',
      'rights.file_unreadable',
    ],
  ])('%s', (_, text, code) => {
    expect(() => recordsOfOnix(bytes(text), [])).toThrow(expect.objectContaining({ code, field: 'file' }));
  });
});

test('our own export comes back as what is free, work by work, and declares nothing', () => {
  const work = {
    slug: 'lotus-e',
    year: 2020,
    kind: 'book',
    identifiers: [{ scheme: 'isbn', value: '9787020002207' }],
    text: {
      translations: [{ locale: 'en', fields: { title: 'Lotus & <Tiger>' }, state: 'source' }],
      sourceLocale: 'en',
    },
  } as unknown as WholeWork;
  const scope = {
    rights: ['ebook', 'print'],
    territories: ['CZ', 'PL'],
    languages: hierarchies.languages.leaves,
    term: { start: '2026-01-01', end: null },
  };
  const xml = onixMessage(
    [{ work, offered: [{ exclusivity: 'exclusive', scope }] }],
    'Tiger Press',
    new Date('2026-11-27T10:00:00Z'),
  );
  const read = rows(xml);
  expect(read.map((row) => [row.ContentID, row.LicenseRightsDescription, row.Territory, row.OtherTerms])).toEqual([
    ['lotus-e', 'ebook', 'CZ,PL', 'available: exclusive'],
    ['lotus-e', 'ebook', 'world,-CZ,-PL', 'available'],
    ['lotus-e', 'print', 'CZ,PL', 'available: exclusive'],
    ['lotus-e', 'print', 'world,-CZ,-PL', 'available'],
  ]);
  expect(read[0]?.TitleDisplayUnlimited).toBe('Lotus & <Tiger>');
  const effects = previewRows(
    read.map((row, at) => ({ number: at + 2, row })),
    [],
  );
  expect(effects.every(({ does }) => does === 'skipped')).toBe(true);
});
