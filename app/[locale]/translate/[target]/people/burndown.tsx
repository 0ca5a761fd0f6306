import { getFormatter, getTranslations } from 'next-intl/server';
import type { BurnPoint } from '#lib/workbench/index.ts';

const size = { width: 600, height: 180 } as const;

/** What was left day by day, drawn on the server, with its numbers in a table beneath. */
export async function Burndown({ points }: { points: readonly BurnPoint[] }) {
  const t = await getTranslations('workbench.people');
  const format = await getFormatter();
  const total = (point: BurnPoint) => point.missing + point.waiting;
  const most = Math.max(1, ...points.map(total));
  const x = (at: number) => (points.length < 2 ? size.width : (at * size.width) / (points.length - 1));
  const y = (value: number) => size.height - (value * size.height) / most;
  const area = (value: (point: BurnPoint) => number) =>
    `M0 ${size.height} ${points.map((point, at) => `L${points.length < 2 ? 0 : x(at)} ${y(value(point))}`).join(' ')} L${size.width} ${y(value(points.at(-1) ?? { day: '', missing: 0, waiting: 0 }))} L${size.width} ${size.height}Z`;
  const date = (day: string) => format.dateTime(new Date(`${day}T00:00:00Z`), { dateStyle: 'medium' });
  const [first, last] = [points[0], points.at(-1)];
  return (
    <figure className="max-w-[900px]">
      <p className="num border-line border-t pt-1 text-muted text-small" aria-hidden="true">
        {format.number(most)}
      </p>
      <svg
        viewBox={`0 0 ${size.width} ${size.height}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={t('burndown_label', {
          first: format.number(first ? total(first) : 0),
          last: format.number(last ? total(last) : 0),
        })}
        className="block h-44 w-full border-edge border-b"
      >
        <path d={area(total)} className="fill-amber/30" />
        <path d={area((point) => point.missing)} className="fill-cinnabar/70" />
      </svg>
      <figcaption className="mt-2 flex flex-wrap justify-between gap-x-6 gap-y-1 text-small">
        <span>{first ? date(first.day) : ''}</span>
        <span className="flex flex-wrap gap-x-5">
          <span className="inline-flex items-center gap-2">
            <span aria-hidden="true" className="size-3 bg-cinnabar/70" />
            {t('missing_words')}
          </span>
          <span className="inline-flex items-center gap-2">
            <span aria-hidden="true" className="size-3 bg-amber/30" />
            {t('waiting_words')}
          </span>
        </span>
        <span>{last ? date(last.day) : ''}</span>
      </figcaption>
      <details className="mt-2 text-small">
        <summary className="min-h-8">{t('burndown')}</summary>
        <table className="num mt-2">
          <thead>
            <tr className="text-left text-muted">
              <th className="pr-6 font-normal">{t('day')}</th>
              <th className="pr-6 font-normal">{t('missing_words')}</th>
              <th className="font-normal">{t('waiting_words')}</th>
            </tr>
          </thead>
          <tbody>
            {points.map((point) => (
              <tr key={point.day}>
                <td className="pr-6">{date(point.day)}</td>
                <td className="pr-6">{format.number(point.missing)}</td>
                <td>{format.number(point.waiting)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </figure>
  );
}
