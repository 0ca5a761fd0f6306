import type { WorkKind } from '#lib/db/generated/client.ts';
import { type Alike, mostAlike } from './alike.ts';
import { verifiedWorks, type WholeWork } from './work.ts';

function alike(work: WholeWork): Alike<WorkKind> {
  return {
    id: work.id,
    kind: work.kind,
    maker: work.enterpriseId,
    country: work.enterprise.country,
    languages: work.languages,
    year: work.year,
    popularity: work.popularity,
  };
}

/** Verified works like this one, of other makers and of several countries. */
export async function similarWorks(work: WholeWork, most: number): Promise<WholeWork[]> {
  const all = await verifiedWorks();
  const chosen = mostAlike(alike(work), all.map(alike), most);
  return chosen.flatMap(({ id }) => all.find((each) => each.id === id) ?? []);
}
