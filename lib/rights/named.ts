import { remember } from '#lib/core/memory.ts';
import type { WorkKind } from '#lib/db/generated/client.ts';
import { prisma } from '#lib/db/index.ts';
import { allNames, nameFor, withName } from '#lib/enterprises/index.ts';
import { fieldText, type Locale, withTranslations, writtenText } from '#lib/languages/index.ts';

/** A work as a list of names shows it. */
export interface NamedWork {
  readonly slug: string;
  readonly title: string;
  readonly kind: WorkKind;
  readonly maker: string;
  readonly pictureId: string | null;
}

interface Known extends NamedWork {
  /** Everything it is called: in the reader's language, in its own, and who made it. */
  readonly names: readonly string[];
}

const keepMs = 60_000;
const mostWorks = 2_000;

function known(locale: Locale): Promise<Known[]> {
  return remember(`catalogue:works:${locale}`, keepMs, async () => {
    const works = await prisma().work.findMany({
      where: { status: 'verified' },
      select: {
        slug: true,
        kind: true,
        creators: true,
        text: withTranslations,
        enterprise: { select: withName },
        pictures: { orderBy: { position: 'asc' }, take: 1, select: { mediaId: true } },
      },
      orderBy: [{ popularity: 'desc' }, { id: 'asc' }],
      take: mostWorks,
    });
    return works.map((work) => {
      const title = fieldText(work.text, 'title', locale);
      return {
        slug: work.slug,
        title,
        kind: work.kind,
        maker: nameFor(work.enterprise, locale),
        pictureId: work.pictures[0]?.mediaId ?? null,
        names: [title, writtenText(work.text, 'title'), ...allNames(work.enterprise), ...work.creators],
      };
    });
  });
}

/** Verified works for which `fits` says yes to a name, those that are called so first; at most so many. */
export async function worksNamed(fits: (name: string) => boolean, locale: Locale, most: number): Promise<NamedWork[]> {
  const found = (await known(locale)).filter((work) => work.names.some(fits));
  const own = found.filter((work) => work.names.slice(0, 2).some(fits));
  return [...new Set([...own, ...found])].slice(0, most).map(({ names: _, ...work }) => work);
}

/** Slugs of the works everybody may read of, for the sitemap. */
export async function publicWorkSlugs(most: number): Promise<string[]> {
  const works = await prisma().work.findMany({
    where: { status: 'verified' },
    select: { slug: true },
    orderBy: { slug: 'asc' },
    take: most,
  });
  return works.map(({ slug }) => slug);
}
