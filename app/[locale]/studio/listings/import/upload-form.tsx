import { getTranslations } from 'next-intl/server';
import { buttonStyle } from '#app/_ui/button-style.ts';
import { limits } from '#lib/core/limits.ts';
import type { Locale } from '#lib/languages/index.ts';
import type { OwnEnterprise } from '../../_parts/desk.ts';
import { CategoryField, ReadingFields } from './reading-fields.tsx';

type Chosen = Readonly<Record<string, string | undefined>>;

/** Where a file of listings goes in. A plain form; what was chosen and what went wrong come back in the address. */
export async function UploadForm({
  enterprise,
  locale,
  chosen,
}: {
  enterprise: OwnEnterprise;
  locale: Locale;
  chosen: Chosen;
}) {
  const t = await getTranslations('import.upload');
  const problem = await problemOf(chosen['problem']);
  const address = new URLSearchParams({ locale, ...(chosen['enterprise'] ? { enterprise: enterprise.slug } : {}) });
  return (
    <section id="upload" aria-labelledby="upload-title" className="min-w-0 scroll-mt-6">
      <h2 id="upload-title" className="mb-4 text-large">
        {t('title')}
      </h2>
      <form
        action={`/api/studio/imports?${address}`}
        method="post"
        encType="multipart/form-data"
        className="grid max-w-[640px] gap-6"
      >
        <input type="hidden" name="enterpriseId" value={enterprise.id} />
        <div className="rounded-md border border-edge/70 border-dashed p-5">
          <label htmlFor="import-file" className="block font-medium text-small">
            {t('file')}
          </label>
          <p id="import-file-hint" className="mt-1 mb-3 text-muted text-small">
            {t('file_hint', { megabytes: limits.importBytes / 2 ** 20, rows: limits.importRows })}
          </p>
          <input
            id="import-file"
            type="file"
            name="file"
            accept=".csv,.tsv,.txt,.xlsx,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
            aria-describedby={problem ? 'import-file-problem' : 'import-file-hint'}
            aria-invalid={problem ? true : undefined}
            className="min-h-11 w-full min-w-0 py-2 text-small file:mr-3 file:rounded-md file:border-0 file:bg-silk file:px-4 file:py-2 file:text-ink"
          />
          {problem && (
            <p id="import-file-problem" role="alert" className="mt-2 text-cinnabar text-small">
              {problem}
            </p>
          )}
        </div>
        <CategoryField locale={locale} chosen={chosen} />
        <details open={Boolean(chosen['encoding'] || chosen['separator'])}>
          <summary className="min-h-11 cursor-pointer py-2.5 text-small">{t('more')}</summary>
          <div className="pt-3">
            <ReadingFields chosen={chosen} />
          </div>
        </details>
        <div className="flex flex-wrap items-center gap-x-5 gap-y-3">
          <button type="submit" className={buttonStyle()}>
            {t('send')}
          </button>
          <p className="max-w-[40ch] text-muted text-small">{t('safe')}</p>
        </div>
      </form>
    </section>
  );
}

/** The sentence of a code in the address; nothing else an address may name is shown. */
async function problemOf(code: string | undefined): Promise<string | null> {
  if (!code) return null;
  const t = await getTranslations('errors');
  const known = /^(import|identity|catalogue|core)\.[a-z_]+$/.test(code) && t.has(code);
  return known ? t(code, { megabytes: limits.importBytes / 2 ** 20, limit: limits.importRows }) : t('core.unexpected');
}
