import { limits } from '#lib/core/limits.ts';
import type { Tx } from '#lib/db/index.ts';
import type { TextOrigin, TextState } from '../content.ts';
import { bandsOf } from './bands.ts';

/** A translation that was made, with the place it was made for. */
export interface MemoryEntry {
  /** `interface:<namespace>.<key>`, `text:<id>:<field>`, `file:<name>:<unit>`: a later translation of a place takes the earlier one's place. */
  readonly place: string;
  readonly sourceLocale: string;
  readonly targetLocale: string;
  readonly source: string;
  readonly target: string;
  readonly state: Exclude<TextState, 'source'>;
  readonly origin: TextOrigin;
  readonly domain: string;
}

/** What a memory is for: words, in two languages, not longer than people compare. */
function isWorthwhile({ source, target, sourceLocale, targetLocale }: MemoryEntry): boolean {
  const fits = (text: string) => text.trim() !== '' && text.length <= limits.memoryText;
  return fits(source) && fits(target) && sourceLocale !== targetLocale && /\p{L}/u.test(source);
}

/** Keeps translations in the memory; what it held for the same places is replaced. Returns how many were new or other than before. */
export async function rememberUnits(tx: Tx, entries: readonly MemoryEntry[]): Promise<number> {
  const byPlace = new Map(
    entries.filter(isWorthwhile).map((entry) => [`${entry.targetLocale} ${entry.place}`, entry] as const),
  );
  const all = [...byPlace.values()];
  let kept = 0;
  for (let at = 0; at < all.length; at += limits.memoryAtOnce)
    kept += await writeUnits(tx, all.slice(at, at + limits.memoryAtOnce));
  return kept;
}

function writeUnits(tx: Tx, entries: readonly MemoryEntry[]): Promise<number> {
  const rows = entries.map((entry) => ({
    place: entry.place,
    source_locale: entry.sourceLocale,
    target_locale: entry.targetLocale,
    source: entry.source,
    target: entry.target,
    state: entry.state,
    origin: entry.origin,
    domain: entry.domain,
    bands: bandsOf(entry.source, entry.sourceLocale, entry.targetLocale),
    size: entry.source.length,
  }));
  // In the order of the unique index, so that two writers wait for one another and never in a circle.
  return tx.$executeRaw`
    insert into memory_unit (place, source_locale, target_locale, source, target, state, origin, domain, bands, size)
    select place, source_locale, target_locale, source, target, state, origin, domain, bands, size
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as given (
      place text, source_locale text, target_locale text, source text, target text,
      state translation_state, origin translation_origin, domain text, bands int[], size int)
    order by target_locale, place
    on conflict (target_locale, place) do update set
      source_locale = excluded.source_locale, source = excluded.source, target = excluded.target, state = excluded.state,
      origin = excluded.origin, domain = excluded.domain, bands = excluded.bands, size = excluded.size, updated_at = now()
    where (memory_unit.source, memory_unit.target, memory_unit.state, memory_unit.domain)
      is distinct from (excluded.source, excluded.target, excluded.state, excluded.domain)`;
}

/** Forgets the translations of places that are no more. */
export async function forgetUnits(tx: Tx, targetLocale: string, places: readonly string[]): Promise<void> {
  await tx.memoryUnit.deleteMany({ where: { targetLocale, place: { in: [...places] } } });
}
