import type { ReactNode } from 'react';
import { Link } from '#app/_i18n/navigation.ts';

/** One place to go to. */
interface Way {
  readonly key: string;
  readonly href: string;
  readonly name: string;
}

const look =
  'flex min-h-11 items-center text-muted hover:text-ink aria-[current]:text-ink aria-[current]:underline aria-[current]:decoration-2 aria-[current]:decoration-amber aria-[current]:underline-offset-8';
const row = 'flex flex-wrap items-center gap-x-6';

/** The ways about a desk: its groups, each by the name of its first place, and below them what is in the group that one is in. */
export function GroupedNav({
  label,
  lead,
  groups,
  current,
  children,
}: {
  label: string;
  /** Whose desk it is; stands first. */
  lead: ReactNode;
  groups: readonly (readonly Way[])[];
  /** The key of the place one is at. */
  current: string | undefined;
  /** Stands last. */
  children?: ReactNode;
}) {
  const here = groups.find((group) => group.some(({ key }) => key === current)) ?? [];
  return (
    <nav aria-label={label} className="mt-2 border-line border-b text-small">
      <div className={row}>
        {lead}
        {groups.flatMap((group) => {
          const [first] = group;
          if (!first) return [];
          const at = first.key === current ? 'page' : group === here ? 'true' : undefined;
          return [
            <Link key={first.key} href={first.href} aria-current={at} className={look}>
              {first.name}
            </Link>,
          ];
        })}
        {children}
      </div>
      {here.length > 1 && (
        <div className={`${row} border-line border-t`}>
          {here.map(({ key, href, name }) => (
            <Link key={key} href={href} aria-current={key === current ? 'page' : undefined} className={look}>
              {name}
            </Link>
          ))}
        </div>
      )}
    </nav>
  );
}
