import { getTranslations } from 'next-intl/server';
import type { Paper } from '#lib/ordering/index.ts';

/** What a parcel needs on its way over a border, each with what it is and where it comes from. */
export async function Papers({ papers, className }: { papers: readonly Paper[]; className?: string }) {
  const t = await getTranslations('papers');
  return (
    <div className={className ?? 'mt-6'}>
      <h3 className="font-medium">{t('title')}</h3>
      {papers.length === 0 ? (
        <p className="mt-1 text-muted text-small">{t('none')}</p>
      ) : (
        <>
          <dl className="mt-2 grid gap-3 text-small">
            {papers.map((paper) => (
              <div key={paper}>
                <dt className="font-medium">{t(`${paper}.name`)}</dt>
                <dd className="text-muted">{t(`${paper}.text`)}</dd>
              </div>
            ))}
          </dl>
          <p className="mt-3 text-muted text-small">{t('hint')}</p>
        </>
      )}
    </div>
  );
}
