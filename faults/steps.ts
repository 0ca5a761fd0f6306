import type { Step } from './model.ts';
import { buyerSteps } from './steps/buyer.ts';
import { clockSteps } from './steps/clock.ts';
import { paySteps } from './steps/pay.ts';
import { sellerSteps } from './steps/seller.ts';

/** All that people and clocks do. */
export const steps: readonly Step[] = [...buyerSteps, ...paySteps, ...sellerSteps, ...clockSteps];
