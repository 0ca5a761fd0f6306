import { readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { authority } from './authority.ts';
import { availability, notWhollyFree } from './availability.ts';
import { conflict } from './conflict.ts';
import { exclusivities, type Grant, licensed } from './grant.ts';
import { hierarchy } from './hierarchy.ts';
import { dimensions, type Hierarchies, meaningOf, writtenScopeSchema } from './scope.ts';

const grant = z.object({
  exclusivity: z.enum(exclusivities),
  licensee: z.string(),
  scope: writtenScopeSchema,
  status: z.enum(['in_force', 'lapsed', 'expired', 'terminated']).default('in_force'),
});
const holding = z.object({
  kind: z.enum(['ownership', 'licence']),
  scope: writtenScopeSchema,
  sublicensable: z.boolean().default(true),
  exclusivity: z.enum(licensed).default('exclusive'),
  status: z.enum(['in_force', 'expired', 'terminated']).default('in_force'),
});
const expression = z.object({ include: z.array(z.string()), except: z.array(z.string()).optional() });
const groups = z.record(z.string(), z.array(z.string()));
const span = z.tuple([z.string(), z.string().nullable()]);

const oneCase = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('leaves'),
    id: z.string(),
    dimension: z.enum(dimensions),
    expression,
    expect: z.array(z.string()),
  }),
  z.object({ kind: z.literal('conflict'), id: z.string(), held: grant, asked: grant, expect: z.string() }),
  z.object({
    kind: z.literal('availability'),
    id: z.string(),
    grants: z.array(grant),
    ask: grant,
    expect: z.object({ state: z.string(), notWhollyFree: z.record(z.string(), z.array(span)) }),
  }),
  z.object({
    kind: z.literal('authority'),
    id: z.string(),
    holdings: z.array(holding),
    ask: grant,
    expect: z.string(),
  }),
]);

const suite = z.object({
  suite: z.literal('rights'),
  hierarchies: z.object({ rights: groups, territories: groups, languages: groups }),
  cases: z.array(oneCase),
});

export interface CaseMismatch {
  readonly id: string;
  readonly expected: unknown;
  readonly got: unknown;
}

/**
 * Runs a file of the suite `rights` through these rules, with the hierarchies it brings: how many cases it holds, and those that came
 * out otherwise.
 */
export function run(file: string): { count: number; mismatches: CaseMismatch[] } {
  const { hierarchies: written, cases } = suite.parse(JSON.parse(readFileSync(file, 'utf8')));
  const hierarchies = {
    rights: hierarchy(written.rights),
    territories: hierarchy(written.territories),
    languages: hierarchy(written.languages),
  };
  const mismatches = cases.flatMap((each) => {
    const got = answer(each, hierarchies);
    return isDeepStrictEqual(got, each.expect) ? [] : [{ id: each.id, expected: each.expect, got }];
  });
  return { count: cases.length, mismatches };
}

function answer(each: z.infer<typeof oneCase>, hierarchies: Hierarchies): unknown {
  switch (each.kind) {
    case 'leaves':
      return hierarchies[each.dimension].meaning(each.expression);
    case 'conflict':
      return conflict(grantOf(each.held, hierarchies), grantOf(each.asked, hierarchies));
    case 'availability': {
      const found = availability(
        grantOf(each.ask, hierarchies),
        each.grants.map((held) => grantOf(held, hierarchies)),
      );
      const cells = [...notWhollyFree(found)].map(([cell, days]) => [cell, days.map(({ start, end }) => [start, end])]);
      return { state: found.state, notWhollyFree: Object.fromEntries(cells) };
    }
    case 'authority': {
      const holdings = each.holdings.map((held) => ({ ...held, scope: meaningOf(held.scope, hierarchies) }));
      return authority(holdings, grantOf(each.ask, hierarchies));
    }
  }
}

function grantOf(written: z.infer<typeof grant>, hierarchies: Hierarchies): Grant {
  const { exclusivity, licensee, status, scope } = written;
  return { exclusivity, licensee, state: status, scope: meaningOf(scope, hierarchies) };
}
