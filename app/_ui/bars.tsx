export interface Bar {
  readonly key: string;
  readonly value: number;
  /** What it is compared with, drawn behind it. */
  readonly before: number;
  /** Said when the bar is pointed at. */
  readonly title: string;
}

/**
 * Bars side by side, drawn on the server: they stretch with the page, and the words stand beside the drawing, so that they never do.
 * `label` says in one sentence what is seen; the numbers belong in a table beside it.
 */
export function BarChart({
  bars,
  label,
  top,
  marks,
}: {
  bars: readonly Bar[];
  label: string;
  /** The largest value in words, at its height. */
  top: string;
  /** First, middle and last step in words. */
  marks: readonly string[];
}) {
  const most = Math.max(1, ...bars.map((bar) => Math.max(bar.value, bar.before)));
  const height = (value: number) => (value > 0 ? Math.max(1, (value * 100) / most) : 0);
  return (
    <figure>
      <p className="num border-line border-t pt-1 text-muted text-small" aria-hidden="true">
        {top}
      </p>
      <svg
        viewBox={`0 0 ${bars.length * 10} 100`}
        preserveAspectRatio="none"
        className="block h-44 w-full border-edge border-b"
        role="img"
        aria-label={label}
      >
        {bars.map((bar, at) => (
          <g key={bar.key}>
            <title>{bar.title}</title>
            <rect x={at * 10} y={0} width={10} height={100} className="fill-transparent" />
            <rect
              x={at * 10 + 0.6}
              y={100 - height(bar.before)}
              width={8.8}
              height={height(bar.before)}
              className="fill-edge/70"
            />
            <rect
              x={at * 10 + 2.4}
              y={100 - height(bar.value)}
              width={5.2}
              height={height(bar.value)}
              className="fill-amber"
            />
          </g>
        ))}
      </svg>
      <p className="num mt-1.5 flex justify-between gap-4 text-muted text-small" aria-hidden="true">
        {marks.map((mark) => (
          <span key={mark}>{mark}</span>
        ))}
      </p>
    </figure>
  );
}

/** A part of a whole as a line; the number itself stands beside it. */
export function Meter({ part, whole, kind = 'amber' }: { part: number; whole: number; kind?: 'amber' | 'jade' }) {
  const width = whole > 0 ? Math.min(100, (part * 100) / whole) : 0;
  return (
    <svg viewBox="0 0 100 1" preserveAspectRatio="none" className="block h-2 w-full rounded-sm" aria-hidden="true">
      <rect width={100} height={1} className="fill-silk" />
      <rect width={width} height={1} className={kind === 'jade' ? 'fill-jade' : 'fill-amber'} />
    </svg>
  );
}
