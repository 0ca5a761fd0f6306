import type { Rows } from './rows.ts';

const day = 86_400_000;

/** Per cent off, and for how many days more. */
const reduced: Readonly<Record<string, readonly [percent: number, days: number | null]>> = {
  'linonamai-patalyne-rasa': [20, 12],
  'matyo-nyaklanc-himzes': [15, 5],
  'pirot-jastucnica-vrasko-koleno': [10, null],
  'yxt-shuiping-zhuni-pot': [12, 20],
  'odbitka-warsztat-zestaw': [25, 3],
  'bonaca-karta-boke': [30, 9],
};

/** What is off a listing's prices today, in basis points. */
export function reducedBasisPoints(slug: string): number {
  return (reduced[slug]?.[0] ?? 0) * 100;
}

/** Since when and until when prices are reduced. */
export function addReductions(rows: Rows, today: Date): void {
  for (const { id, slug } of rows.of('listing')) {
    const [percent, days] = reduced[String(slug)] ?? [];
    if (!percent) continue;
    rows.add('price_reduction', {
      listing_id: id ?? null,
      basis_points: percent * 100,
      starts_at: new Date(today.getTime() - 2 * day),
      ends_at: days ? new Date(today.getTime() + days * day) : null,
    });
  }
}
