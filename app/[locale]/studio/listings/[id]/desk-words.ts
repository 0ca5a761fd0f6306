import { getTranslations } from 'next-intl/server';
import type { DeskWords } from '#app/_studio/desk/live-desk.tsx';

/** What the editor says while it is open, in the reader's language. */
export async function deskWords(): Promise<DeskWords> {
  const t = await getTranslations('life.desk');
  return {
    saving: t('saving'),
    saved: t('saved'),
    away: t('away'),
    refused: t('refused'),
    needed: t('needed'),
    theirs: t('theirs'),
    takeTheirs: t('take_theirs'),
    keepMine: t('keep_mine'),
    others: t('others', { names: '{names}' }),
  };
}
