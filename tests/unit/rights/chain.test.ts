import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Holding } from '#lib/rights/authority.ts';
import { cascade, chainAuthority, chainOf, type Link } from '#lib/rights/chain.ts';
import { licensed } from '#lib/rights/grant.ts';
import { allPoints, has, scope, scopes } from './points.ts';

const wide = scope('toys home', 'PL HU', 'pl sr-Latn', '2028-01-01', null);
const narrow = scope('toys', 'PL', 'pl', '2028-02-29', '2029-01-01');

function link(id: string, parent: string | null, holding: Partial<Holding> = {}, onEnd: Link['onEnd'] = 'ends'): Link {
  return {
    id,
    parent,
    onEnd,
    enterprise: `maker of ${id}`,
    holding: {
      kind: parent === null ? 'ownership' : 'licence',
      scope: wide,
      exclusivity: 'exclusive',
      sublicensable: true,
      status: 'in_force',
      ...holding,
    },
  };
}

const byId = (...links: Link[]) => new Map(links.map((each) => [each.id, each]));
const ask = { exclusivity: 'exclusive' as const, scope: narrow };

describe('authority through a chain of licences', () => {
  test('reaches from the sublicensee up to the owner', () => {
    const links = byId(link('owner', null), link('agent', 'owner'), link('local', 'agent'));
    expect(chainOf(links, 'local')?.map(({ id }) => id)).toEqual(['local', 'agent', 'owner']);
    expect(chainAuthority(links, 'local', ask)).toBe('ok');
  });

  test.each([
    ['a licence above that may not be sublicensed', { sublicensable: false }, 'not_sublicensable'],
    ['a licence above that is less exclusive', { exclusivity: 'sole' as const }, 'more_exclusive'],
    ['a licence above that has ended', { status: 'terminated' as const }, 'not_in_force'],
    ['a licence above that is narrower', { scope: { ...wide, territories: ['HU'] } }, 'outside_scope'],
  ])('stops at %s', (_, above, answer) => {
    const links = byId(link('owner', null), link('agent', 'owner', above), link('local', 'agent'));
    expect(chainAuthority(links, 'local', ask)).toBe(answer);
  });

  test('is none in a chain that loops, has a gap, or begins with no owner', () => {
    expect(chainAuthority(byId(link('a', 'b'), link('b', 'a')), 'a', ask)).toBe('broken_chain');
    expect(chainAuthority(byId(link('a', 'lost')), 'a', ask)).toBe('broken_chain');
    expect(chainAuthority(byId(link('a', null, { kind: 'licence' })), 'a', ask)).toBe('broken_chain');
    expect(chainAuthority(byId(), 'a', ask)).toBe('broken_chain');
  });

  test('gives nothing that any link does not hold, by brute force', () => {
    fc.assert(
      fc.property(
        fc.array(scopes, { minLength: 1, maxLength: 4 }),
        scopes,
        fc.constantFrom(...licensed),
        (held, asked, exclusivity) => {
          const links = byId(...held.map((each, n) => link(`${n}`, n === 0 ? null : `${n - 1}`, { scope: each })));
          const answer = chainAuthority(links, `${held.length - 1}`, { exclusivity, scope: asked });
          const inAll = allPoints.every((point) => !has(asked, point) || held.every((each) => has(each, point)));
          expect(answer).toBe(inAll ? 'ok' : 'outside_scope');
        },
      ),
      { numRuns: 1000 },
    );
  });
});

describe('the end of a licence', () => {
  const tree = byId(
    link('owner', null),
    link('agent', 'owner'),
    link('ending', 'agent'),
    link('ending too', 'ending'),
    link('staying', 'agent', {}, 'assigns'),
    link('below staying', 'staying'),
    link('deep staying', 'ending', {}, 'assigns'),
    link('other', 'owner'),
  );

  test('ends what hangs on it, or gives it to the holder above', () => {
    expect(cascade(tree, 'agent')).toEqual({
      ends: ['agent', 'ending', 'ending too'],
      assigns: [
        { id: 'deep staying', to: 'owner' },
        { id: 'staying', to: 'owner' },
      ],
    });
  });

  test('of an owner leaves nobody to assign to', () => {
    expect(cascade(tree, 'owner').assigns).toEqual([]);
    expect(cascade(tree, 'owner').ends).toHaveLength(tree.size);
  });

  test('leaves every other link with a chain as long as it reaches an owner', () => {
    const trees = fc.array(fc.tuple(fc.nat(20), fc.constantFrom('ends' as const, 'assigns' as const)), {
      minLength: 1,
      maxLength: 20,
    });
    fc.assert(
      fc.property(trees, fc.nat(20), (drawn, at) => {
        const links = byId(
          link('0', null),
          ...drawn.map(([parent, onEnd], n) => link(`${n + 1}`, `${parent % (n + 1)}`, {}, onEnd)),
        );
        const ended = `${1 + (at % drawn.length)}`;
        const { ends, assigns } = cascade(links, ended);
        const left = new Map([...links].filter(([id]) => !ends.includes(id)));
        for (const { id, to } of assigns) {
          const moved = left.get(id);
          expect(left.has(to)).toBe(true);
          if (moved) left.set(id, { ...moved, parent: to });
        }
        expect(new Set(ends).size).toBe(ends.length);
        for (const id of left.keys()) expect(chainOf(left, id)).not.toBeNull();
      }),
      { numRuns: 1000 },
    );
  });
});
