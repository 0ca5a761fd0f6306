import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type pg from 'pg';
import { publishedItems, publishedOn } from '#lib/rights/index.ts';
import { stableId } from './ids.ts';

const folder = path.join(import.meta.dirname, 'data');

export async function readData<T>(name: string): Promise<T> {
  return JSON.parse(await readFile(path.join(folder, name), 'utf8')) as T;
}

interface CategoryData {
  readonly slug: string;
  readonly parentSlug: string | null;
  readonly unctadCode: string | null;
  readonly hsChapters: string[];
  readonly name: Record<string, string>;
}

/** The file is all there is: a row that was corrected away would go on being in force beside its correction. */
async function seedVatRates(client: pg.Client): Promise<void> {
  const rates =
    await readData<{ country: string; class: string; validFrom: string; rate: number; source: string }[]>(
      'vat-rates.json',
    );
  await client.query(
    'delete from vat_rate where (country, class, valid_from) not in (select * from unnest($1::text[], $2::text[], $3::date[]))',
    [rates.map((row) => row.country), rates.map((row) => row.class), rates.map((row) => row.validFrom)],
  );
  for (const { country, class: kind, validFrom, rate, source } of rates)
    await client.query(
      'insert into vat_rate (country, class, valid_from, rate, source) values ($1, $2, $3, $4, $5) on conflict (country, class, valid_from) do update set rate = excluded.rate, source = excluded.source',
      [country, kind, validFrom, rate, source],
    );
}

/** What every installation needs, demo or not: categories, VAT rates, a first set of exchange rates, the standard commission. */
export async function seedReference(client: pg.Client): Promise<void> {
  await client.query(
    `insert into commission_plan (id, name, basis_points) values ('standard', 'Standard', 1000) on conflict (id) do nothing`,
  );
  for (const [position, category] of (await readData<CategoryData[]>('categories.json')).entries()) {
    const textId = stableId('text', `category ${category.slug}`);
    await client.query(`insert into texts (id, source_locale) values ($1, 'en') on conflict (id) do nothing`, [textId]);
    for (const [locale, name] of Object.entries(category.name)) {
      await client.query(
        `insert into translation (text_id, locale, fields, state) values ($1, $2, $3, $4::translation_state)
         on conflict (text_id, locale) do update set fields = excluded.fields`,
        [textId, locale, { name }, locale === 'en' ? 'source' : 'reviewed'],
      );
    }
    await client.query(
      `insert into category (slug, parent_slug, position, unctad_code, hs_chapters, text_id) values ($1, $2, $3, $4, $5, $6)
       on conflict (slug) do update set position = excluded.position, unctad_code = excluded.unctad_code, hs_chapters = excluded.hs_chapters`,
      [category.slug, category.parentSlug, position, category.unctadCode, category.hsChapters, textId],
    );
  }
  await seedVatRates(client);
  for (const { code, ...content } of publishedItems) {
    const { rowCount } = await client.query(
      'insert into compliance_item (code, content, reviewed_on) values ($1, $2, $3) on conflict (code) do nothing',
      [code, content, publishedOn],
    );
    if (rowCount)
      await client.query('insert into compliance_revision (item_code, version, content) values ($1, 1, $2)', [
        code,
        content,
      ]);
  }
  await seedGlossary(client);
  const { source, date, perEuro } = await readData<{ source: string; date: string; perEuro: Record<string, string> }>(
    'exchange-rates.json',
  );
  for (const [currency, rate] of Object.entries(perEuro)) {
    await client.query(
      'insert into exchange_rate (source, date, currency, rate) values ($1, $2, $3, $4) on conflict do nothing',
      [source, date, currency, rate],
    );
  }
}

/** The glossary that everybody begins with. What a manager of a language has changed since stays. */
async function seedGlossary(client: pg.Client): Promise<void> {
  const terms = JSON.stringify(await readData<object[]>('glossary.json'));
  await client.query(
    `insert into term (slug, domain, part_of_speech, definition, do_not_translate)
     select slug, domain, "partOfSpeech", definition, coalesce("doNotTranslate", false)
     from jsonb_to_recordset($1::jsonb) as t (slug text, domain term_domain, "partOfSpeech" text, definition text, "doNotTranslate" boolean)
     on conflict (slug) do nothing`,
    [terms],
  );
  await client.query(
    `insert into term_word (term_id, locale, value, forbidden)
     select term.id, w.key, w.value ->> 'value', coalesce(array(select jsonb_array_elements_text(w.value -> 'forbidden')), '{}')
     from jsonb_array_elements($1::jsonb) t join term on term.slug = t ->> 'slug' cross join lateral jsonb_each(t -> 'words') w
     on conflict (term_id, locale) do update set value = excluded.value, forbidden = excluded.forbidden where term_word.version = 1`,
    [terms],
  );
}
