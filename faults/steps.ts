import type { Step } from './model.ts';
import { backSteps, givingBackSteps } from './steps/back.ts';
import { bankSteps } from './steps/bank.ts';
import { buyerSteps } from './steps/buyer.ts';
import { clockSteps } from './steps/clock.ts';
import { anyPaid } from './steps/desk.ts';
import { financeSteps } from './steps/finance.ts';
import { licenceSteps } from './steps/licence.ts';
import { paySteps } from './steps/pay.ts';
import { sellerSteps, takingBackSteps } from './steps/seller.ts';

/** What most schedules of a kind never come to in 24 steps, others do that are about less (Groce et al., Swarm Testing, 2012). */
export interface Theme {
  readonly weight: number;
  readonly steps: readonly Step[];
}

const ofAll = [...bankSteps, ...financeSteps, ...clockSteps];
const ofOrders = [...buyerSteps, ...paySteps, ...sellerSteps, ...backSteps];

/** Nobody does this any more once something has been paid for. */
const untilPaid = (steps: readonly Step[]): Step[] =>
  steps.map((step) => ({ ...step, possible: (world) => !anyPaid(world) && step.possible(world) }));

/**
 * All that people, banks and clocks do: about orders and licences, as sellers have both, about one of the two, or about what was paid first, as far as it goes; or
 * parcels alone and what comes back of them, which is a long way.
 */
export const themes: readonly Theme[] = [
  { weight: 2, steps: [...ofOrders, ...licenceSteps, ...ofAll] },
  { weight: 1, steps: [...ofOrders, ...ofAll] },
  { weight: 1, steps: [...licenceSteps, ...ofAll] },
  { weight: 1, steps: [...untilPaid([...buyerSteps, ...paySteps]), ...sellerSteps, ...backSteps, ...ofAll] },
  {
    weight: 1.5,
    steps: [...untilPaid([...buyerSteps, ...paySteps]), ...takingBackSteps, ...givingBackSteps, ...clockSteps],
  },
];
