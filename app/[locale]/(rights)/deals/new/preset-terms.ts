import { readListing } from '#lib/catalogue/index.ts';
import { isoDay, now } from '#lib/core/clock.ts';
import { type Hierarchy, hierarchies, inYears, licensed, type Terms } from '#lib/rights/index.ts';

/** Of codes that somebody stored, those that a hierarchy has. */
function known(codes: readonly string[], { leaves, groups }: Hierarchy): string[] {
  return codes.filter((code) => leaves.includes(code) || groups.includes(code));
}

/** The terms that a licence listing of this work begins a request with; none where there is no such listing. */
export async function presetTerms(slug: string, workId: string, currency: string): Promise<Terms | undefined> {
  const listing = slug ? await readListing(slug) : null;
  const offer = listing?.workId === workId ? listing.licenceOffer : null;
  const exclusivity = licensed.find((each) => each === offer?.exclusivity);
  if (!listing || !offer || !exclusivity) return undefined;
  const start = isoDay(now());
  const from = listing.priceMinor > 0n;
  return {
    scope: {
      rights: { include: known(offer.rights, hierarchies.rights) },
      territories: { include: known(offer.territories, hierarchies.territories) },
      languages: { include: ['all', 'zxx', 'mis'] },
      term: { start, end: inYears(start, offer.years) },
    },
    exclusivity,
    advanceMinor: listing.priceMinor.toString(),
    currency: from ? listing.currency : currency,
    // What most licences of this market pay; the parties write their own.
    royalty: 800,
  };
}
