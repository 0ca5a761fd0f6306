import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { countryName } from '#app/_i18n/names.ts';
import { Link, redirect } from '#app/_i18n/navigation.ts';
import { currentActor } from '#app/_session/actor.ts';
import { pageLocale } from '#app/_shop/params.ts';
import { buttonStyle } from '#app/_ui/button-style.ts';
import { Form } from '#app/_ui/form.tsx';
import { EmptyState, Notice, PageHead, Status } from '#app/_ui/layout.tsx';
import { Submit } from '#app/_ui/submit.tsx';
import { addressBook, addressLines, addressOf, addressSchema, type SavedAddress } from '#lib/ordering/index.ts';
import { removeAddressAction, saveAddressAction, usualAddressAction } from './actions.ts';

type Props = {
  params: Promise<{ locale: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await pageLocale(params);
  const t = await getTranslations('addresses');
  return { title: t('title'), robots: { index: false } };
}

/** What has just happened; what was removed can be put back. */
async function Happened({ search }: { search: Record<string, string | string[] | undefined> }) {
  const t = await getTranslations('addresses');
  const done = (['saved', 'usual', 'removed'] as const).find((each) => each === search['done']);
  if (!done) return null;
  const removed = done === 'removed' ? addressSchema.safeParse(search) : null;
  return (
    <div className="mb-6">
      <Notice kind="good" role="status">
        {removed?.success ? (
          <Form action={saveAddressAction} className="flex flex-wrap items-center gap-x-4">
            {t('done.removed')}
            {Object.entries(removed.data).map(([name, value]) => (
              <input key={name} type="hidden" name={name} value={value} />
            ))}
            <Submit kind="text">{t('undo')}</Submit>
          </Form>
        ) : (
          t(`done.${done}`)
        )}
      </Notice>
    </div>
  );
}

async function AddressCard({ row, locale }: { row: SavedAddress; locale: string }) {
  const t = await getTranslations('addresses');
  const named = { name: row.name, line: row.line1 };
  return (
    <li className="grid content-between gap-4 rounded-md border border-line p-5">
      <div>
        {row.isDefault && (
          <p className="mb-2">
            <Status kind="good">{t('usual')}</Status>
          </p>
        )}
        <address className="grid not-italic">
          {addressLines(addressOf(row), countryName(row.country, locale)).map((line) => (
            <span key={line}>{line}</span>
          ))}
          {row.phone && <span className="num mt-1 text-muted text-small">{row.phone}</span>}
        </address>
      </div>
      <div className="flex flex-wrap items-center gap-x-5">
        <Link
          href={`/account/addresses/${row.id}`}
          aria-label={t('edit_named', named)}
          className="link inline-flex min-h-11 items-center text-small"
        >
          {t('edit')}
        </Link>
        {!row.isDefault && (
          <Form action={usualAddressAction}>
            <input type="hidden" name="addressId" value={row.id} />
            <Submit kind="text">{t('make_usual')}</Submit>
          </Form>
        )}
        <Form action={removeAddressAction}>
          <input type="hidden" name="addressId" value={row.id} />
          <Submit kind="text" className="text-muted">
            <span aria-hidden="true">{t('remove')}</span>
            <span className="sr-only">{t('remove_named', named)}</span>
          </Submit>
        </Form>
      </div>
    </li>
  );
}

export default async function Addresses({ params, searchParams }: Props) {
  const locale = await pageLocale(params);
  const actor = await currentActor();
  if (actor.type !== 'person') return redirect({ href: '/sign-in?next=/account/addresses', locale });
  const t = await getTranslations('addresses');
  const book = await addressBook(actor);
  const add = (
    <Link href="/account/addresses/new" className={buttonStyle(book.length > 0 ? 'quiet' : 'primary')}>
      {t('add')}
    </Link>
  );
  return (
    <div className="mx-auto w-full max-w-[860px]">
      <PageHead title={t('title')} lead={t('lead')}>
        {book.length > 0 && add}
      </PageHead>
      <Happened search={await searchParams} />
      {book.length === 0 ? (
        <EmptyState title={t('empty_title')} text={t('empty_text')}>
          {add}
        </EmptyState>
      ) : (
        <ul className="grid gap-5 sm:grid-cols-2">
          {book.map((row) => (
            <AddressCard key={row.id} row={row} locale={locale} />
          ))}
        </ul>
      )}
    </div>
  );
}
