import { getTranslations } from 'next-intl/server';
import { Link } from '#app/_i18n/navigation.ts';
import { MissingList } from '#app/_studio/desk/missing-list.tsx';
import { ProposalOnly } from '#app/_studio/desk/proposal-only.tsx';
import { buttonStyle } from '#app/_ui/button-style.ts';
import { Form } from '#app/_ui/form.tsx';
import { Submit } from '#app/_ui/submit.tsx';
import {
  attributeField,
  attributes,
  isApproved,
  listingTransitions,
  missingAttribute,
  type WorkingListing,
} from '#lib/catalogue/index.ts';
import {
  archiveAction,
  discardAction,
  duplicateAction,
  reopenAction,
  submitAction,
  unshelveAction,
} from './actions.ts';
import { Schedule } from './schedule.tsx';

/** Where each thing that may be missing is put in. */
const places = {
  title: 'title',
  summary: 'summary',
  description: 'description',
  price: 'price',
  pictures: '#pictures',
  alt: '#pictures',
  stock: 'stock',
  weight: 'weightGrams',
  file: '#files',
} as const;

interface Props {
  readonly listing: WorkingListing;
  /** Staff is looking at it. */
  readonly locked: boolean;
}

/** Where the listing can go from here: what is missing, submit, look, schedule, copy, take back, put away. */
export async function Steps({ listing, locked }: Props) {
  const t = await getTranslations('studio.steps');
  const life = await getTranslations('life.steps');
  const next: readonly string[] = listingTransitions[listing.status];
  const several = listing.variants.length > 1;
  const said = await getTranslations('attributes');
  const names = Object.fromEntries([
    ...Object.entries(places).map(([name, at]) => [
      name,
      { label: t(`missing_${name}`), at: several && (name === 'price' || name === 'stock') ? '#variants' : at },
    ]),
    ...attributes
      .filter(({ requiredIn }) => requiredIn.length > 0)
      .map((attribute) => [
        missingAttribute + attribute.name,
        { label: said(`name.${attribute.name}`), at: attributeField(attribute) },
      ]),
  ]);
  return (
    <aside className="grid gap-5 rounded-md bg-silk p-6 lg:sticky lg:top-6">
      <h2 className="text-large">{t('title')}</h2>
      {next.includes('in_review') && (
        <>
          <MissingList lead={t('missing')} ready={life('ready')} names={names} />
          <Act
            action={submitAction}
            listing={listing}
            kind="primary"
            text={life('submit_text')}
            pending={t('submitting')}
          >
            {t('submit')}
          </Act>
        </>
      )}
      {isApproved(listing.status) && !locked && (
        <ProposalOnly>
          <MissingList lead={t('missing')} ready={life('ready')} names={names} />
          <Act
            action={submitAction}
            listing={listing}
            kind="primary"
            text={life('propose_text')}
            pending={t('submitting')}
          >
            {life('propose')}
          </Act>
          <Act action={discardAction} listing={listing} kind="text">
            {life('discard')}
          </Act>
        </ProposalOnly>
      )}
      <Withdraw listing={listing} locked={locked} />
      <Link href={`/studio/listings/${listing.id}/preview`} className={buttonStyle('quiet', 'w-full')}>
        {t('preview')}
      </Link>
      {listing.status === 'live' && (
        <Link href={`/l/${listing.slug}`} className={buttonStyle('quiet', 'w-full')}>
          {t('public')}
        </Link>
      )}
      <Link href={`/studio/listings/${listing.id}/revisions`} className={buttonStyle('quiet', 'w-full')}>
        {life('revisions')}
      </Link>
      <Schedule listing={listing} />
      <Act action={duplicateAction} listing={listing} kind="quiet" text={life('duplicate_text')}>
        {life('duplicate')}
      </Act>
      {next.includes('archived') && (
        <Act action={archiveAction} listing={listing} kind="danger" text={t('archive_text')}>
          {t('archive')}
        </Act>
      )}
    </aside>
  );
}

/** Ways back: from staff's desk, from the archive, from a refusal. */
async function Withdraw({ listing, locked }: Props) {
  const t = await getTranslations('studio.steps');
  const life = await getTranslations('life.steps');
  const back =
    locked || listing.status === 'refused' || listing.status === 'archived' || listing.status === 'scheduled';
  return (
    <>
      {listing.status === 'archived' && (
        <Act action={unshelveAction} listing={listing} kind="primary" text={life('unshelve_text')}>
          {life('unshelve')}
        </Act>
      )}
      {back && (
        <Act action={reopenAction} listing={listing} kind="quiet">
          {t(locked ? 'withdraw' : 'reopen')}
        </Act>
      )}
    </>
  );
}

/** One thing to do to the listing, as a form of its own. */
function Act({
  action,
  listing,
  kind,
  text,
  pending,
  children,
}: {
  action: typeof submitAction;
  listing: WorkingListing;
  kind: 'primary' | 'quiet' | 'danger' | 'text';
  text?: string;
  pending?: string;
  children: string;
}) {
  return (
    <Form action={action}>
      <input type="hidden" name="listingId" value={listing.id} />
      {text && kind === 'primary' && <p className="mb-3 text-muted text-small">{text}</p>}
      <Submit kind={kind} className="w-full" pending={pending}>
        {children}
      </Submit>
      {text && kind !== 'primary' && <p className="mt-2 text-muted text-small">{text}</p>}
    </Form>
  );
}
