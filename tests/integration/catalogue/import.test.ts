import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import {
  applyImport,
  catchUpImports,
  exportListings,
  importCounts,
  importLines,
  readImport,
  readListing,
  refusedRows,
  rereadImport,
  rereadImportSchema,
  startApplying,
  startImport,
  startImportSchema,
  viewImport,
  viewListing,
} from '#lib/catalogue/index.ts';
import { parseCsv } from '#lib/catalogue/sheet/csv.ts';
import type { Person } from '#lib/core/actor.ts';
import { minute, shiftClock } from '#lib/core/clock.ts';
import { prisma } from '#lib/db/index.ts';
import { writtenText } from '#lib/languages/index.ts';
import { asOwner } from '../owner.ts';
import { makeEnterprise, makeListing, ownerOf, referenceData } from '../world.ts';

let owner: Person;
let stranger: Person;
let enterpriseId: string;
let otherId: string;

beforeAll(async () => {
  await referenceData();
  const own = await makeEnterprise();
  const other = await makeEnterprise();
  enterpriseId = own.enterprise.id;
  otherId = other.enterprise.id;
  owner = ownerOf(own.user.id, enterpriseId);
  stranger = ownerOf(other.user.id, otherId);
});

/** Uploads a file and lets the job read it. */
async function upload(content: string | Uint8Array, settings: { encoding?: string; category?: string } = {}) {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  const input = startImportSchema.parse({ enterpriseId, ...settings });
  const { id } = await startImport(owner, input, 'file.csv', bytes);
  await readImport(id, 1);
  const run = await viewImport(owner, id);
  return { run, counts: await importCounts(run), lines: (await importLines(run, undefined, undefined, 100)).items };
}

async function apply(runId: string) {
  await startApplying(owner, { runId });
  await applyImport(owner, runId);
  const run = await viewImport(owner, runId);
  return { run, counts: await importCounts(run) };
}

async function bytesOf(stream: ReadableStream<Uint8Array>): Promise<Buffer> {
  return Buffer.from(await new Response(stream).arrayBuffer());
}

/** One option of a listing with these values; their ids. */
async function named(listingId: string, values: readonly string[]): Promise<string[]> {
  const word = (name: string) => ({
    create: {
      sourceLocale: 'bg',
      translations: { create: { locale: 'bg', fields: { name }, state: 'source' as const } },
    },
  });
  const option = await prisma().listingOption.create({
    data: { listing: { connect: { id: listingId } }, position: 0, text: word('Размер') },
  });
  const made: string[] = [];
  for (const [position, value] of values.entries()) {
    const { id } = await prisma().optionValue.create({
      data: { option: { connect: { id: option.id } }, position, text: word(value) },
    });
    made.push(id);
  }
  return made;
}

const own = () => prisma().listing.count({ where: { enterpriseId } });
const codes = (lines: readonly { number: number; problems: readonly { code: string; column: string }[] }[]) =>
  lines.flatMap(({ number, problems }) => problems.map(({ code, column }) => `${number} ${column} ${code}`));
const header = 'listing,category,title,price,currency,sku,variant_name,stock,hs_code';

describe('what is exported', () => {
  test.each(['csv', 'xlsx'] as const)('changes nothing when it comes back as %s', async (format) => {
    const { listing } = await makeListing(enterpriseId, { stock: 3 });
    await makeListing(enterpriseId, { kind: 'download', price: 0n });
    const [small = '', large = ''] = await named(listing.id, ['Малка', 'Голяма']);
    await prisma().$transaction([
      prisma().variant.updateMany({ where: { listingId: listing.id }, data: { valueIds: [small] } }),
      prisma().variant.create({
        data: {
          listingId: listing.id,
          position: 1,
          sku: 'ГОЛ-1',
          valueIds: [large],
          priceMinor: 7_050n,
          stockOnHand: 2,
          weightGrams: 1_400,
        },
      }),
    ]);
    const tricky = {
      title: '=HYPERLINK("http://x")',
      summary: "'+1",
      description: 'Един "ред",\nдруг; ред\n\n@край',
      tags: '-а, б',
    };
    await prisma().translation.update({
      where: { textId_locale: { textId: listing.textId, locale: 'bg' } },
      data: { fields: tricky },
    });
    const file = await bytesOf(await exportListings(owner, enterpriseId, format));
    if (format === 'csv') {
      const text = file.toString('utf8');
      expect(text.startsWith('\ufefflisting,kind,category,title')).toBe(true);
      // No cell begins with what a spreadsheet runs.
      expect(
        parseCsv(text, 'comma')
          .flat()
          .filter((cell) => /^[=+\-@\t\r]/.test(cell)),
      ).toEqual([]);
    }
    const before = await prisma().listing.findMany({ where: { enterpriseId }, include: { variants: true } });
    const { run, counts, lines } = await upload(new Uint8Array(file));
    expect(codes(lines)).toEqual([]);
    expect(lines.flatMap(({ changes }) => changes)).toEqual([]);
    expect(counts.rows).toMatchObject({ created: 0, changed: 0, refused: 0 });
    expect(counts.rows.unchanged).toBe(run.rows);
    await apply(run.id);
    expect(await prisma().listing.findMany({ where: { enterpriseId }, include: { variants: true } })).toEqual(before);
  });
});

describe('a file', () => {
  test('begins drafts, with variants, stock by movements and formulas as plain words; again, it changes nothing', async () => {
    const file = [
      header,
      `vase,interior,"'=2+3",24.90,EUR,V-S,Small,3,6912.00`,
      'vase,,,"1.234,56",,V-L,Large,0,',
      '',
    ].join('\r\n');
    const { run, counts, lines } = await upload(file);
    expect(codes(lines)).toEqual([]);
    expect(counts.rows).toEqual({ created: 2, changed: 0, unchanged: 0, refused: 0 });
    const before = await own();
    const applied = await apply(run.id);
    expect(applied.run.status).toBe('done');
    expect(await own()).toBe(before + 1);
    const made = await prisma().listing.findFirstOrThrow({
      where: { enterpriseId, importKey: 'vase' },
      include: {
        text: { include: { translations: true } },
        variants: { orderBy: { position: 'asc' }, include: { movements: true } },
      },
    });
    expect(made).toMatchObject({ status: 'draft', priceMinor: 2_490n, hsCode: '691200', originCountry: 'BG' });
    expect(made.text.translations[0]?.fields).toEqual({ title: '=2+3' });
    expect(made.variants.map(({ sku, priceMinor, stockOnHand }) => [sku, priceMinor, stockOnHand])).toEqual([
      ['V-S', 2_490n, 3],
      ['V-L', 123_456n, 0],
    ]);
    expect(made.variants[0]?.movements.map(({ delta, reason }) => [delta, reason])).toEqual([[3, 'opening']]);

    const again = await upload(file);
    expect(again.counts.rows).toEqual({ created: 0, changed: 0, unchanged: 2, refused: 0 });
  });

  test('begins a listing with the options it names, takes another variant, and comes back as it went', async () => {
    const columns = 'listing,category,title,options,variant_name,price,stock';
    const rows = [
      'kupa,interior,Купа,Размер / Глазура,S / Синя,10,1',
      'kupa,,,,L / Синя,20,2',
      'kupa,,,,L / Бяла,21,3',
    ];
    const { run, lines } = await upload([columns, ...rows.slice(0, 2)].join('\n'));
    expect(codes(lines)).toEqual([]);
    await apply(run.id);
    const more = await upload([columns, ...rows].join('\n'));
    expect(more.counts.rows).toEqual({ created: 0, changed: 1, unchanged: 2, refused: 0 });
    await apply(more.run.id);
    const { id } = await prisma().listing.findFirstOrThrow({ where: { enterpriseId, importKey: 'kupa' } });
    const { options, variants } = await viewListing(owner, id);
    const names = options.map(({ values }) => values.map(({ text }) => writtenText(text, 'name')));
    expect(names).toEqual([
      ['S', 'L'],
      ['Синя', 'Бяла'],
    ]);
    expect(variants.map((variant) => variant.valueIds.length)).toEqual([2, 2, 2]);
    const exported = await bytesOf(await exportListings(owner, enterpriseId, 'csv'));
    expect(exported.toString('utf8')).toContain('Размер · Глазура');
    expect((await upload(new Uint8Array(exported))).counts.rows).toMatchObject({ created: 0, changed: 0, refused: 0 });
  });

  test('of Etsy’s begins a listing with all its combinations, one line each, and asks for their stock', async () => {
    const columns =
      'TITLE,DESCRIPTION,PRICE,CURRENCY_CODE,QUANTITY,TAGS,MATERIALS,IMAGE1,VARIATION 1 TYPE,VARIATION 1 NAME,VARIATION 1 VALUES,VARIATION 2 TYPE,VARIATION 2 NAME,VARIATION 2 VALUES,SKU';
    const row = (price: string, glazes: string) =>
      `Etsy bowl,Clay,${price},EUR,12,clay,Ceramic,https://x/1.jpg,Size,Size,"S,L",Glaze,Glaze,"${glazes}","EB1,EB2,EB3,EB4"`;
    const plain = 'Etsy cup,Clay,9,EUR,3,clay,Ceramic,,,,,,,,EC1';
    const first = await upload([columns, row('24', 'Blue,White'), plain].join('\n'), { category: 'interior' });
    expect(codes(first.lines)).toEqual([]);
    expect(first.run).toMatchObject({ form: 'etsy', rows: 2, rowsRead: 2, unused: ['IMAGE1'] });
    expect(first.counts.rows).toEqual({ created: 2, changed: 0, unchanged: 0, refused: 0 });
    expect(first.lines[0]?.changes).toEqual([
      { column: 'variant_name', before: '', after: 'S · Blue, S · White, L · Blue, L · White' },
      { column: 'price', before: '', after: '24.00 EUR' },
    ]);
    expect((await apply(first.run.id)).counts).toMatchObject({ applied: 2, waiting: 0, failed: 0 });
    const made = async (importKey: string) => {
      const { id } = await prisma().listing.findFirstOrThrow({ where: { enterpriseId, importKey } });
      const { options, variants } = await viewListing(owner, id);
      return {
        options: options.map(({ text, values }) => [
          writtenText(text, 'name'),
          values.map((value) => writtenText(value.text, 'name')),
        ]),
        variants: variants.map(({ sku, priceMinor, stockOnHand }) => [sku, priceMinor, stockOnHand]),
      };
    };
    expect(await made('etsy-bowl')).toEqual({
      options: [
        ['Size', ['S', 'L']],
        ['Glaze', ['Blue', 'White']],
      ],
      variants: ['EB1', 'EB2', 'EB3', 'EB4'].map((sku) => [sku, 2_400n, 0]),
    });
    expect(await made('EC1')).toEqual({ options: [], variants: [['EC1', 900n, 3]] });

    // What was counted meanwhile stays; a new price is everybody's.
    await prisma().variant.updateMany({ where: { sku: 'EB2' }, data: { stockOnHand: 5 } });
    const same = await upload([columns, row('24', 'Blue,White'), plain].join('\n'));
    expect(same.counts.rows).toEqual({ created: 0, changed: 0, unchanged: 2, refused: 0 });
    const dearer = await upload([columns, row('26', 'Blue,White')].join('\n'));
    expect(dearer.lines).toMatchObject([
      { verdict: 'changed', changes: [{ column: 'price', before: '24.00 EUR', after: '26.00 EUR' }] },
    ]);
    expect((await apply(dearer.run.id)).counts).toMatchObject({ applied: 1, failed: 0 });
    expect((await made('etsy-bowl')).variants).toEqual([
      ['EB1', 2_600n, 0],
      ['EB2', 2_600n, 5],
      ['EB3', 2_600n, 0],
      ['EB4', 2_600n, 0],
    ]);

    // A price that somebody set for one of them stays, whatever the file has for all.
    await prisma().variant.updateMany({ where: { sku: 'EB4' }, data: { priceMinor: 3_300n } });
    const flat = await upload([columns, row('28', 'Blue,White')].join('\n'));
    expect(flat.counts.rows).toMatchObject({ changed: 0, unchanged: 1 });
    const grown = await upload([columns, row('28', 'Blue,White,Green').replace('"EB1,EB2,EB3,EB4"', '')].join('\n'));
    expect(grown.lines[0]?.changes).toEqual([
      { column: 'variant_name', before: '', after: 'S · Green, L · Green' },
      { column: 'price', before: '', after: '28.00 EUR' },
    ]);

    const crowd = Array.from({ length: 31 }, (_, n) => `g${n}`).join();
    const many = await upload([columns, row('24', crowd).replace('Etsy bowl', 'Etsy crowd')].join('\n'), {
      category: 'interior',
    });
    expect(codes(many.lines)).toEqual(['2 options catalogue.too_many_values']);
  });

  test('changes a live listing by the rules of the editor', async () => {
    const { listing, variant } = await makeListing(enterpriseId, { stock: 5 });
    const priced = await upload(`listing,price,stock\n${listing.slug},51,7\n`);
    expect(priced.lines[0]?.changes).toEqual([
      { column: 'price', before: '48.00 EUR', after: '51.00 EUR' },
      { column: 'stock', before: '5', after: '7' },
    ]);
    expect(priced.counts.offline).toBe(0);
    await apply(priced.run.id);
    expect(await prisma().listing.findUniqueOrThrow({ where: { id: listing.id } })).toMatchObject({
      status: 'live',
      priceMinor: 5_100n,
    });
    expect(await prisma().stockMovement.findMany({ where: { variantId: variant.id } })).toMatchObject([
      { delta: 2, reason: 'adjusted', actorId: owner.userId },
    ]);

    const worded = await upload(`listing,title,title:pl\n${listing.slug},Друга чиния,Inny talerz\n`);
    expect(worded.counts.offline).toBe(1);
    await apply(worded.run.id);
    expect((await readListing(listing.slug))?.text.revision).toBe(1);
    const after = await viewListing(owner, listing.id);
    expect(after.status).toBe('live');
    const polish = after.text.translations.find(({ locale }) => locale === 'pl');
    expect(polish).toMatchObject({
      state: 'translated',
      sourceRevision: after.text.revision,
      fields: { title: 'Inny talerz', description: 'Glina' },
    });
  });

  test('is not applied over what somebody saved meanwhile, nor below what is reserved', async () => {
    const { listing, variant } = await makeListing(enterpriseId, { stock: 5 });
    const first = await upload(`listing,price\n${listing.slug},60\n`);
    const second = await upload(`listing,price\n${listing.slug},70\n`);
    await apply(first.run.id);
    const late = await apply(second.run.id);
    expect(late.counts).toMatchObject({ failed: 1, applied: 0 });
    expect(codes((await importLines(late.run, 'refused')).items)).toEqual(['2  catalogue.edited_meanwhile']);
    await prisma().variant.update({ where: { id: variant.id }, data: { stockReserved: 3 } });
    expect(codes((await upload(`listing,stock\n${listing.slug},2\n`)).lines)).toEqual(['2 stock stock_reserved']);
  });

  test('says of each row what is wrong, and gives the refused rows back', async () => {
    const { listing } = await makeListing(otherId);
    const { run, lines, counts } = await upload(
      [
        `${header},origin_country,materials`,
        'a,interior,,10,EUR,,,1,,,',
        'b,interior,B,1.234,EUR,,,1,,,',
        'c,nowhere,C,10,XYZ,,,1,12,ZZ,"glass,mud"',
        'd,interior,D,10,EUR,S1,,1,,,',
        'e,interior,E,10,EUR,S1,,-1,,,',
        `${listing.slug},interior,F,10,EUR,,,1,,,`,
        `g,interior,${'x'.repeat(141)},zehn,EUR,,,1,,,`,
        'h,interior,H,10,EUR,S8,,1,,,',
        'h,interior,Other,10,EUR,S9,,1,,,',
        'i,interior,I,10.5,EUR,,,1,,,',
        'j,interior,J,1000000,EUR,,,1,,,',
      ].join('\n'),
    );
    expect(codes(lines)).toEqual([
      '2 title title_missing',
      '3 price too_many_decimals',
      '4 category category_unknown',
      '4 currency currency_unknown',
      '4 hs_code hs_code',
      '4 origin_country origin_country_unknown',
      '4 materials materials_unknown',
      '6 stock negative',
      '6 sku sku_twice',
      '7 listing listing_foreign',
      '8 title too_long',
      '8 price not_an_amount',
      '9  other_row',
      '10 title rows_disagree',
      '12 price out_of_range',
    ]);
    expect(counts.rows).toMatchObject({ created: 2, refused: 9 });
    const { body } = await refusedRows(owner, run.id, (line) => line.problems.map(({ code }) => code).join(' '));
    const back = (await bytesOf(body)).toString('utf8').split('\r\n');
    expect(back[0]).toBe(`\ufeff${header},origin_country,materials,problem`);
    expect(back[1]).toBe('a,interior,,10,EUR,,,1,,,,title_missing');
    expect(back).toHaveLength(11);
    await expect(viewImport(stranger, run.id)).rejects.toThrow('import.unknown');
    await expect(startApplying(stranger, { runId: run.id })).rejects.toThrow('import.unknown');
    expect(await prisma().listing.findUniqueOrThrow({ where: { id: listing.id } })).toMatchObject({ version: 1 });
  });

  test('is read in GBK, and in windows-1250 with semicolons', async () => {
    // 青花瓷盘,景德镇 in GBK.
    const gbk = Buffer.concat([
      Buffer.from('listing,category,title,summary,price\nqinghua,interior,'),
      Buffer.from('c7e0bba8b4c9c5cc', 'hex'),
      Buffer.from(','),
      Buffer.from('beb0b5c2d5f2', 'hex'),
      Buffer.from(',88\n'),
    ]);
    const chinese = await upload(new Uint8Array(gbk));
    expect(chinese.run).toMatchObject({ readEncoding: 'gb18030', readSeparator: 'comma' });
    expect(chinese.lines[0]?.title).toBe('青花瓷盘');
    const polish = Buffer.from(
      'listing;category;title;price;currency\nwaza;interior;Waza z B\xb3\xeakitnej \xa3\xb9ki;1 234,50;PLN\n',
      'latin1',
    );
    const { run, lines } = await upload(new Uint8Array(polish));
    expect(run).toMatchObject({ readEncoding: 'windows-1250', readSeparator: 'semicolon' });
    expect(lines[0]).toMatchObject({ title: 'Waza z Błękitnej Łąki', changes: [{ after: '1234.50 PLN' }] });
  });

  test('with a byte order mark, semicolons and quotes, from Excel, is read as it was meant', async () => {
    const { run, lines } = await upload(
      '\ufefflisting;category;title;price\r\nbom-1;interior;"Ваза; ""малка"" синя";24,90\r\n',
    );
    expect(run).toMatchObject({ readEncoding: 'utf-8', readSeparator: 'semicolon', unused: [] });
    expect(lines[0]).toMatchObject({ verdict: 'created', title: 'Ваза; "малка" синя' });
  });

  test('that was read in a wrong encoding is read again in the chosen one, and nothing of the first reading is left', async () => {
    const polish = Buffer.from('listing;category;title;price\nlaka;interior;\xa3\xb9ka;12\n', 'latin1');
    const { run, lines } = await upload(new Uint8Array(polish), { encoding: 'windows-1251' });
    expect([run.readEncoding, lines[0]?.title]).toEqual(['windows-1251', 'Ј№ka']);
    await expect(rereadImport(stranger, rereadImportSchema.parse({ runId: run.id }))).rejects.toThrow('import.unknown');
    await rereadImport(owner, rereadImportSchema.parse({ runId: run.id, encoding: 'windows-1250' }));
    // The job of the first reading, should it come late, changes nothing.
    await readImport(run.id, 1);
    await readImport(run.id, 2);
    const again = await viewImport(owner, run.id);
    expect(again).toMatchObject({ status: 'ready', readEncoding: 'windows-1250', rows: 1 });
    expect((await importLines(again, undefined)).items.map(({ title }) => title)).toEqual(['Łąka']);
  });

  test('names no SKU that another listing has, nor one twice in the same listing', async () => {
    const { listing, variant } = await makeListing(enterpriseId);
    await prisma().variant.update({ where: { id: variant.id }, data: { sku: 'ONE' } });
    const taken = await upload(`${header}\nother,interior,Other,10,EUR,ONE,,1,\n`);
    expect(codes(taken.lines)).toEqual(['2 sku sku_taken']);
    expect(taken.lines[0]?.problems[0]).toMatchObject({ params: { listing: listing.slug } });
    const twice = await upload(`${header}\npair,interior,Pair,10,EUR,TWO,Small,1,\npair,,,11,EUR,TWO,Large,1,\n`);
    expect(codes(twice.lines)).toContain('3 sku sku_twice');
    expect(twice.counts.rows.created).toBe(0);
  });

  test('with letters beyond the basic plane and stray NULs is read whole', async () => {
    const long = `${'𠮷'.repeat(250)}`;
    const { lines } = await upload(
      `listing,category,title,summary,price\nji\u0000,interior,${'𠮷'.repeat(69)},x,1\nk,interior,T,${long},1\n`,
    );
    expect(lines.map(({ verdict, title }) => [verdict, title])).toEqual([
      ['created', '𠮷'.repeat(69)],
      ['refused', 'T'],
    ]);
    const { listing } = await makeListing(enterpriseId);
    const changed = await upload(`listing,description\n${listing.slug},a${long}\n`);
    expect(changed.lines[0]?.changes[0]?.after).toMatch(/^a𠮷+/u);
  });

  test('that is none of listings is said to be none', async () => {
    const { run } = await upload('name,age\nAnna,7\n');
    expect(run).toMatchObject({ status: 'unreadable', problem: { code: 'import.header_unknown' } });
    await expect(startApplying(owner, { runId: run.id })).rejects.toThrow('import.not_ready');
  });
});

test('two thousand rows go on after a crash in the middle, and nothing is done twice', async () => {
  const rows = Array.from(
    { length: 2_000 },
    (_, n) => `big-${n},interior,Купа ${n % 500},${n + 1}.50,EUR,B-${n},,${n % 7},`,
  );
  const { run, counts } = await upload([header, ...rows].join('\n'));
  expect(counts.rows.created).toBe(2_000);
  const before = await own();
  await startApplying(owner, { runId: run.id });
  const job = applyImport(owner, run.id).then(
    () => 'finished',
    () => 'crashed',
  );
  while ((await importCounts(run)).applied < 300) await new Promise((resolve) => setTimeout(resolve, 5));
  await asOwner((client) =>
    client.query(
      'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
    ),
  );
  expect(await job).toBe('crashed');
  // The pool finds out by itself that its connections are gone.
  const middle = await vi.waitFor(() => importCounts(run));
  expect(middle.applied).toBeGreaterThan(0);
  expect(middle.waiting).toBeGreaterThan(0);
  expect(await own()).toBe(before + middle.applied);
  // Two jobs at once, as after a job that was only thought dead.
  await Promise.all([applyImport(owner, run.id), applyImport(owner, run.id)]);
  await applyImport(owner, run.id);
  expect(await viewImport(owner, run.id)).toMatchObject({ status: 'done' });
  expect(await importCounts(run)).toMatchObject({ applied: 2_000, waiting: 0, failed: 0 });
  expect(await own()).toBe(before + 2_000);
  expect(await prisma().variant.count({ where: { sku: { startsWith: 'B-' }, listing: { enterpriseId } } })).toBe(2_000);
});

/** What the worker's process does with an import, until it is done or killed. */
const working = `
  const [runId, actor] = process.argv.slice(1);
  const { applyImport } = await import('#lib/catalogue/index.ts');
  await applyImport(JSON.parse(actor), runId);
  process.exit(0);
`;

test('a worker that is killed in an import is followed by one that goes on where it stopped', async () => {
  const rows = Array.from({ length: 800 }, (_, n) => `kill-${n},interior,Чаша ${n},${n + 1}.50,EUR,K-${n},,2,`);
  const { run } = await upload([header, ...rows].join('\n'));
  const before = await own();
  await startApplying(owner, { runId: run.id });
  const announced = () => prisma().outboxMessage.count({ where: { topic: 'import.apply' } });
  const first = await announced();

  const worker = spawn(process.execPath, ['--input-type=module', '-e', working, run.id, JSON.stringify(owner)], {
    stdio: 'ignore',
  });
  const ended = once(worker, 'exit');
  while ((await importCounts(run)).applied < 100) {
    expect(worker.exitCode).toBeNull();
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  worker.kill('SIGKILL');
  expect(await ended).toEqual([null, 'SIGKILL']);
  // What it held is free again as soon as the database has noticed.
  const middle = await vi.waitFor(async () => {
    const counts = await importCounts(run);
    expect(await own()).toBe(before + counts.applied);
    return counts;
  });
  expect(middle.waiting).toBeGreaterThan(0);

  await catchUpImports();
  expect(await announced()).toBe(first);
  shiftClock(2 * minute);
  await Promise.all([catchUpImports(), catchUpImports()]);
  shiftClock(0);
  expect(await announced()).toBeGreaterThan(first);
  await applyImport(owner, run.id);
  expect(await viewImport(owner, run.id)).toMatchObject({ status: 'done' });
  expect(await importCounts(run)).toMatchObject({ applied: 800, waiting: 0, failed: 0 });
  expect(await own()).toBe(before + 800);
  const made = { listing: { enterpriseId }, sku: { startsWith: 'K-' } };
  expect(await prisma().variant.count({ where: made })).toBe(800);
  expect(await prisma().stockMovement.count({ where: { variant: made } })).toBe(800);
});
