import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { countryName } from '#app/_i18n/names.ts';
import { Link } from '#app/_i18n/navigation.ts';
import { Picture } from '#app/_ui/picture.tsx';
import { nameFor } from '#lib/enterprises/index.ts';
import { type Locale, readField } from '#lib/languages/index.ts';
import type { WholeWork } from '#lib/rights/index.ts';

/** Stays with what it follows: no line begins with it. */
const dot = '\u00a0· ';

/** A work among others: picture, title, kind and holder, and what is free of it. */
export async function WorkTile({ work, locale, children }: { work: WholeWork; locale: Locale; children?: ReactNode }) {
  const t = await getTranslations('rights');
  const title = readField(work.text, 'title', locale);
  const picture = work.pictures[0];
  return (
    <Link href={`/w/${work.slug}`} className="group block min-w-0">
      <div className="aspect-4/5 overflow-hidden rounded-md bg-silk">
        {picture && <Picture mediaId={picture.mediaId} alt="" sizes="(max-width: 640px) 46vw, 280px" maxWidth={800} />}
      </div>
      <h3
        className="mt-3 font-medium font-sans text-base leading-snug tracking-normal group-hover:underline"
        lang={title?.locale}
      >
        {title?.value}
      </h3>
      <p className="text-muted text-small">
        {t(`kind.${work.kind}`)}
        {dot}
        {nameFor(work.enterprise, locale)}
        {dot}
        {countryName(work.enterprise.country, locale)}
      </p>
      {children}
    </Link>
  );
}
