import type { Actor } from '#lib/core/actor.ts';
import { may } from '#lib/core/authorize.ts';
import { prisma } from '#lib/db/index.ts';
import { fieldText, type Locale, withTranslations } from '#lib/languages/index.ts';
import type { Availability } from '../availability.ts';
import { isLicensed } from '../grant.ts';
import { freePart } from '../part.ts';
import { frozenFor, type Terms } from '../terms.ts';
import { givable } from '../view.ts';
import { booksOf, type Giver } from '../work.ts';

export interface FreeOfWork {
  readonly workId: string;
  readonly title: string;
  readonly answer: Availability;
}

/**
 * What of a scope is free in each work, for whoever fills in terms. What the licensee itself holds takes nothing from it, where the person is
 * of the licensee or of the holder of the work; for anybody else all that is held is in the way, and nobody learns by whom.
 */
export async function freeForTerms(
  actor: Actor,
  about: {
    readonly workIds: readonly string[];
    readonly licenseeId: string;
    /** Who gives, where the owners do not. Whoever asks has been let in. */
    readonly giver?: Giver | undefined;
  },
  terms: Pick<Terms, 'scope' | 'exclusivity' | 'leftOut'>,
  locale: Locale,
): Promise<FreeOfWork[]> {
  const { workIds, licenseeId, giver } = about;
  const works = await prisma().work.findMany({
    where: { id: { in: [...workIds] }, status: 'verified' },
    select: { id: true, enterpriseId: true, text: withTranslations },
    orderBy: { id: 'asc' },
  });
  const books = await booksOf(
    prisma(),
    works.map(({ id }) => id),
    undefined,
    giver,
  );
  const knows = (enterpriseId: string) => may(actor, 'deal.view', { enterpriseId });
  return works.map(({ id, enterpriseId, text }) => {
    const own = knows(licenseeId) || knows(giver?.holderId ?? enterpriseId) ? licenseeId : null;
    const { holdings = [], grants = [] } = books.get(id) ?? {};
    const others = grants.filter(({ exclusivity, licensee }) => !(isLicensed(exclusivity) && licensee === own));
    const ask = { exclusivity: terms.exclusivity, scope: frozenFor(terms, id) };
    return { workId: id, title: fieldText(text, 'title', locale), answer: freePart(ask, givable(holdings), others) };
  });
}
