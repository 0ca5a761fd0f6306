import { getFormatter, getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import type { DeskWork } from '#lib/rights/index.ts';

type Step = DeskWork['titleSteps'][number];

/** The steps of a chain of title in their order, with their documents; what may be done at each comes from the page. */
export async function ChainSteps({ work, children }: { work: DeskWork; children?: (step: Step) => ReactNode }) {
  const t = await getTranslations('works.chain');
  const format = await getFormatter();
  if (work.titleSteps.length === 0) return null;
  return (
    <ol className="border-amber border-l-2">
      {work.titleSteps.map((step) => (
        <li key={step.id} className="relative pb-5 pl-6 last:pb-0">
          <span aria-hidden="true" className="absolute top-2 -left-[7px] size-3 rounded-full bg-amber" />
          <p className="text-muted text-small">
            {t(`kinds.${step.kind}`)} ·{' '}
            <time dateTime={step.happenedOn.toISOString().slice(0, 10)}>
              {format.dateTime(step.happenedOn, { dateStyle: 'long', timeZone: 'UTC' })}
            </time>
          </p>
          <p className="font-medium">
            {step.fromParty && `${step.fromParty} → `}
            {step.toParty}
          </p>
          {step.note && <p className="text-small">{step.note}</p>}
          <ul className="flex flex-wrap gap-x-5 text-small">
            {step.documents.map(({ id, media }) => (
              <li key={id}>
                <a
                  href={`/api/studio/works/documents/${id}`}
                  download
                  className="link inline-flex min-h-11 items-center break-all"
                >
                  {media.fileName}
                </a>
              </li>
            ))}
            {step.documents.length === 0 && <li className="py-2 text-cinnabar">{t('bare')}</li>}
          </ul>
          {children?.(step)}
        </li>
      ))}
    </ol>
  );
}
