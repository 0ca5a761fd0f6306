'use server';

import { formAction, redirectTo } from '#app/_forms/form-action.ts';
import {
  addPlan,
  addRule,
  assignPlan,
  assignPlanSchema,
  newPlanSchema,
  newRuleSchema,
  removeRule,
  removeRuleSchema,
} from '#lib/payouts/index.ts';

const page = '/admin/commission';

export const addPlanAction = formAction(newPlanSchema, async (actor, input) => {
  await addPlan(actor, input);
  return redirectTo(`${page}?done=plan`);
});

export const addRuleAction = formAction(newRuleSchema, async (actor, input) => {
  await addRule(actor, input);
  return redirectTo(`${page}?done=rule`);
});

export const removeRuleAction = formAction(removeRuleSchema, async (actor, input) => {
  await removeRule(actor, input);
  return redirectTo(`${page}?done=removed`);
});

export const assignPlanAction = formAction(assignPlanSchema, async (actor, input) => {
  await assignPlan(actor, input);
  return redirectTo(`${page}?done=assigned`);
});
