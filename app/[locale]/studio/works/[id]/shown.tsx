import { getTranslations } from 'next-intl/server';
import { GivenLine } from '#app/_rights/given-line.tsx';
import { Checkbox } from '#app/_ui/field.tsx';
import { Form } from '#app/_ui/form.tsx';
import { Submit } from '#app/_ui/submit.tsx';
import type { Locale } from '#lib/languages/index.ts';
import type { DeskWork, GivenLicence } from '#lib/rights/index.ts';
import { showLicencesAction } from '../actions.ts';
import { Section } from './section.tsx';

/** Which licences the work's page shows to those who may want the next one. */
export async function Shown({
  work,
  licences,
  locale,
  open,
}: {
  work: DeskWork;
  licences: readonly GivenLicence[];
  locale: Locale;
  open: boolean;
}) {
  const t = await getTranslations('works.shown');
  const chosen = new Set(work.shown.map(({ licenceId }) => licenceId));
  if (licences.length === 0)
    return (
      <Section id="shown" title={t('title')}>
        <p className="mt-1 text-muted text-small">{t('none')}</p>
      </Section>
    );
  return (
    <Section id="shown" title={t('title')} lead={t('lead')}>
      {open ? (
        <Form action={showLicencesAction} key={[...chosen].join()} className="grid gap-3">
          <input type="hidden" name="workId" value={work.id} />
          {licences.map((licence) => (
            <Checkbox
              key={licence.id}
              name="licences[]"
              value={licence.id}
              label={<GivenLine licence={licence} locale={locale} />}
              defaultChecked={chosen.has(licence.id)}
            />
          ))}
          <div>
            <Submit kind="quiet" pending={t('saving')}>
              {t('save')}
            </Submit>
          </div>
        </Form>
      ) : (
        <ul className="grid gap-2">
          {licences
            .filter(({ id }) => chosen.has(id))
            .map((licence) => (
              <li key={licence.id}>
                <GivenLine licence={licence} locale={locale} />
              </li>
            ))}
        </ul>
      )}
    </Section>
  );
}
