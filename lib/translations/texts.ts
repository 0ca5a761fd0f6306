import { limits } from '#lib/core/limits.ts';
import { prisma } from '#lib/db/index.ts';
import { isLocale, type Locale } from '#lib/languages/index.ts';
import { type ContentKind, contentKinds, wordCount } from '#lib/workbench/index.ts';

/** One text of an enterprise that can be translated, as the chooser lists it. */
export interface OwnText {
  readonly textId: string;
  readonly kind: ContentKind;
  readonly slug: string;
  readonly title: string;
  readonly sourceLocale: Locale;
  readonly fields: readonly { readonly field: string; readonly source: string; readonly words: number }[];
  readonly words: number;
  /** Languages in which nothing is there, or only what was made of an earlier original. */
  readonly open: readonly string[];
  /** Languages in which only a machine's is there. */
  readonly machine: readonly string[];
  /** Languages in which there are people's words, fresh or not: a machine writes nothing over them. */
  readonly human: readonly string[];
  /** Languages for which a job of it is under way. */
  readonly ordered: readonly string[];
}

interface Row {
  readonly textId: string;
  readonly kind: string;
  readonly slug: string;
  readonly sourceLocale: string;
  readonly fields: unknown;
  readonly done: string[];
  readonly machine: string[];
  readonly human: string[];
  readonly ordered: string[];
}

/** Where a title stands, by what a text is of. */
const titles = ['title', 'name', 'tagline', 'story'] as const;
const titleLength = 90;

/** The texts of an enterprise: its listings, works, collections and storefront, those seen most first. */
export async function textsOf(enterpriseId: string, targets: readonly Locale[]): Promise<OwnText[]> {
  const rows = await prisma().$queryRaw<Row[]>`
    with own as (
      select e.text_id, 'enterprise' as kind, e.slug, 3000000 as rank from enterprise e where e.id = ${enterpriseId}::uuid
      union all select c.text_id, 'collection', c.slug, 2000000 from collection c where c.enterprise_id = ${enterpriseId}::uuid
      union all select w.text_id, 'work', w.slug, w.popularity from work w where w.enterprise_id = ${enterpriseId}::uuid
      union all select l.text_id, 'listing', l.slug, l.popularity from listing l
        where l.enterprise_id = ${enterpriseId}::uuid and l.status <> 'archived'
    )
    select o.text_id as "textId", o.kind, o.slug, x.source_locale as "sourceLocale", s.fields,
      array(select t.locale from translation t where t.text_id = x.id and t.state in ('draft', 'translated', 'reviewed') and t.source_revision >= x.revision) as done,
      array(select t.locale from translation t where t.text_id = x.id and t.state = 'machine' and t.source_revision >= x.revision) as machine,
      array(select t.locale from translation t where t.text_id = x.id and t.state in ('draft', 'translated', 'reviewed')) as human,
      array(select distinct j.to_locale from translation_unit u join translation_job j on j.id = u.job_id
        where u.text_id = x.id and j.status in ('awaiting_payment', 'offered', 'taken', 'delivered', 'changes', 'disputed')) as ordered
    from own o join texts x on x.id = o.text_id join translation s on s.text_id = x.id and s.state = 'source'
    order by o.rank desc, o.slug, o.text_id limit ${limits.translationTexts}`;
  return rows.flatMap((row) => read(row, targets));
}

function read(row: Row, targets: readonly Locale[]): OwnText[] {
  const kind = contentKinds.find((each) => each === row.kind);
  if (!kind || !isLocale(row.sourceLocale) || !(row.fields instanceof Object)) return [];
  const { sourceLocale, done, machine, human, ordered } = row;
  const fields = Object.entries(row.fields)
    .filter((each): each is [string, string] => typeof each[1] === 'string' && each[1].trim() !== '')
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([field, source]) => ({ field, source, words: wordCount(source) }));
  if (fields.length === 0) return [];
  const other = targets.filter((each) => each !== sourceLocale && !ordered.includes(each));
  const title = titles.flatMap((name) => fields.filter(({ field }) => field === name))[0]?.source ?? row.slug;
  return [
    {
      textId: row.textId,
      kind,
      slug: row.slug,
      title: title.length > titleLength ? `${title.slice(0, titleLength)}…` : title,
      sourceLocale,
      fields,
      words: fields.reduce((sum, { words }) => sum + words, 0),
      open: other.filter((each) => !done.includes(each) && !machine.includes(each)),
      machine: other.filter((each) => machine.includes(each)),
      human,
      ordered,
    },
  ];
}
