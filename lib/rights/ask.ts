import { isoDay, now } from '#lib/core/clock.ts';
import { limits } from '#lib/core/limits.ts';
import { type Side, sides } from './find.ts';
import { type Licensed, licensed } from './grant.ts';
import { hierarchies } from './hierarchies.ts';
import { freeze, type Scope } from './scope.ts';
import { inYears } from './work.ts';

/** A question for free rights as an address says it: codes of rights, territories and languages, dates, exclusivity, and what narrows it. */
export interface WrittenAsk {
  readonly rights: readonly string[];
  readonly territories: readonly string[];
  /** None: all languages, and none at all. */
  readonly languages: readonly string[];
  readonly from: string;
  readonly to: string;
  readonly exclusivity: Licensed;
  readonly kinds: readonly string[];
  readonly countries: readonly string[];
  readonly side: Side | undefined;
}

const everyLanguage = ['all', 'zxx', 'mis'];

/** Reads an ask out of an address. Dates that are missing or none mean three years from today; `right` and `territory` may stand for one code. */
export function readAsk(address: URLSearchParams): WrittenAsk {
  const codes = (...names: string[]) =>
    [...new Set(names.flatMap((name) => address.getAll(name)).flatMap((value) => value.split(',')))]
      .filter((code) => /^[\w-]{1,32}$/.test(code))
      .slice(0, limits.askCodes);
  const today = isoDay(now());
  const date = (name: string) => (/^\d{4}-\d{2}-\d{2}$/.test(address.get(name) ?? '') ? address.get(name) : null);
  const from = date('from') ?? today;
  return {
    rights: codes('right', 'right[]'),
    territories: codes('territory', 'territory[]'),
    languages: codes('language', 'language[]'),
    from,
    to: date('to') ?? inYears(from, 3),
    exclusivity: licensed.find((each) => each === address.get('exclusivity')) ?? 'exclusive',
    kinds: codes('kind'),
    countries: codes('country'),
    side: sides.find((each) => each === address.get('side')),
  };
}

/** The same as the shortest address that means it. */
export function askAddress(ask: WrittenAsk): string {
  const address = new URLSearchParams();
  const put = (name: string, codes: readonly string[]) => {
    if (codes.length > 0) address.set(name, codes.join(','));
  };
  put('right', ask.rights);
  put('territory', ask.territories);
  put('language', ask.languages);
  address.set('from', ask.from);
  address.set('to', ask.to);
  address.set('exclusivity', ask.exclusivity);
  put('kind', ask.kinds);
  put('country', ask.countries);
  if (ask.side !== undefined) address.set('side', ask.side);
  return address.toString().replaceAll('%2C', ',');
}

/** Whether it asks for anything yet. */
export function isAsking(ask: WrittenAsk): boolean {
  return ask.rights.length > 0 && ask.territories.length > 0;
}

/** What it means today. Throws `rights.unknown_code`, `rights.not_a_date`, `rights.term_order`, `rights.empty_scope`. */
export function scopeOfAsk(ask: WrittenAsk): Scope {
  return freeze(
    {
      rights: { include: ask.rights },
      territories: { include: ask.territories },
      languages: { include: ask.languages.length > 0 ? ask.languages : everyLanguage },
      term: { start: ask.from, end: ask.to },
    },
    hierarchies,
  );
}
