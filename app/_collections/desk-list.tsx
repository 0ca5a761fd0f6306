import { getTranslations } from 'next-intl/server';
import { Link } from '#app/_i18n/navigation.ts';
import { TextInput } from '#app/_ui/field.tsx';
import { Form } from '#app/_ui/form.tsx';
import { EmptyState, Notice, RowHead, Status } from '#app/_ui/layout.tsx';
import { Picture } from '#app/_ui/picture.tsx';
import { Submit } from '#app/_ui/submit.tsx';
import type { collectionsForEditing } from '#lib/catalogue/index.ts';
import { limits } from '#lib/core/limits.ts';
import { type Locale, readField } from '#lib/languages/index.ts';
import { moveAction, startAction } from './actions.ts';

type Row = Awaited<ReturnType<typeof collectionsForEditing>>[number];

const said = ['removed', 'moved'] as const;

/** All collections of an enterprise's desk or the platform's, and the form that begins another. */
export async function CollectionDesk({
  rows,
  enterprise,
  locale,
  done,
}: {
  rows: readonly Row[];
  /** Null: the platform's. */
  enterprise: { readonly id: string; readonly slug: string } | null;
  locale: Locale;
  done: string | undefined;
}) {
  const t = await getTranslations('collections');
  const saying = said.find((each) => each === done);
  const path = enterprise ? '/studio/storefront/collections' : '/admin/collections';
  const where = <input type="hidden" name="enterprise" value={enterprise?.slug ?? ''} />;
  return (
    <>
      {saying && (
        <div className="mb-6">
          <Notice kind="good" role="status">
            {t(`done.${saying}`)}
          </Notice>
        </div>
      )}
      {rows.length === 0 ? (
        <EmptyState title={t('desk.empty_title')} text={t('desk.empty_text')} />
      ) : (
        <ul className="border-line border-t">
          {rows.map((row, at) => {
            const title = readField(row.text, 'title', locale);
            const cover = row.coverMediaId ?? row.listings[0]?.listing.pictures[0]?.mediaId;
            return (
              <li
                key={row.id}
                className="grid grid-cols-[72px_1fr] items-center gap-x-5 gap-y-2 border-line border-b py-4 sm:grid-cols-[96px_1fr_auto]"
              >
                <div className="aspect-4/3 overflow-hidden rounded-md bg-silk">
                  {cover && <Picture mediaId={cover} alt="" sizes="96px" maxWidth={320} />}
                </div>
                <div className="min-w-0">
                  <Link href={`${path}/${row.id}`} className="link inline-flex min-h-8 items-center font-medium">
                    <span lang={title?.locale}>{title?.value}</span>
                  </Link>
                  <p className="num text-muted text-small">{t('count', { count: row._count.listings })}</p>
                  <Status kind={row.publishedAt ? 'good' : 'plain'}>
                    {t(row.publishedAt ? 'state.public' : 'state.hidden')}
                  </Status>
                </div>
                <Form action={moveAction} className="col-start-2 flex gap-x-5 sm:col-start-3">
                  {where}
                  <input type="hidden" name="collectionId" value={row.id} />
                  {at > 0 && (
                    <Submit kind="text" name="change" value="earlier" className="px-0! text-small">
                      {t('order.earlier')} <span className="sr-only">{title?.value}</span>
                    </Submit>
                  )}
                  {at < rows.length - 1 && (
                    <Submit kind="text" name="change" value="later" className="px-0! text-small">
                      {t('order.later')} <span className="sr-only">{title?.value}</span>
                    </Submit>
                  )}
                </Form>
              </li>
            );
          })}
        </ul>
      )}
      {rows.length < limits.collections && (
        <>
          <RowHead title={t('desk.new')} />
          <Form action={startAction} className="flex max-w-[640px] flex-wrap items-end gap-4">
            {where}
            {enterprise && <input type="hidden" name="enterpriseId" value={enterprise.id} />}
            <TextInput
              name="title"
              label={t('field.title')}
              hint={t(enterprise ? 'desk.new_hint' : 'desk.new_hint_platform')}
              className="flex-1 basis-64"
              required
            />
            <Submit className="mb-7">{t('desk.start')}</Submit>
          </Form>
        </>
      )}
    </>
  );
}
