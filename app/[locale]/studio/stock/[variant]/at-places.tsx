import { getFormatter, getTranslations } from 'next-intl/server';
import { countryName } from '#app/_i18n/names.ts';
import { Table } from '#app/_ui/table.tsx';
import type { PlaceView, StockedVariant } from '#lib/catalogue/index.ts';

/** How much of a variant is at each of the enterprise's places. */
export async function AtPlaces({
  variant,
  places,
  locale,
}: {
  variant: StockedVariant;
  places: readonly PlaceView[];
  locale: string;
}) {
  const t = await getTranslations('places');
  const stock = await getTranslations('stock');
  const format = await getFormatter();
  const at = (place: PlaceView) => variant.places.find(({ placeId }) => placeId === place.id);
  return (
    <div className="mt-6 max-w-[760px]">
      <Table
        caption={t('at_places')}
        rows={places}
        rowKey={(place) => place.id}
        columns={[
          {
            key: 'place',
            title: t('place'),
            cell: (place) => (
              <>
                <span className="font-medium">{place.name || t('main')}</span>{' '}
                <span className="text-muted">{countryName(place.country, locale)}</span>
              </>
            ),
          },
          {
            key: 'hand',
            title: stock('on_hand'),
            numeric: true,
            cell: (place) => format.number(at(place)?.onHand ?? 0),
          },
          {
            key: 'reserved',
            title: stock('reserved'),
            numeric: true,
            cell: (place) => format.number(at(place)?.reserved ?? 0),
          },
          {
            key: 'available',
            title: stock('available'),
            numeric: true,
            cell: (place) => format.number((at(place)?.onHand ?? 0) - (at(place)?.reserved ?? 0)),
          },
        ]}
      />
    </div>
  );
}
