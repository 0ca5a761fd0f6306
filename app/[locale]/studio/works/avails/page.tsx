import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { pageLocale } from '#app/_shop/params.ts';
import { buttonStyle } from '#app/_ui/button-style.ts';
import { FileField } from '#app/_ui/file-field.tsx';
import { Form } from '#app/_ui/form.tsx';
import { PageHead } from '#app/_ui/layout.tsx';
import { Submit } from '#app/_ui/submit.tsx';
import { openDesk, type StudioSearch } from '../../_parts/desk.ts';
import { StudioDoor } from '../../_parts/door.tsx';
import { StudioNav } from '../../_parts/studio-nav.tsx';
import { readAvailsAction } from './actions.ts';

type Props = { params: Promise<{ locale: string }>; searchParams: StudioSearch };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await pageLocale(params);
  const t = await getTranslations('avails.sheet');
  return { title: t('title'), robots: { index: false } };
}

const files = { csv: 'avails.csv', xlsx: 'avails.xlsx', onix: 'onix.xml', odrl: 'odrl.jsonld' } as const;

/** What of an enterprise's works is free, as files of the trade; and what it gave elsewhere, read from the same sheet. */
export default async function AvailsSheets({ params, searchParams }: Props) {
  const locale = await pageLocale(params);
  const desk = await openDesk(searchParams, 'work.edit');
  if (desk.at !== 'desk') return <StudioDoor desk={desk} path="/studio/works/avails" locale={locale} />;
  const { enterprise, several } = desk;
  const t = await getTranslations('avails.sheet');
  return (
    <>
      <StudioNav enterprise={enterprise} current="works" several={several} />
      <PageHead title={t('title')} lead={t('lead')} />
      <div className="grid items-start gap-x-[clamp(24px,5vw,80px)] gap-y-12 lg:grid-cols-2">
        <section aria-labelledby="import-title" className="min-w-0">
          <h2 id="import-title" className="mb-2 text-large">
            {t('import')}
          </h2>
          <p className="mb-3 max-w-[60ch] text-muted text-small">{t('import_text')}</p>
          <p className="mb-5 max-w-[60ch] text-muted text-small">{t('import_onix')}</p>
          <Form action={readAvailsAction} className="grid gap-5">
            <input type="hidden" name="enterpriseId" value={enterprise.id} />
            <FileField name="file" label={t('file')} accept=".csv,.xlsx,.json,.jsonld,.xml,.onix,text/csv" />
            <p>
              <Submit>{t('preview')}</Submit>
            </p>
          </Form>
        </section>
        <section aria-labelledby="export-title" className="grid min-w-0 gap-3">
          <h2 id="export-title" className="text-large">
            {t('export')}
          </h2>
          <p className="mb-2 text-muted text-small">{t('export_text')}</p>
          {(Object.keys(files) as (keyof typeof files)[]).map((name) => (
            <a
              key={name}
              href={`/api/studio/avails/${files[name]}?enterprise=${enterprise.id}`}
              download
              className={buttonStyle('quiet')}
            >
              {t(name)}
            </a>
          ))}
        </section>
      </div>
    </>
  );
}
