import { type AuthorityAnswer, authorityOf, type Holding } from './authority.ts';
import type { Grant } from './grant.ts';

/** One licence of a work's chain of title: what it lets its licensee hand on, and the holding out of which it was given. */
export interface Link {
  readonly id: string;
  readonly holding: Holding;
  /** The enterprise that controls what the link says. */
  readonly enterprise: string;
  /** The link above; null for ownership, which stands by itself. */
  readonly parent: string | null;
  /** What becomes of it when the link above ends: it ends as well, or goes to the holder above. */
  readonly onEnd: 'ends' | 'assigns';
}

export type ChainAnswer = AuthorityAnswer | 'broken_chain';

/** The links from one up to ownership, the nearest first; null where one is missing or the chain loops. */
export function chainOf(links: ReadonlyMap<string, Link>, id: string): readonly Link[] | null {
  const chain: Link[] = [];
  const seen = new Set<string>();
  for (let at: string | null = id; at !== null; ) {
    const link: Link | undefined = links.get(at);
    if (link === undefined || seen.has(at)) return null;
    seen.add(at);
    chain.push(link);
    at = link.parent;
  }
  return chain.at(-1)?.holding.kind === 'ownership' ? chain : null;
}

/**
 * Whether an ask may be given out of one link: every link up to ownership must carry it, so that nobody hands on what was not theirs.
 * The first link that does not gives the reason; `broken_chain` where the chain does not reach an owner.
 */
export function chainAuthority(
  links: ReadonlyMap<string, Link>,
  id: string,
  ask: Pick<Grant, 'exclusivity' | 'scope'>,
): ChainAnswer {
  const chain = chainOf(links, id);
  if (chain === null) return 'broken_chain';
  for (const link of chain) {
    const answer = authorityOf(link.holding, ask);
    if (answer !== 'ok') return answer;
  }
  return 'ok';
}

/** As much of a link as its end asks about. */
export type Hanging = Pick<Link, 'id' | 'parent' | 'onEnd'>;

/** What the end of a link does to those below it. */
export interface Cascade {
  /** Links that end with it, itself first, each after the one it hangs on. */
  readonly ends: readonly string[];
  /** Links that go to the holder above, and to which link. What hangs on them stays as it is. */
  readonly assigns: readonly { readonly id: string; readonly to: string }[];
}

/**
 * Ends a link. What hangs on it ends too, or is assigned to the nearest link above that stays; below ownership there is always one.
 * An owner's own end leaves nobody to assign to: all below it ends.
 */
export function cascade(links: ReadonlyMap<string, Hanging>, endedId: string): Cascade {
  const heir = links.get(endedId)?.parent ?? null;
  const below = Map.groupBy(links.values(), ({ parent }) => parent);
  const ends: string[] = [];
  const assigns: { id: string; to: string }[] = [];
  const done = new Set<string>();
  const end = (id: string): void => {
    if (done.has(id)) return;
    done.add(id);
    ends.push(id);
    for (const child of below.get(id) ?? []) {
      if (child.onEnd === 'assigns' && heir !== null) assigns.push({ id: child.id, to: heir });
      else end(child.id);
    }
  };
  end(endedId);
  return { ends, assigns };
}
