import type { Check } from './check.ts';
import { backChecks } from './checks/back.ts';
import { licenceChecks } from './checks/licences.ts';
import { moneyChecks } from './checks/money.ts';
import { orderChecks } from './checks/orders.ts';
import { traceChecks } from './checks/traces.ts';

/** All that must hold when it is calm again. */
export const checks: readonly Check[] = [
  ...orderChecks,
  ...licenceChecks,
  ...moneyChecks,
  ...backChecks,
  ...traceChecks,
];
