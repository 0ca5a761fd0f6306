import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getFormatter, getTranslations } from 'next-intl/server';
import { Link } from '#app/_i18n/navigation.ts';
import { currentActor } from '#app/_session/actor.ts';
import { pageLocale } from '#app/_shop/params.ts';
import { Notice, PageHead, RowHead, Status } from '#app/_ui/layout.tsx';
import {
  availableOf,
  isLow,
  placesOf,
  type StockedVariant,
  viewStock,
  writtenVariantName,
} from '#lib/catalogue/index.ts';
import type { Actor } from '#lib/core/actor.ts';
import { may } from '#lib/core/authorize.ts';
import { DomainError } from '#lib/core/errors.ts';
import { enterprisesOf } from '#lib/enterprises/index.ts';
import { writtenText } from '#lib/languages/index.ts';
import { StudioDoor } from '../../_parts/door.tsx';
import { StudioNav } from '../../_parts/studio-nav.tsx';
import { AtPlaces } from './at-places.tsx';
import { AdjustStock, LowStock, TransferStock } from './forms.tsx';
import { History } from './history.tsx';

type Props = {
  params: Promise<{ locale: string; variant: string }>;
  searchParams: Promise<{ done?: string; after?: string }>;
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await pageLocale(params);
  const t = await getTranslations('stock');
  return { title: t('title'), robots: { index: false } };
}

async function stockOr404(actor: Actor, id: string): Promise<StockedVariant> {
  try {
    return await viewStock(actor, id);
  } catch (error) {
    if (error instanceof DomainError) notFound();
    throw error;
  }
}

const said = ['adjusted', 'threshold', 'transferred'] as const;

export default async function VariantStock({ params, searchParams }: Props) {
  const locale = await pageLocale(params);
  const { variant: id } = await params;
  const actor = await currentActor();
  if (actor.type !== 'person') return <StudioDoor desk={{ at: 'guest' }} path="/studio/stock" locale={locale} />;
  const variant = await stockOr404(actor, id);
  const { listing } = variant;
  const enterprises = await enterprisesOf(actor);
  const enterprise = enterprises.find((each) => each.id === listing.enterpriseId);
  const t = await getTranslations('stock');
  const words = await getTranslations('places');
  const places = await placesOf(actor, listing.enterpriseId);
  const { done, after } = await searchParams;
  const saying = said.find((each) => each === done);
  const edits = may(actor, 'stock.adjust', listing) && variant.archivedAt === null;
  const source = listing.text.sourceLocale;
  return (
    <>
      {enterprise && <StudioNav enterprise={enterprise} current="stock" several={enterprises.length > 1} />}
      <PageHead
        title={writtenText(listing.text, 'title')}
        lead={
          <>
            <span lang={source}>{writtenVariantName(variant, listing)}</span>
            {variant.sku && <span className="num ml-3">{variant.sku}</span>}
          </>
        }
        lang={source}
      >
        <Link href={`/studio/listings/${listing.id}`} className="link inline-flex min-h-11 items-center text-small">
          {t('listing')}
        </Link>
      </PageHead>
      {saying && (
        <div className="mb-6">
          <Notice kind="good" role="status">
            {saying === 'transferred' ? words('transfer.done') : t(`done.${saying}`)}
          </Notice>
        </div>
      )}
      {variant.archivedAt && <Notice>{t('archived')}</Notice>}
      <Numbers variant={variant} />
      {places.length > 1 && <AtPlaces variant={variant} places={places} locale={locale} />}
      {edits && (
        <div className="mt-8 grid items-start gap-x-[clamp(24px,5vw,80px)] gap-y-10 lg:grid-cols-[1fr_340px]">
          <div className="grid gap-12">
            <AdjustStock variantId={variant.id} places={places} key={`${variant.stockOnHand}`} />
            {places.length > 1 && (
              <TransferStock
                variantId={variant.id}
                places={places}
                key={variant.places.map(({ onHand }) => onHand).join(' ')}
              />
            )}
          </div>
          <LowStock variantId={variant.id} below={variant.lowStockBelow} />
        </div>
      )}
      <RowHead title={t('history.title')} />
      <History actor={actor} variant={variant} cursor={after} several={places.length > 1} />
    </>
  );
}

async function Numbers({ variant }: { variant: StockedVariant }) {
  const t = await getTranslations('stock');
  const format = await getFormatter();
  const numbers = [
    ['on_hand', variant.stockOnHand ?? 0],
    ['reserved', variant.stockReserved],
    ['available', availableOf(variant)],
  ] as const;
  return (
    <dl className="grid grid-cols-3 gap-2.5 sm:max-w-[560px]">
      {numbers.map(([name, count]) => (
        <div key={name} className="flex flex-col-reverse justify-end rounded-md border border-line p-4">
          <dt className="text-muted text-small">
            {name === 'available' && isLow(variant) ? (
              <Status kind={count <= 0 ? 'bad' : 'waiting'}>{t(count <= 0 ? 'sold_out' : 'low')}</Status>
            ) : (
              t(name)
            )}
          </dt>
          <dd className="num text-title">{format.number(count)}</dd>
        </div>
      ))}
    </dl>
  );
}
