import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { Link } from '#app/_i18n/navigation.ts';
import { Check } from '#app/_ui/icons.tsx';

export interface FacetValue {
  readonly name: string;
  readonly count?: number;
  readonly chosen: boolean;
  /** The search with this value chosen, or not any more. */
  readonly href: string;
}

const shownAtOnce = 7;

function Value({ name, count, chosen, href }: FacetValue) {
  return (
    <li>
      <Link
        href={href}
        aria-current={chosen ? 'true' : undefined}
        rel="nofollow"
        className="group flex min-h-11 items-center gap-2.5 py-1 hover:text-amber lg:min-h-9"
      >
        <span
          aria-hidden="true"
          className={`grid size-4.5 shrink-0 place-items-center rounded-sm border ${chosen ? 'border-ink bg-ink text-paper' : 'border-edge/70 group-hover:border-ink'}`}
        >
          {chosen && <Check size={13} strokeWidth={3} />}
        </span>
        <span className="min-w-0 flex-1">{name}</span>
        {count !== undefined && <span className="num text-muted">{count}</span>}
      </Link>
    </li>
  );
}

/** One way to narrow a search: its values with how many there are of each, the chosen ones first, the rest behind a fold. */
export async function FacetGroup({ title, values }: { title: string; values: readonly FacetValue[] }) {
  const t = await getTranslations('search');
  if (values.length === 0) return null;
  // A short list keeps its order; in a long one the chosen come before the fold.
  const sorted = values.length > shownAtOnce ? [...values].sort((a, b) => Number(b.chosen) - Number(a.chosen)) : values;
  const [first, rest] = [sorted.slice(0, shownAtOnce), sorted.slice(shownAtOnce)];
  return (
    <section className="border-line border-b py-4">
      <h2 className="mb-1 font-medium font-sans text-small tracking-normal">{title}</h2>
      <ul>
        {first.map((value) => (
          <Value key={value.href} {...value} />
        ))}
      </ul>
      {rest.length > 0 && (
        <details>
          <summary className="flex min-h-11 items-center text-muted hover:text-ink lg:min-h-9">
            {t('more_values', { count: rest.length })}
          </summary>
          <ul>
            {rest.map((value) => (
              <Value key={value.href} {...value} />
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}

/** What the search is narrowed to, each to be taken away. */
export function Chosen({
  items,
  label,
  clear,
}: {
  items: readonly { name: string; href: string; remove: string }[];
  label: string;
  clear: ReactNode;
}) {
  if (items.length === 0) return null;
  return (
    <ul aria-label={label} className="mb-5 flex flex-wrap items-center gap-2 text-small">
      {items.map(({ name, href, remove }) => (
        <li key={href}>
          <Link
            href={href}
            rel="nofollow"
            aria-label={remove}
            className="inline-flex min-h-11 items-center gap-2 rounded-md border border-ink px-3.5 hover:border-amber hover:text-amber"
          >
            {name} <span aria-hidden="true">×</span>
          </Link>
        </li>
      ))}
      <li>{clear}</li>
    </ul>
  );
}
