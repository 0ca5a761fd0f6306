import { classNames } from './class-names.ts';

const whole = 'M12 2.6l2.9 5.9 6.5.95-4.7 4.6 1.1 6.45L12 17.45 6.2 20.5l1.1-6.45-4.7-4.6 6.5-.95z';
const half = 'M12 2.6v14.85L6.2 20.5l1.1-6.45-4.7-4.6 6.5-.95z';

/** One star, for a line of text. What it stands for is said beside it. */
export function Star({ className }: { className?: string }) {
  return (
    <svg
      viewBox="0 0 24 24"
      aria-hidden="true"
      className={classNames('inline-block size-[1.05em] shrink-0 fill-current', className)}
    >
      <path d={whole} />
    </svg>
  );
}

/** Up to five stars, by halves; `label` says the same in words. */
export function Stars({ value, label, className }: { value: number; label: string; className?: string }) {
  const halves = Math.round(value * 2);
  return (
    <svg role="img" aria-label={label} viewBox="0 0 120 24" className={classNames('h-[1.1em] w-auto', className)}>
      {[0, 1, 2, 3, 4].map((at) => (
        <g key={at} transform={`translate(${at * 24})`}>
          <path d={whole} className={halves >= at * 2 + 2 ? 'fill-amber' : 'fill-line'} />
          {halves === at * 2 + 1 && <path d={half} className="fill-amber" />}
        </g>
      ))}
    </svg>
  );
}
