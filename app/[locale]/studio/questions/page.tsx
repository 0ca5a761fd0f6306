import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { pageLocale } from '#app/_shop/params.ts';
import { questionsOfEnterprise } from '#lib/community/index.ts';
import { may } from '#lib/core/authorize.ts';
import { openDesk, type StudioSearch } from '../_parts/desk.ts';
import { StudioDoor } from '../_parts/door.tsx';
import { StudioNav } from '../_parts/studio-nav.tsx';
import { Voice, VoiceList } from '../_parts/voice-list.tsx';

type Props = { params: Promise<{ locale: string }>; searchParams: StudioSearch };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await pageLocale(params);
  const t = await getTranslations('studio');
  return { title: t('nav.questions'), robots: { index: false } };
}

export default async function StudioQuestions({ params, searchParams }: Props) {
  const locale = await pageLocale(params);
  const desk = await openDesk(searchParams);
  if (desk.at !== 'desk') return <StudioDoor desk={desk} path="/studio/questions" locale={locale} />;
  const { actor, enterprise, several } = desk;
  const { show, after, done } = await searchParams;
  const which = show === 'answered' ? 'answered' : 'waiting';
  const page = await questionsOfEnterprise(actor, enterprise.id, which, after, locale);
  const answers = may(actor, 'community.answer', { enterpriseId: enterprise.id });
  return (
    <>
      <StudioNav enterprise={enterprise} current="questions" several={several} />
      <VoiceList kind="questions" which={which} enterprise={enterprise.slug} done={done === '1'} next={page.next}>
        {page.items.map((each) => (
          <Voice
            key={each.id}
            voice={each}
            kind="questions"
            enterprise={enterprise.slug}
            locale={locale}
            answers={answers}
          />
        ))}
      </VoiceList>
    </>
  );
}
