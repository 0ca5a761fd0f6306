import { getTranslations } from 'next-intl/server';
import { FileField } from '#app/_ui/file-field.tsx';
import { limits } from '#lib/core/limits.ts';
import { evidenceKinds } from '#lib/ordering/index.ts';

/** The files that somebody gives a bank as evidence, one of a kind. */
export async function EvidenceFields() {
  const files = await getTranslations('evidence');
  return (
    <fieldset className="grid gap-4 sm:grid-cols-2">
      <legend className="mb-1.5 font-medium text-small">{files('title')}</legend>
      <p className="text-muted text-small sm:col-span-2">
        {files('hint', { limit: limits.evidenceFiles, megabytes: limits.evidenceBytes / 1e6 })}
      </p>
      {evidenceKinds.map((kind) => (
        <FileField
          key={kind}
          name={kind}
          label={files(kind)}
          optional={files('optional')}
          accept=".pdf,.jpg,.jpeg,.png,application/pdf,image/jpeg,image/png"
        />
      ))}
    </fieldset>
  );
}
