import { z } from 'zod';
import { type Actor, actorId } from '#lib/core/actor.ts';
import { authorize } from '#lib/core/authorize.ts';
import { day, isoDay, now } from '#lib/core/clock.ts';
import { isCurrency } from '#lib/core/currency.ts';
import { DomainError, hasSqlState } from '#lib/core/errors.ts';
import { limits } from '#lib/core/limits.ts';
import { forget, remember } from '#lib/core/memory.ts';
import { money, parseAmount } from '#lib/core/money.ts';
import { id, text } from '#lib/core/validation.ts';
import type { CommissionPlan, CommissionRule } from '#lib/db/generated/client.ts';
import { prisma, transaction } from '#lib/db/index.ts';
import { audit } from '#lib/trust/index.ts';
import { type CommissionTerm, type CommissionTerms, flatTerms } from './commission.ts';

const cacheKey = 'commission:';
/** Another instance learns of a change this much later at the most; rules begin with a day. */
const cacheMs = 30_000;

interface Plans {
  readonly byId: ReadonlyMap<string, CommissionTerms>;
  /** Of each enterprise with another plan than it began with: from which day which, the latest first. */
  readonly assigned: ReadonlyMap<string, readonly { readonly validFrom: string; readonly planId: string }[]>;
}

interface Tree {
  readonly covers: (slug: string) => ReadonlySet<string>;
  readonly depth: (slug: string) => number;
}

function treeOf(categories: readonly { slug: string; parentSlug: string | null }[]): Tree {
  const parent = new Map(categories.map(({ slug, parentSlug }) => [slug, parentSlug]));
  const path = (slug: string) => {
    const up: string[] = [];
    for (let at: string | null | undefined = slug; at && up.length < 20; at = parent.get(at)) up.push(at);
    return up;
  };
  return {
    covers: (slug) => new Set(categories.map((each) => each.slug).filter((each) => path(each).includes(slug))),
    depth: (slug) => path(slug).length,
  };
}

function termsOf({ rules, ...plan }: CommissionPlan & { rules: CommissionRule[] }, tree: Tree): CommissionTerms {
  const [base] = flatTerms(plan.basisPoints).terms;
  const fixed = money(plan.fixedMinor, plan.fixedCurrency);
  return {
    terms: [
      ...(base ? [{ ...base, fixed }] : []),
      ...rules.map(
        (rule): CommissionTerm => ({
          category: rule.categorySlug,
          covers: rule.categorySlug ? tree.covers(rule.categorySlug) : null,
          depth: rule.categorySlug ? tree.depth(rule.categorySlug) : 0,
          basisPoints: rule.basisPoints,
          fixed: money(rule.fixedMinor, rule.fixedCurrency),
          validFrom: isoDay(rule.validFrom),
        }),
      ),
    ],
  };
}

function loadPlans(): Promise<Plans> {
  return remember(cacheKey, cacheMs, async () => {
    const [plans, categories, assignments] = await Promise.all([
      prisma().commissionPlan.findMany({ include: { rules: true } }),
      prisma().category.findMany({ select: { slug: true, parentSlug: true } }),
      prisma().commissionAssignment.findMany({ orderBy: { validFrom: 'desc' } }),
    ]);
    const tree = treeOf(categories);
    const byEnterprise = Map.groupBy(assignments, (each) => each.enterpriseId);
    return {
      byId: new Map(plans.map((plan) => [plan.id, termsOf(plan, tree)])),
      assigned: new Map(
        [...byEnterprise].map(([enterpriseId, own]) => [
          enterpriseId,
          own.map(({ validFrom, planId }) => ({ validFrom: isoDay(validFrom), planId })),
        ]),
      ),
    };
  });
}

type TermsOf = (enterprise: { readonly id: string; readonly commissionPlanId: string }, at: Date) => CommissionTerms;

/** Tells which plan counts for an enterprise on a day: the one it was given last, or else the one it was registered with. */
export async function commissionPlanReader(): Promise<TermsOf> {
  const { byId, assigned } = await loadPlans();
  return (enterprise, at) => {
    const today = isoDay(at);
    const given = assigned.get(enterprise.id)?.find(({ validFrom }) => validFrom <= today)?.planId;
    return byId.get(given ?? enterprise.commissionPlanId) ?? flatTerms(0);
  };
}

/** "12.5" as basis points; at most two decimals and half of the price. */
const percent = z
  .string()
  .trim()
  .regex(/^\d{1,2}([.,]\d{1,2})?$/, { error: 'payouts.percent' })
  .transform((value) => Math.round(Number(value.replace(',', '.')) * 100))
  .pipe(z.number().max(5000, { error: 'payouts.percent' }));

const isoDate = z.iso.date({ error: 'invalid' }).transform((value) => new Date(`${value}T00:00:00Z`));

const whole = (max: number) =>
  z
    .string()
    .trim()
    .regex(/^\d{1,3}$/, { error: 'not_a_number' })
    .transform(Number)
    .pipe(z.number().max(max, { error: 'too_large' }));

export const newPlanSchema = z.object({
  id: z
    .string()
    .trim()
    .regex(/^[a-z][a-z0-9-]{1,39}$/, { error: 'payouts.plan_id' }),
  name: text(60),
  basisPoints: percent,
  reserveBasisPoints: percent,
  reserveDays: whole(365),
  reserveFirstDays: whole(730),
});

/** A new plan; nobody has it yet. Throws `payouts.plan_taken`. */
export async function addPlan(actor: Actor, input: z.output<typeof newPlanSchema>): Promise<void> {
  authorize(actor, 'commission.edit');
  await transaction(async (tx) => {
    const { count } = await tx.commissionPlan.createMany({ data: [input], skipDuplicates: true });
    if (count === 0) throw new DomainError('payouts.plan_taken', {}, 'id');
    await audit(tx, actor, {
      action: 'commission.plan_added',
      subjectType: 'commission_plan',
      subjectId: input.id,
      data: { ...input },
    });
  });
  forget(cacheKey);
}

export const newRuleSchema = z
  .object({
    planId: z.string().max(40),
    category: z.string().max(80).default(''),
    basisPoints: percent,
    fixed: z.string().trim().max(20).default(''),
    fixedCurrency: z.string().refine(isCurrency, { error: 'invalid' }),
    validFrom: isoDate,
  })
  .transform(({ fixed, fixedCurrency, category, ...rule }, context) => {
    try {
      const amount = fixed === '' ? money(0, fixedCurrency) : parseAmount(fixed, fixedCurrency);
      return { ...rule, categorySlug: category || null, fixed: amount };
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      context.addIssue({ code: 'custom', path: ['fixed'], message: error.code, params: error.params });
      return z.NEVER;
    }
  });

/** Nothing that holds already is changed after the fact: what begins, begins today or later. */
function requireFuture(validFrom: Date): void {
  if (isoDay(validFrom) < isoDay(now())) throw new DomainError('payouts.past_day', {}, 'validFrom');
  if (validFrom.getTime() > now().getTime() + 730 * day) throw new DomainError('payouts.far_day', {}, 'validFrom');
}

/** A rule of a plan from a day on; orders already placed keep what they were placed with. */
export async function addRule(actor: Actor, input: z.output<typeof newRuleSchema>): Promise<void> {
  authorize(actor, 'commission.edit');
  requireFuture(input.validFrom);
  const { fixed, ...rule } = input;
  await transaction(async (tx) => {
    await tx.$queryRaw`select id from commission_plan where id = ${rule.planId} for update`;
    const plan = await tx.commissionPlan.findUnique({
      where: { id: rule.planId },
      include: { _count: { select: { rules: true } } },
    });
    if (!plan) throw new DomainError('payouts.plan_gone', {}, 'planId');
    if (plan._count.rules >= limits.commissionRules)
      throw new DomainError('payouts.rules_full', { limit: limits.commissionRules });
    if (rule.categorySlug && !(await tx.category.findUnique({ where: { slug: rule.categorySlug } })))
      throw new DomainError('payouts.category_gone', {}, 'category');
    const data = { ...rule, fixedMinor: fixed.minor, fixedCurrency: fixed.currency, createdById: actorId(actor) };
    try {
      await tx.commissionRule.create({ data });
    } catch (error) {
      if (hasSqlState(error, '23505', 'P2002')) throw new DomainError('payouts.rule_there', {}, 'validFrom');
      throw error;
    }
    await audit(tx, actor, {
      action: 'commission.rule_added',
      subjectType: 'commission_plan',
      subjectId: rule.planId,
      data: {
        category: rule.categorySlug,
        basisPoints: rule.basisPoints,
        fixed: Number(fixed.minor),
        validFrom: isoDay(rule.validFrom),
      },
    });
  });
  forget(cacheKey);
}

export const removeRuleSchema = z.object({ ruleId: id });

/** Takes back a rule that has not begun. Throws `payouts.rule_begun`. */
export async function removeRule(actor: Actor, { ruleId }: z.output<typeof removeRuleSchema>): Promise<void> {
  authorize(actor, 'commission.edit');
  await transaction(async (tx) => {
    const rule = await tx.commissionRule.findUnique({ where: { id: ruleId } });
    if (!rule) return;
    if (isoDay(rule.validFrom) <= isoDay(now())) throw new DomainError('payouts.rule_begun');
    await tx.commissionRule.delete({ where: { id: ruleId } });
    await audit(tx, actor, {
      action: 'commission.rule_removed',
      subjectType: 'commission_plan',
      subjectId: rule.planId,
      data: { ruleId },
    });
  });
  forget(cacheKey);
}

export const assignPlanSchema = z.object({
  enterprise: z.string().trim().min(1, { error: 'required' }).max(120, { error: 'too_long' }),
  planId: z.string().max(40),
  validFrom: isoDate,
  reason: text(limits.shortText, 10),
});

/** Gives an enterprise (by its address) a plan from a day on. Throws `payouts.enterprise_gone`. */
export async function assignPlan(actor: Actor, input: z.output<typeof assignPlanSchema>): Promise<void> {
  authorize(actor, 'commission.edit');
  requireFuture(input.validFrom);
  await transaction(async (tx) => {
    const enterprise = await tx.enterprise.findUnique({ where: { slug: input.enterprise } });
    if (!enterprise) throw new DomainError('payouts.enterprise_gone', {}, 'enterprise');
    if (!(await tx.commissionPlan.findUnique({ where: { id: input.planId } })))
      throw new DomainError('payouts.plan_gone', {}, 'planId');
    const { planId, validFrom } = input;
    await tx.commissionAssignment.upsert({
      where: { enterpriseId_validFrom: { enterpriseId: enterprise.id, validFrom } },
      create: { enterpriseId: enterprise.id, validFrom, planId, createdById: actorId(actor) },
      update: { planId, createdById: actorId(actor) },
    });
    await audit(tx, actor, {
      action: 'commission.plan_assigned',
      subjectType: 'enterprise',
      subjectId: enterprise.id,
      reason: input.reason,
      data: { planId, validFrom: isoDay(validFrom) },
    });
  });
  forget(cacheKey);
}

/** All plans with their rules and who has which. */
export async function commissionPlans(actor: Actor) {
  authorize(actor, 'commission.edit');
  const [plans, assignments, counts] = await Promise.all([
    prisma().commissionPlan.findMany({
      include: { rules: { orderBy: [{ validFrom: 'desc' }, { categorySlug: 'asc' }] } },
      orderBy: { id: 'asc' },
      take: limits.commissionPlans,
    }),
    prisma().commissionAssignment.findMany({
      include: { enterprise: { select: { slug: true, displayName: true, sourceLocale: true } } },
      orderBy: [{ validFrom: 'desc' }],
      take: limits.pageMax,
    }),
    prisma().enterprise.groupBy({ by: ['commissionPlanId'], _count: true }),
  ]);
  const began = new Map(counts.map(({ commissionPlanId, _count }) => [commissionPlanId, _count]));
  return { plans: plans.map((plan) => ({ ...plan, began: began.get(plan.id) ?? 0 })), assignments };
}

/** How many basis points and how much each order, of the plan an enterprise has today, for everything without a rule of its own. */
export function generalTerm({ terms }: CommissionTerms, at: Date): CommissionTerm | null {
  const today = isoDay(at);
  const general = terms.filter((term) => term.covers === null && term.validFrom <= today);
  return general.sort((a, b) => (a.validFrom < b.validFrom ? 1 : -1))[0] ?? null;
}
