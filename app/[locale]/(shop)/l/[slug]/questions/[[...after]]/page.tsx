import type { Metadata } from 'next';
import { connection } from 'next/server';
import { getTranslations } from 'next-intl/server';
import { Link } from '#app/_i18n/navigation.ts';
import { QuestionCard } from '#app/_shop/voice.tsx';
import { VoicesPage, voicesMetadata, voicesPlace } from '#app/_shop/voices-page.tsx';
import { buttonStyle } from '#app/_ui/button-style.ts';
import { listingQuestions } from '#lib/community/index.ts';
import { limits } from '#lib/core/limits.ts';

type Props = { params: Promise<{ locale: string; slug: string; after?: string[] }> };

export function generateMetadata({ params }: Props): Promise<Metadata> {
  return voicesMetadata(params, 'questions');
}

export default async function ListingQuestions({ params }: Props) {
  await connection();
  const { locale, listing, cursor } = await voicesPlace(params);
  const t = await getTranslations('reviews');
  const page = await listingQuestions(listing.id, limits.page, cursor, locale);
  return (
    <VoicesPage
      listing={listing}
      kind="questions"
      locale={locale}
      cursor={cursor}
      next={page.next}
      lead={
        <Link href={`/ask/${listing.slug}`} className={buttonStyle('quiet')} rel="nofollow">
          {t('questions.ask')}
        </Link>
      }
    >
      {page.items.length === 0 && <p className="text-muted">{t('questions.none')}</p>}
      {page.items.map((question) => (
        <QuestionCard key={question.id} question={question} maker={listing.enterprise} locale={locale} />
      ))}
    </VoicesPage>
  );
}
