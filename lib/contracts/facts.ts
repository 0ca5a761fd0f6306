import { freeze, hierarchies } from '#lib/rights/index.ts';
import { parseFraction } from '#lib/royalties/index.ts';
import type { Choices } from './choices.ts';
import type { ContractSubject } from './subject.ts';

/** What clauses are chosen by: plain words out of terms and choices. */
export type Facts = Readonly<Record<string, string>>;

const yes = (is: boolean) => (is ? 'yes' : 'no');
const isNought = (text: string) => parseFraction(text).n === 0n;

function royaltyFact({ money }: ContractSubject): string {
  const { tiers, base, mode } = money;
  const first = tiers[0];
  if (tiers.length > 1) return mode;
  if (!first || isNought(first.rate)) return 'none';
  return base === 'unit' ? 'unit' : 'single';
}

/** Leaves whose licensed use puts goods into the world that can be held in the hand. */
const physical = new Set([...hierarchies.rights.leavesOf('merchandising'), 'print', 'audiobook', 'mechanical']);

/** The facts of a contract. */
export function factsOf(subject: ContractSubject, choices: Choices): Facts {
  const { terms, money, works } = subject;
  const { rights } = freeze(terms.scope, hierarchies);
  const royalty = royaltyFact(subject);
  return {
    exclusivity: terms.exclusivity,
    open: terms.scope.term.end === null ? 'open' : 'fixed',
    above: subject.above,
    sublicensing: choices.sublicensing,
    approvals: choices.silence,
    ai: rights.includes('ai_training') ? 'licensed' : 'excluded',
    advance: money.advance.minor === '0' ? 'none' : money.advance.recoupable ? 'recoupable' : 'kept',
    guarantee: yes(money.guarantee !== null),
    royalty,
    base: royalty === 'none' ? 'none' : money.base,
    deductions: yes(royalty !== 'none' && money.base === 'net_receipts' && !isNought(money.deductionCap)),
    reserve: yes(money.reserve.periods > 0 && !isNought(money.reserve.rate)),
    cross: yes(money.crossCollateralised && works.length > 1),
    portions: works.length < 2 ? 'none' : money.portions ? 'stated' : 'equal',
    withholding: isNought(money.withholding.rate) ? 'law' : 'rate',
    interest: isNought(money.lateInterest) ? 'law' : 'rate',
    physical: yes(rights.some((leaf) => physical.has(leaf))),
    holdback: yes(choices.holdbackMonths > 0),
    forum: choices.forum,
  };
}
