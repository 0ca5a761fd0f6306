import { pool } from '#lib/db/index.ts';
import { type Named, nameColumn, nameFor } from '#lib/enterprises/index.ts';
import { type Locale, readVersions, type TextOrigin, type TextState } from '#lib/languages/index.ts';

/** A work in a list of found ones, without its picture. */
export interface TitledWork {
  readonly id: string;
  readonly slug: string;
  readonly title: string;
  /** The language of the title. */
  readonly language: string;
  readonly kind: string;
  readonly maker: string;
  readonly country: string;
}

interface Row {
  readonly id: string;
  readonly slug: string;
  readonly kind: string;
  readonly maker: Named;
  readonly country: string;
  /** Null where nobody has named it. */
  readonly titles:
    | readonly {
        locale: string;
        value: string | null;
        state: TextState;
        origin: TextOrigin;
        sourceRevision: number;
      }[]
    | null;
}

/** Titles of works in the order of their ids, in one question: what a search over the network answers with. */
export async function titlesOf(ids: readonly string[], locale: Locale): Promise<TitledWork[]> {
  const { rows } = await pool().query<Row>({
    name: 'work-titles',
    text: `select w.id, w.slug, w.kind::text, ${nameColumn} as maker, e.country,
        (select json_agg(json_build_object('locale', t.locale, 'value', t.title, 'state', t.state, 'origin', t.origin, 'sourceRevision', t.source_revision))
          from translation t where t.text_id = w.text_id) as titles
      from unnest($1::uuid[]) with ordinality as asked(id, place)
      join work w on w.id = asked.id and w.status = 'verified' join enterprise e on e.id = w.enterprise_id order by asked.place`,
    values: [ids],
  });
  return rows.map(({ titles, ...work }) => {
    const title = readVersions(
      (titles ?? []).map((each) => ({ ...each, value: each.value ?? '' })),
      locale,
    );
    return {
      ...work,
      maker: nameFor(work.maker, locale),
      title: title?.value ?? '',
      language: title?.locale ?? locale,
    };
  });
}
