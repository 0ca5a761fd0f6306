import { describe, expect, test } from 'vitest';
import { type Block, code128, makePdf } from '../../../lib/print/index.ts';
import { readPdf } from './read-pdf.ts';

/** Sentences with the letters that their language has and others have not, for all nineteen. */
const sentences = {
  'zh-CN': '发票依据《欧盟增值税指令》第226条开具：“敦煌飞天”真丝方巾（手工卷边）——数量2条，单价€128.00；喆先生收货。',
  bg: 'Фактурата е издадена съгласно чл. 226; щъркел, ѝ, №5, жълт „юг“ – 12,50 лв.',
  pl: 'Faktura zgodnie z art. 226: zażółć gęślą jaźń, ŁÓDŹ – 1 234,50 zł.',
  el: 'Τιμολόγιο σύμφωνα με το άρθρο 226: ΐ, ΰ, Ώρα – 1.234,50 €.',
  en: 'Invoice under Article 226 – “Ambersilk’s” vases, €1,234.50.',
  mk: 'Фактура според член 226: ѓубре, ќерка, ѕвезда, џем, љубов, њива – 1.234,50 ден.',
  'sr-Cyrl': 'Рачун по члану 226: ђак, ћуприја, љуљашка, њива, џезва – 1.234,50 РСД.',
  'sr-Latn': 'Račun po članu 226: đak, ćuprija, ljuljaška, njiva, džezva, žaba – 1.234,50 RSD.',
  hr: 'Račun prema članku 226.: čvorak, ćuk, đurđica, šišmiš, žbunje – 1.234,50 €.',
  bs: 'Račun prema članu 226: Šta ćeš, đače, čuvati žito? – 1.234,50 KM.',
  sl: 'Račun po členu 226: češnja, šipek, žajbelj – 1.234,50 €.',
  cs: 'Faktura podle článku 226: příliš žluťoučký kůň úpěl ďábelské ódy, ŇŤ – 1 234,50 Kč.',
  sk: 'Faktúra podľa článku 226: kŕdeľ ďatľov učí koňa žrať kôru, ŤŇĹŔ – 1 234,50 €.',
  ro: 'Factură conform art. 226: țânțar, șarpe, ĂÂÎȘȚ – 1.234,50 lei.',
  sq: 'Faturë sipas nenit 226: çështje, ËÇ, zëri – 1.234,50 lekë.',
  et: 'Arve artikli 226 järgi: põdur žiraff, šokolaad, öö, üliõpilane, ÄÕÖÜ – 1234,50 €.',
  lv: 'Rēķins saskaņā ar 226. pantu: ķēniņš, ģērbt, ļaudis, ņirgt, šūt, žurka, čūska – 1234,50 €.',
  lt: 'Sąskaita pagal 226 straipsnį: įlinkdama fechtuotojo špaga, ėjo, ųžuolas, ČĘĖĮŠŲŪŽ – 1 234,50 €.',
  hu: 'Árvíztűrő tükörfúrógép, ŐŰ: számla a 226. cikk szerint – 1 234 Ft.',
} as const;

const base = { title: 'Ambersilk 2026-000123', author: 'Ambersilk', createdAt: new Date('2026-11-26T10:00:00Z') };

/** The text without the places where lines and pages end; Chinese has no spaces to lose. */
const flat = (pages: readonly string[]) => pages.join('\n').replace(/\s+/g, ' ');

describe('makePdf', () => {
  test.each(Object.entries(sentences))('text in %s reads back letter by letter', async (language, sentence) => {
    const pdf = await makePdf({ ...base, language, blocks: [{ kind: 'text', text: sentence }] });
    const { pages } = await readPdf(pdf);
    const [text = ''] = pages;
    expect(
      text
        .split('\n')
        .slice(0, -1)
        .join(language === 'zh-CN' ? '' : ' '),
    ).toBe(sentence);
  });

  test('is shaped as PDF/A-3a: tagged, titled, in a language, with XMP, sRGB and embedded faces, nothing active', async () => {
    const attachment = {
      name: 'a.xml',
      contentType: 'application/xml',
      bytes: Buffer.from('<a/>'),
      description: 'UBL',
    };
    const blocks: Block[] = [
      { kind: 'heading', level: 1, words: { text: 'Фактура', also: { text: '发票', language: 'zh-CN' } } },
      { kind: 'text', text: sentences.bg },
      { kind: 'table', columns: [{ head: { text: 'Сума' }, share: 1, align: 'right' }], rows: [[{ text: '12,50 €' }]] },
    ];
    const pdf = await makePdf({ ...base, language: 'bg', blocks, attachments: [attachment] });
    const { info, metadata, marked, roles, attachments } = await readPdf(pdf);
    expect(info).toMatchObject({ Title: base.title, Author: 'Ambersilk', Language: 'bg', PDFFormatVersion: '1.7' });
    expect(metadata?.get('dc:title')).toBeTruthy();
    expect(marked).toMatchObject({ Marked: true });
    expect([...roles]).toEqual(expect.arrayContaining(['Document', 'H1', 'P', 'Table', 'TR', 'TH', 'TD']));
    expect(attachments).toBeTruthy();
    const raw = pdf.toString('latin1');
    expect(raw).toMatch(/pdfaid:part>3<[\s\S]*pdfaid:conformance>A</);
    expect(raw).toContain('/OutputIntents');
    expect(raw).not.toMatch(/\/Encrypt|\/JavaScript|\/JS |\/Helvetica/);
    const fonts = raw.match(/\/Type \/FontDescriptor/g)?.length;
    expect(fonts).toBeGreaterThan(1);
    expect(raw.match(/\/FontFile2 /g)?.length).toBe(fonts);
  });

  test('a table goes on over pages with its head repeated, every row once, and pages are numbered', async () => {
    const rows = Array.from({ length: 80 }, (_, at) => [{ text: `Row ${at + 1}.` }, { text: `${at},50 €` }]);
    const columns = [
      { head: { text: 'Goods' }, share: 3 },
      { head: { text: 'Amount' }, share: 1, align: 'right' as const },
    ];
    const { pages } = await readPdf(
      await makePdf({ ...base, language: 'en', blocks: [{ kind: 'table', columns, rows }] }),
    );
    expect(pages.length).toBeGreaterThan(2);
    for (const [at, page] of pages.entries()) {
      expect(page).toContain('Goods');
      expect(page).toContain(`${at + 1} / ${pages.length}`);
    }
    for (let row = 1; row <= 80; row++) expect(flat(pages).split(`Row ${row}.`).length).toBe(2);
  });

  test('a row higher than a page breaks and loses nothing; a letter no face has is left out', async () => {
    const words = Array.from({ length: 1_500 }, (_, at) => `word${at}`).join(' ');
    const columns = [{ head: { text: 'Text' }, share: 1 }];
    const { pages } = await readPdf(
      await makePdf({
        ...base,
        language: 'en',
        blocks: [{ kind: 'table', columns, rows: [[{ text: `🎏${words}` }]] }],
      }),
    );
    expect(pages.length).toBeGreaterThan(1);
    const text = flat(pages.map((page) => page.replace(/\n?\d+ \/ \d+\s*$/, '').replace(/^Text\n/, '')));
    expect(text.trim()).toBe(words);
  });

  test('the same document gives the same pages', async () => {
    const document = { ...base, language: 'pl', blocks: [{ kind: 'text', text: sentences.pl }] satisfies Block[] };
    const [first, second] = [await makePdf(document), await makePdf(document)];
    expect((await readPdf(first)).pages).toEqual((await readPdf(second)).pages);
    expect(first.length).toBe(second.length);
  });
});

describe('code128', () => {
  test('AB-1 as ISO/IEC 15417 draws it: start B, values, check, stop', () => {
    // 104 + 33·1 + 34·2 + 13·3 + 17·4 = 312, which leaves 3 over 103: 3 is 121223.
    expect(code128('AB-1').join('')).toBe('2112141113231311231221321232211212232331112');
  });
  test('what is no printable ASCII has no bars', () => expect(() => code128('Ł')).toThrow(RangeError));
});
