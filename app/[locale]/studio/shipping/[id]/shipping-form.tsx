import { getTranslations } from 'next-intl/server';
import { Link } from '#app/_i18n/navigation.ts';
import { buttonStyle } from '#app/_ui/button-style.ts';
import { TextInput } from '#app/_ui/field.tsx';
import { Form } from '#app/_ui/form.tsx';
import { Notice } from '#app/_ui/layout.tsx';
import { Sheet } from '#app/_ui/sheet/sheet.tsx';
import type { Cells, SheetColumn } from '#app/_ui/sheet/state.ts';
import { Submit } from '#app/_ui/submit.tsx';
import { limits } from '#lib/core/limits.ts';
import { money, typedAmount } from '#lib/core/money.ts';
import {
  columnWeight,
  readKilograms,
  type ShippingProfileView,
  shippingCell,
  weightColumn,
  weightsOf,
  type Zone,
} from '#lib/enterprises/index.ts';
import { saveShippingAction } from '../actions.ts';
import { zoneName } from '../zone-name.ts';
import { kilograms } from './kilograms.ts';

interface Props {
  readonly profile: ShippingProfileView;
  readonly zones: readonly Zone[];
  readonly search: { readonly weights?: string; readonly weight?: string };
  readonly locale: string;
}

/** Name, handling days and the table: a row a zone, a column a weight. */
export async function ShippingForm({ profile, zones, search, locale }: Props) {
  const t = await getTranslations('shipping');
  const asked = search.weight === undefined ? null : readKilograms(search.weight);
  const before = (search.weights ?? '').split('~').flatMap((grams) => columnWeight(`w${grams}`) ?? []);
  const weights = [...new Set([...weightsOf(zones), ...before, ...(asked ? [asked] : [])])]
    .sort((a, b) => a - b)
    .slice(0, limits.shippingWeights);
  return (
    <>
      <Form action={saveShippingAction}>
        <input type="hidden" name="profileId" value={profile.id} />
        <input type="hidden" name="version" value={profile.version} />
        <div className="mb-6 grid max-w-[760px] gap-5 sm:grid-cols-[2fr_1fr_1fr]">
          <TextInput name="name" label={t('name')} defaultValue={profile.name} required />
          <TextInput
            name="handlingMin"
            inputMode="numeric"
            label={t('handling_min')}
            defaultValue={String(profile.handlingDaysMin)}
          />
          <TextInput
            name="handlingMax"
            inputMode="numeric"
            label={t('handling_max')}
            defaultValue={String(profile.handlingDaysMax)}
          />
        </div>
        <ZoneSheet profile={profile} zones={zones} weights={weights} locale={locale} key={weights.join(' ')} />
        <p className="mt-2 text-muted text-small">{t('cells_hint')}</p>
        <div className="mt-5">
          <Submit pending={t('saving')}>{t('save')}</Submit>
        </div>
      </Form>
      <div className="mt-10 grid items-start gap-x-[clamp(24px,5vw,80px)] gap-y-10 lg:grid-cols-2">
        <ZoneLinks profile={profile} zones={zones} locale={locale} />
        <section aria-labelledby="weights">
          <h2 id="weights" className="text-large">
            {t('weight_title')}
          </h2>
          <p className="mt-1 mb-3 text-muted text-small">{t('weight_text')}</p>
          {search.weight !== undefined && asked === null && (
            <div className="mb-3">
              <Notice kind="bad" role="alert">
                {t('weight_wrong')}
              </Notice>
            </div>
          )}
          <form className="flex flex-wrap items-end gap-3">
            <input type="hidden" name="weights" value={weights.join('~')} />
            <TextInput name="weight" inputMode="decimal" label={t('weight')} className="w-40" />
            <button type="submit" className={buttonStyle('quiet')}>
              {t('weight_add')}
            </button>
          </form>
        </section>
      </div>
    </>
  );
}

async function ZoneLinks({ profile, zones, locale }: Pick<Props, 'profile' | 'zones' | 'locale'>) {
  const t = await getTranslations('shipping');
  const names = await Promise.all(zones.map((zone) => zoneName(zone, locale)));
  return (
    <section aria-labelledby="zones">
      <h2 id="zones" className="text-large">
        {t('zones_title')}
      </h2>
      <ul className="mt-2 grid">
        {names.map((name, at) => (
          <li key={name}>
            <Link href={`/studio/shipping/${profile.id}/zones/${at}`} className="link inline-flex min-h-9 items-center">
              {name}
            </Link>
          </li>
        ))}
      </ul>
      <Link href={`/studio/shipping/${profile.id}/zones/new`} className={buttonStyle('quiet', 'mt-3')}>
        {t('zone.add')}
      </Link>
    </section>
  );
}

async function ZoneSheet({
  profile,
  zones,
  weights,
  locale,
}: Pick<Props, 'profile' | 'zones' | 'locale'> & { readonly weights: readonly number[] }) {
  const t = await getTranslations('shipping');
  const grid = await getTranslations('variants.grid');
  const { currency } = profile.enterprise;
  const columns: SheetColumn[] = [
    { key: 'days', title: t('days'), kind: 'text' },
    ...weights.map((grams) => ({
      key: weightColumn(grams),
      title: `≤ ${kilograms(grams, locale)}`,
      kind: 'number' as const,
    })),
    { key: 'free', title: t('free_above', { currency }), kind: 'number' },
  ];
  const amount = (minor: bigint | null | undefined) =>
    minor === null || minor === undefined ? '' : typedAmount(money(minor, currency), locale);
  const cells: Record<string, string> = {};
  for (const [at, zone] of zones.entries()) {
    cells[shippingCell('days', at)] =
      zone.daysMin === zone.daysMax ? String(zone.daysMin) : `${zone.daysMin}–${zone.daysMax}`;
    cells[shippingCell('free', at)] = amount(zone.freeAboveMinor);
    for (const grams of weights)
      cells[shippingCell(weightColumn(grams), at)] = amount(zone.steps.find((step) => step.grams === grams)?.minor);
  }
  return (
    <Sheet
      columns={columns}
      rows={
        await Promise.all(
          zones.map(async (zone, at) => ({ id: `z${at}`, title: await zoneName(zone, locale, 2), lang: locale })),
        )
      }
      cells={cells satisfies Cells}
      version={profile.version}
      words={{
        caption: t('table', { currency }),
        row: t('zone_word', { currency }),
        fillDown: grid('fill_down'),
        setForAll: grid('set_for_all'),
        undo: grid('undo'),
        keys: grid('keys'),
        theirs: grid('theirs', { value: '{value}' }),
        take: grid('take'),
      }}
    />
  );
}
