import { getTranslations } from 'next-intl/server';
import { Link } from '#app/_i18n/navigation.ts';
import { currentActor } from '#app/_session/actor.ts';
import { Notice } from '#app/_ui/layout.tsx';
import { DomainError } from '#lib/core/errors.ts';
import { readChecklist } from '#lib/rights/index.ts';

/** Staff that looks after money sees royalties and no checklist. */
async function checklistOrNone(number: string) {
  try {
    return await readChecklist(await currentActor(), number);
  } catch (error) {
    if (error instanceof DomainError) return null;
    throw error;
  }
}

/** Where a licence stands with what the law asks, and the way to the list. */
export async function CompliancePart({ number }: { number: string }) {
  const list = await checklistOrNone(number);
  if (!list || list.items.length === 0) return null;
  const { items, blocking, licence } = list;
  const t = await getTranslations('compliance');
  const held = licence.status === 'signed' && blocking.length > 0;
  const seen = items.filter(({ tick }) => tick !== null).length;
  return (
    <div className="mt-4">
      <Notice kind={held ? 'bad' : 'info'}>
        {held ? t('held', { count: blocking.length }) : t('progress', { seen, of: items.length })}{' '}
        <Link href={`/licences/${number}/checklist`} className="link inline-flex min-h-11 items-center">
          {t('open_list')}
        </Link>
      </Notice>
    </div>
  );
}
