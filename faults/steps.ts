import type { Step } from './model.ts';
import { backSteps } from './steps/back.ts';
import { bankSteps } from './steps/bank.ts';
import { buyerSteps } from './steps/buyer.ts';
import { clockSteps } from './steps/clock.ts';
import { financeSteps } from './steps/finance.ts';
import { licenceSteps } from './steps/licence.ts';
import { paySteps } from './steps/pay.ts';
import { sellerSteps } from './steps/seller.ts';

/** All that people, banks and clocks do. */
export const steps: readonly Step[] = [
  ...buyerSteps,
  ...paySteps,
  ...sellerSteps,
  ...backSteps,
  ...bankSteps,
  ...financeSteps,
  ...licenceSteps,
  ...clockSteps,
];
