import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cascade, chainAuthority, type Link } from '#lib/rights/chain.ts';
import { conflict } from '#lib/rights/conflict.ts';
import { type Exclusivity, type Grant, type Licensed, licensed, stateAt } from '#lib/rights/grant.ts';
import { meaningOf, type WrittenScope } from '#lib/rights/scope.ts';
import { allPoints, dayIn, groups, small, writtenScopes } from './points.ts';

/**
 * Books of rights over time, kept twice: by the product's rules, and by a reckoning that knows nothing but points. Whatever is given, held for
 * some days, handed on, or ended, both must say the same of the next ask.
 */

/** The design's table once more, in its own words: what a point may be to two different licensees. */
const together = new Set(['sole own_use', 'non_exclusive non_exclusive', 'non_exclusive own_use', 'own_use own_use']);
const mayShare = (a: Exclusivity, b: Exclusivity) => together.has(`${a} ${b}`) || together.has(`${b} ${a}`);

function under(children: Readonly<Record<string, readonly string[]>>, code: string, leaf: string): boolean {
  return code === leaf || (children[code] ?? []).some((child) => under(children, child, leaf));
}

/** The points that words mean, by walking down the groups for each point alone. */
function pointsOf(written: WrittenScope): Set<number> {
  const says = (dimension: keyof typeof groups, leaf: string) => {
    const { include, except = [] } = written[dimension];
    return (
      include.some((code) => under(groups[dimension], code, leaf)) &&
      !except.some((code) => under(groups[dimension], code, leaf))
    );
  };
  return new Set(
    allPoints.flatMap(({ right, territory, language, day }, at) =>
      says('rights', right) && says('territories', territory) && says('languages', language) && dayIn(written.term, day)
        ? [at]
        : [],
    ),
  );
}

interface Given {
  readonly id: string;
  parent: string | null;
  readonly licensee: string;
  readonly exclusivity: Licensed;
  readonly written: WrittenScope;
  readonly sublicensable: boolean;
  readonly onEnd: Link['onEnd'];
  /** The day on which an option lapses; null for a licence in force. */
  readonly lapses: number | null;
}

const instant = (day: number) => new Date(Date.UTC(2028, 0, 1 + day));

/** The books by the product's rules. */
class Rules {
  readonly #given = new Map<string, Given>();
  #ended = new Set<string>();

  constructor(owner: Given) {
    this.#given.set(owner.id, owner);
  }

  #links(): Map<string, Link> {
    return new Map(
      [...this.#given.values()]
        .filter(({ lapses }) => lapses === null)
        .map((each) => [
          each.id,
          {
            id: each.id,
            parent: each.parent,
            onEnd: each.onEnd,
            enterprise: each.licensee,
            holding: {
              kind: each.parent === null ? 'ownership' : 'licence',
              scope: meaningOf(each.written, small),
              exclusivity: each.exclusivity,
              sublicensable: each.sublicensable,
              status: this.#ended.has(each.id) ? 'terminated' : 'in_force',
            },
          },
        ]),
    );
  }

  #asGrant(each: Given, day: number): Grant {
    const option = {
      state: 'option' as const,
      lapsesAt: each.lapses === null ? '' : instant(each.lapses).toISOString(),
    };
    const state = this.#ended.has(each.id)
      ? 'terminated'
      : each.lapses === null
        ? 'in_force'
        : stateAt(option, instant(day));
    return { exclusivity: each.exclusivity, licensee: each.licensee, scope: meaningOf(each.written, small), state };
  }

  give(asked: Given, day: number): boolean {
    const scope = meaningOf(asked.written, small);
    const links = this.#links();
    if (chainAuthority(links, asked.parent ?? '', { exclusivity: asked.exclusivity, scope }) !== 'ok') return false;
    const control = (id: string | null) => links.get(id ?? '')?.enterprise;
    const held = [...this.#given.values()].filter(
      (each) => each.parent && control(each.parent) === control(asked.parent),
    );
    const asks = this.#asGrant({ ...asked, lapses: null }, day);
    if (held.some((each) => conflict(this.#asGrant(each, day), asks) === 'conflict')) return false;
    this.#given.set(asked.id, { ...asked });
    return true;
  }

  end(id: string): void {
    const { ends, assigns } = cascade(this.#given, id);
    for (const each of ends) this.#ended.add(each);
    for (const { id: moved, to } of assigns) {
      const given = this.#given.get(moved);
      if (given) given.parent = to;
    }
  }

  standing(day: number): string[] {
    return [...this.#given.values()]
      .filter((each) => ['option', 'in_force'].includes(this.#asGrant(each, day).state))
      .map(({ id, parent }) => `${id} under ${parent}`)
      .sort();
  }
}

type Kept = Given & { readonly points: Set<number> };

/** The books by points: no scopes, no sets of leaves, no cascade; each question walks what is there. */
class Points {
  #all: Kept[] = [];

  constructor(owner: Given) {
    this.#all.push({ ...owner, points: pointsOf(owner.written) });
  }

  #find(id: string | null) {
    return this.#all.find((each) => each.id === id);
  }

  #stands(each: Given, day: number): boolean {
    return each.lapses === null || day < each.lapses;
  }

  #carries(above: Kept | undefined, asked: Licensed, points: Set<number>): boolean {
    if (!above || above.lapses !== null) return false;
    for (const point of points) if (!above.points.has(point)) return false;
    if (above.parent === null) return true;
    const strong = { exclusive: 3, sole: 2, non_exclusive: 1 };
    if (!above.sublicensable || strong[above.exclusivity] < strong[asked]) return false;
    return this.#carries(this.#find(above.parent), asked, points);
  }

  give(asked: Given, day: number): boolean {
    const points = pointsOf(asked.written);
    if (!this.#carries(this.#find(asked.parent), asked.exclusivity, points)) return false;
    const holder = this.#find(asked.parent)?.licensee;
    for (const held of this.#all) {
      if (held.parent === null || this.#find(held.parent)?.licensee !== holder || !this.#stands(held, day)) continue;
      if (held.licensee === asked.licensee || mayShare(held.exclusivity, asked.exclusivity)) continue;
      for (const point of points) if (held.points.has(point)) return false;
    }
    this.#all.push({ ...asked, points });
    return true;
  }

  end(id: string): void {
    const heir = this.#find(id)?.parent ?? null;
    const gone = [id];
    for (let at = 0; at < gone.length; at++) {
      for (const child of this.#all.filter(({ parent }) => parent === gone[at])) {
        if (child.onEnd === 'assigns' && heir !== null) child.parent = heir;
        else gone.push(child.id);
      }
    }
    this.#all = this.#all.filter((each) => !gone.includes(each.id));
  }

  standing(day: number): string[] {
    return this.#all
      .filter((each) => this.#stands(each, day))
      .map((each) => `${each.id} under ${each.parent}`)
      .sort();
  }
}

const everything: WrittenScope = {
  rights: { include: ['merchandising', 'screen'] },
  territories: { include: ['world'] },
  languages: { include: ['all'] },
  term: { start: '2028-01-01', end: null },
};
const owner: Given = {
  id: '0',
  parent: null,
  licensee: 'Owner',
  exclusivity: 'exclusive',
  written: everything,
  sublicensable: true,
  onEnd: 'ends',
  lapses: null,
};

const asks = fc.record({
  does: fc.constant('give' as const),
  under: fc.nat(6),
  licensee: fc.constantFrom('Rila', 'Wawel', 'Tiger'),
  exclusivity: fc.constantFrom(...licensed),
  // As often what the one above has, so that chains grow long.
  written: fc.oneof(writtenScopes, fc.constant(everything)),
  sublicensable: fc.boolean(),
  onEnd: fc.constantFrom('ends' as const, 'assigns' as const),
  option: fc.option(fc.integer({ min: 1, max: 4 }), { freq: 4 }),
});
const steps = fc.array(
  fc.oneof(
    { weight: 7, arbitrary: asks },
    { weight: 2, arbitrary: fc.record({ does: fc.constant('wait' as const), days: fc.integer({ min: 1, max: 3 }) }) },
    { weight: 1, arbitrary: fc.record({ does: fc.constant('end' as const), which: fc.nat(6) }) },
  ),
  { minLength: 4, maxLength: 24 },
);

describe('books over time', () => {
  test('say by the rules what points say: options that lapse, sublicences, ends that go down the chain', {
    timeout: 120_000,
  }, () => {
    const seen = { given: 0, refused: 0, sublicensed: 0, ended: 0, lapsed: 0 };
    fc.assert(
      fc.property(steps, (history) => {
        const [rules, points] = [new Rules({ ...owner }), new Points(owner)];
        const licences = ['0'];
        let day = 0;
        history.forEach((step, at) => {
          if (step.does === 'wait') {
            const before = points.standing(day).length;
            day += step.days;
            seen.lapsed += before - points.standing(day).length;
          } else if (step.does === 'end') {
            const id = licences[1 + (step.which % Math.max(1, licences.length - 1))];
            if (id === undefined) return;
            rules.end(id);
            points.end(id);
            seen.ended += 1;
          } else {
            const { does: _, under: above, option, ...terms } = step;
            const parent = licences[above % licences.length] ?? '0';
            const asked = { ...terms, id: `${at + 1}`, parent, lapses: option === null ? null : day + option };
            const given = rules.give(asked, day);
            expect(given, `step ${at}`).toBe(points.give(asked, day));
            if (given && option === null) licences.push(asked.id);
            seen[given ? 'given' : 'refused'] += 1;
            if (given && parent !== '0') seen.sublicensed += 1;
          }
          expect(rules.standing(day), `after step ${at}`).toEqual(points.standing(day));
        });
      }),
      { numRuns: 800 },
    );
    // A test of histories in which nothing happens would prove nothing.
    for (const times of Object.values(seen)) expect(times).toBeGreaterThan(50);
  });
});
