import { getTranslations } from 'next-intl/server';
import { countryName } from '#app/_i18n/names.ts';
import { classNames } from '#app/_ui/class-names.ts';
import type { WorkView } from '#lib/rights/index.ts';
import type { When } from '../when.ts';
import { type MapState, mapState } from './map-state.ts';
import outlines from './outlines.json' with { type: 'json' };

/** The outlines come as one picture that every page shares; here only their colours are. */
const picture = '/api/v1/rights/map';

const fill: Readonly<Record<MapState, string>> = {
  free: 'fill-jade',
  some: 'fill-[color-mix(in_oklab,var(--color-jade)_45%,var(--color-paper))]',
  free_non_exclusive: 'fill-[color-mix(in_oklab,var(--color-jade)_22%,var(--color-paper))]',
  optioned: 'fill-amber',
  taken: 'fill-cinnabar',
  held_back: 'fill-[color-mix(in_oklab,var(--color-cinnabar)_50%,var(--color-ink))]',
  not_controlled: 'fill-line',
};
const order = ['free', 'some', 'free_non_exclusive', 'optioned', 'taken', 'held_back', 'not_controlled'] as const;

function Shape({ code, state, word }: { code: string; state: MapState; word: string }) {
  return (
    <use href={`${picture}#${code}`} className={classNames(fill[state], 'stroke-1 stroke-paper')}>
      <title>{word}</title>
    </use>
  );
}

/**
 * Central and Eastern Europe beside China, coloured by what is free. China is drawn as its standard map has it (decision 031). For those who listen
 * it is one picture: the table after it says everything.
 */
export async function RightsMap({ view, when, locale }: { view: WorkView; when: When; locale: string }) {
  const t = await getTranslations('avails.map');
  const looked = view.cells.filter(({ right }) => when.right === null || right === when.right);
  const states = new Map(
    [...Map.groupBy(looked, ({ territory }) => territory)].map(([code, cells]) => [code, mapState(cells)]),
  );
  const shape = (code: string) => {
    const state = states.get(code) ?? 'not_controlled';
    return <Shape key={code} code={code} state={state} word={`${countryName(code, locale)}: ${t(state)}`} />;
  };
  const { cee, china } = outlines;
  const kosovo = locale === 'zh-CN' ? (states.get('RS') ?? 'not_controlled') : 'not_controlled';
  return (
    <figure className="min-w-0">
      <div className="grid grid-cols-[5fr_6fr] items-center gap-4" role="img" aria-label={t('label')}>
        <svg viewBox={`0 0 ${cee.width} ${cee.height}`} className="h-auto w-full overflow-hidden" aria-hidden="true">
          <use href={`${picture}#around`} className="fill-silk stroke-1 stroke-line" />
          <use
            href={`${picture}#XK`}
            className={classNames(fill[kosovo], kosovo === 'not_controlled' && 'stroke-1 stroke-paper')}
          />
          {Object.keys(cee.countries)
            .filter((code) => code !== 'XK')
            .map(shape)}
        </svg>
        <svg viewBox="62 8 280 316" className="h-auto w-full" aria-hidden="true">
          {Object.keys(china.countries).map(shape)}
          <use href={`${picture}#thin`} className="fill-none stroke-1 stroke-edge" />
          {Object.keys(china.points).map(shape)}
        </svg>
      </div>
      <figcaption>
        <ul className="mt-4 flex flex-wrap gap-x-5 gap-y-1.5 text-small">
          {order
            .filter((state) => [...states.values()].includes(state))
            .map((state) => (
              <li key={state} className="flex items-center gap-2">
                <svg width="14" height="14" aria-hidden="true">
                  <rect width="14" height="14" rx="2" className={fill[state]} />
                </svg>
                {t(state)}
              </li>
            ))}
        </ul>
      </figcaption>
    </figure>
  );
}
