import { DomainError } from '#lib/core/errors.ts';
import { defaultLocale, isLocale } from '#lib/languages/index.ts';
import { isAsking, readAsk, scopeOfAsk, searchRights, sentence, titlesOf } from '#lib/rights/index.ts';

const headers = { 'cache-control': 'no-store' };

/**
 * Public search for free rights: works for which all of the ask is free, then those for which a part is, with the part by country. It says what is
 * free and never who has the rest.
 */
export async function GET(request: Request): Promise<Response> {
  const query = new URL(request.url).searchParams;
  const asked = query.get('locale') ?? '';
  const locale = isLocale(asked) ? asked : defaultLocale;
  const ask = readAsk(query);
  if (!isAsking(ask)) return Response.json({ error: 'rights.empty_scope' }, { status: 422, headers });
  try {
    const scope = scopeOfAsk(ask);
    const found = await searchRights({
      ask: { exclusivity: ask.exclusivity, scope },
      kinds: ask.kinds,
      countries: ask.countries,
      side: ask.side,
      after: query.get('after') ?? undefined,
    });
    const titles = new Map(
      (
        await titlesOf(
          found.items.map(({ workId }) => workId),
          locale,
        )
      ).map((work) => [work.id, work]),
    );
    return Response.json(
      {
        whole: found.whole,
        facets: found.facets,
        next: found.next,
        items: found.items.flatMap(({ workId, whole, answer }) => {
          const work = titles.get(workId);
          if (!work) return [];
          const { id: _, ...shown } = work;
          return [{ ...shown, free: whole ? 'whole' : 'part', part: answer && sentence(answer) }];
        }),
      },
      { headers },
    );
  } catch (error) {
    if (error instanceof DomainError)
      return Response.json({ error: error.code, params: error.params }, { status: 422, headers });
    throw error;
  }
}
