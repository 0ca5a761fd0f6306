import { z } from 'zod';
import type { Actor } from '#lib/core/actor.ts';
import { authorize } from '#lib/core/authorize.ts';
import { DomainError } from '#lib/core/errors.ts';
import { limits } from '#lib/core/limits.ts';
import { prisma } from '#lib/db/index.ts';
import type { Held } from './held.ts';
import { saveSchema, saveString } from './save.ts';
import { type InterfaceString, interfaceStrings } from './strings.ts';
import { unitSchema } from './unit.ts';

/** Another string of the very same source, and what it says now. */
export interface SameSource {
  readonly unit: string;
  readonly target: string;
}

const bySource = new WeakMap<readonly InterfaceString[], ReadonlyMap<string, readonly InterfaceString[]>>();

function grouped(strings: readonly InterfaceString[]): ReadonlyMap<string, readonly InterfaceString[]> {
  const known = bySource.get(strings) ?? Map.groupBy(strings, ({ source }) => source.trim());
  bySource.set(strings, known);
  return known;
}

/** What of a language's interface has the same source, by unit; the strings are those that the list keeps. */
export function othersOf(strings: readonly InterfaceString[], unit: string, source: string): SameSource[] {
  const same = grouped(strings).get(source.trim()) ?? [];
  return same.flatMap((each) =>
    each.unit === unit || each.target === '' ? [] : [{ unit: each.unit, target: each.target }],
  );
}

/** Other strings of the same source that have a translation: of the interface all of them, of content those that the memory holds. */
export async function sameSource({ locale, unit, source, sourceLocale, content }: Held): Promise<SameSource[]> {
  if (!content) return othersOf(await interfaceStrings(locale), unit, source).slice(0, limits.workSame);
  const rows = await prisma().$queryRaw<{ place: string; target: string }[]>`
    select place, target from memory_unit
    where target_locale = ${locale} and md5(source) = md5(${source}) and source_locale = ${sourceLocale}
      and source = ${source} and place like 'text:%' order by place limit ${limits.workSame + 1}`;
  return rows.flatMap(({ place, target }) => {
    const other = place.replace(/:(\w+)$/, '.$1');
    return other === unit ? [] : [{ unit: other, target }];
  });
}

export const alignSchema = unitSchema.extend({
  value: saveSchema.shape.value,
  others: z.array(z.object({ unit: unitSchema.shape.unit, seen: saveSchema.shape.seen })).max(limits.workSame),
});

export interface Aligned {
  readonly changed: number;
  /** Units that could not be changed: edited meanwhile, locked, or the checks object. */
  readonly left: readonly string[];
}

/** Gives other strings of the same source the same wording, each as if it were saved by itself; what cannot be is left. */
export async function alignStrings(actor: Actor, input: z.output<typeof alignSchema>): Promise<Aligned> {
  const { locale, value, others } = input;
  authorize(actor, 'message.publish', { locale });
  const left: string[] = [];
  for (const { unit, seen } of others) {
    try {
      await saveString(actor, { locale, unit, value, seen });
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      left.push(unit);
    }
  }
  return { changed: others.length - left.length, left };
}
