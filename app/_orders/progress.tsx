import { classNames } from '#app/_ui/class-names.ts';

export interface Step {
  readonly name: string;
  /** When it happened, as it is shown; empty where it has not, or nobody knows. */
  readonly when: string;
  readonly state: 'done' | 'now' | 'ahead';
}

/** The way of a parcel as a row of stations; on a phone they stand below each other. */
export function Progress({ steps, label }: { steps: readonly Step[]; label: string }) {
  return (
    <ol aria-label={label} className="grid gap-0 sm:auto-cols-fr sm:grid-flow-col">
      {steps.map((step, at) => {
        const reached = step.state !== 'ahead';
        return (
          <li
            key={step.name}
            aria-current={step.state === 'now' ? 'step' : undefined}
            className="relative flex gap-3 pb-4 last:pb-0 sm:flex-col sm:gap-2 sm:pb-0"
          >
            {at > 0 && (
              <span
                aria-hidden="true"
                className={classNames(
                  'absolute bottom-[calc(100%-6px)] left-[7px] h-[calc(100%-12px)] w-0.5 sm:top-[7px] sm:right-[calc(100%+2px)] sm:bottom-auto sm:left-[calc(-100%+18px)] sm:h-0.5 sm:w-auto',
                  reached ? 'bg-jade' : 'bg-line',
                )}
              />
            )}
            <span
              aria-hidden="true"
              className={classNames(
                'mt-1 size-4 shrink-0 rounded-full border-2 sm:mt-0',
                step.state === 'done' && 'border-jade bg-jade',
                step.state === 'now' && 'border-jade bg-paper',
                step.state === 'ahead' && 'border-line bg-paper',
              )}
            />
            <span className={classNames('text-small', reached ? '' : 'text-muted')}>
              <span className={step.state === 'now' ? 'font-medium' : ''}>{step.name}</span>
              {step.when && <span className="block text-muted">{step.when}</span>}
            </span>
          </li>
        );
      })}
    </ol>
  );
}
