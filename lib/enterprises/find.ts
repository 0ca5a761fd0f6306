import { remember } from '#lib/core/memory.ts';
import { prisma } from '#lib/db/index.ts';

const keepMs = 60_000;

/** Enterprises whose shipping table reaches a country: it is named, or a rate is for everywhere else. */
export function sendersTo(country: string): Promise<ReadonlySet<string>> {
  return remember(`senders:${country}`, keepMs, async () => {
    const rows = await prisma().shippingProfile.findMany({
      where: {
        isDefault: true,
        rates: { some: { OR: [{ countries: { has: country } }, { countries: { isEmpty: true } }] } },
      },
      select: { enterpriseId: true },
    });
    return new Set(rows.map((row) => row.enterpriseId));
  });
}

/** Public storefronts for which `fits` says yes to the name, at most so many. */
export async function makersNamed(
  fits: (name: string) => boolean,
  most: number,
): Promise<{ slug: string; name: string; country: string }[]> {
  const all = await remember('makers:', keepMs, () =>
    prisma().enterprise.findMany({
      where: { status: 'verified' },
      select: { slug: true, displayName: true, legalNameLatin: true, country: true },
      orderBy: { displayName: 'asc' },
    }),
  );
  return all
    .filter((each) => fits(each.displayName) || fits(each.legalNameLatin))
    .slice(0, most)
    .map(({ slug, displayName, country }) => ({ slug, name: displayName, country }));
}
