import { getTranslations } from 'next-intl/server';

/** What a seller gave as evidence, to look at. */
export async function EvidenceFiles({
  files,
}: {
  files: readonly { readonly id: string; readonly kind: string; readonly fileName: string }[];
}) {
  const t = await getTranslations('evidence');
  return (
    <ul aria-label={t('title')} className="mt-3 text-small">
      {files.map((file) => (
        <li key={file.id}>
          <a href={`/api/disputes/files/${file.id}`} className="link inline-flex min-h-11 items-center" download>
            {t('file', { kind: t(file.kind), name: file.fileName })}
          </a>
        </li>
      ))}
    </ul>
  );
}
