import { getTranslations } from 'next-intl/server';
import { Marks } from './marks.tsx';
import { Seen as SeenBefore } from './seen.tsx';

/** The forms behind the hearts of every page, with their words. */
export async function PageMarks({ locale }: { locale: string }) {
  const t = await getTranslations('lists');
  return (
    <Marks
      locale={locale}
      words={{
        saved: t('mark.saved'),
        see: t('mark.see'),
        unsaved: t('mark.unsaved'),
        undo: t('undo'),
        failed: t('mark.failed'),
        compare: t('compare'),
        clear: t('mark.clear'),
        most: t('mark.most'),
        close: t('mark.close'),
      }}
    />
  );
}

/** What the device has seen lately, on the pages that show it. */
export async function Seen({ locale, current }: { locale: string; current?: string }) {
  const t = await getTranslations('lists.seen');
  return (
    <SeenBefore
      locale={locale}
      {...(current ? { current } : {})}
      words={{ title: t('title'), clear: t('clear'), off: t('off'), soldOut: t('sold_out') }}
    />
  );
}
