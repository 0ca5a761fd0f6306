import { z } from 'zod';
import { grossByWork, type PeriodStep, type PoolStep, type WorkStep } from './engine.ts';
import { fraction, fractionText, parseFraction } from './fraction.ts';
import { byHolder, type Cell, type OwnedWork, portionsOf, sameOwners, splitByOwners, splitByWorks } from './owners.ts';
import type { Group } from './receipts.ts';
import { bases, type RoyaltyTerms, type Rules } from './terms.ts';
import type { Slice } from './tiers.ts';

/** Amounts in minor units and exact fractions, as text. */
const amount = z.string();
const head = { key: z.string(), work: z.string().nullable() };

/** A line of a statement: what it is of, and every number its arithmetic needs, so that it can be shown as it was for ever. */
export const lineSchema = z.discriminatedUnion('kind', [
  z.object({
    ...head,
    kind: z.literal('receipts'),
    right: z.string(),
    territory: z.string(),
    units: amount,
    currency: z.string(),
    amount,
    /** Units of the licence's currency for one; '1' where it is the same. */
    rate: z.string(),
    converted: amount,
  }),
  z.object({ ...head, kind: z.literal('deductions'), claimed: amount, receipts: amount, cap: amount, allowed: amount }),
  z.object({ ...head, kind: z.literal('base'), of: z.enum(bases), receipts: amount, allowed: amount, base: amount }),
  z.object({
    ...head,
    kind: z.literal('tier'),
    by: z.enum(['amount', 'units']),
    whole: z.boolean(),
    from: amount,
    to: amount,
    amount,
    rate: amount,
    royalty: amount,
  }),
  z.object({ ...head, kind: z.literal('royalty'), after: amount, before: amount, royalty: amount }),
  z.object({ ...head, kind: z.literal('held'), royalty: amount, rate: amount, held: amount, capped: z.boolean() }),
  z.object({ ...head, kind: z.literal('released'), released: amount, from: z.string() }),
  z.object({
    ...head,
    kind: z.literal('earned'),
    royalty: amount,
    held: amount,
    released: amount,
    carried: amount,
    earned: amount,
  }),
  z.object({ ...head, kind: z.literal('recouped'), before: amount, recouped: amount, after: amount }),
  z.object({ ...head, kind: z.literal('carried'), carried: amount }),
  z.object({ ...head, kind: z.literal('guarantee'), amount, counted: amount, topUp: amount }),
  z.object({
    ...head,
    kind: z.literal('withholding'),
    gross: amount,
    rate: amount,
    withheld: amount,
    instrument: z.string(),
  }),
  z.object({ ...head, kind: z.literal('payable'), rest: amount, topUp: amount, withheld: amount, payable: amount }),
  /** Where works have other owners: how much of the payable is for one, by what it brought of the gross. */
  z.object({ ...head, kind: z.literal('part'), payable: amount, brought: amount, gross: amount, amount }),
  z.object({ ...head, kind: z.literal('share'), enterpriseId: z.string(), share: amount, amount }),
]);
export type StatementLine = z.infer<typeof lineSchema>;
export const linesSchema = z.array(lineSchema);

/** The kinds of lines, in the order in which a statement has them. */
export const lineKinds = lineSchema.options.map((option) => option.shape.kind.value);

/** `Omit` that keeps the kinds of lines apart. */
type Keyless<T> = T extends unknown ? Omit<T, 'key'> : never;

interface Written {
  readonly terms: RoyaltyTerms;
  readonly rules: Rules;
  /** The works, as the step has them. */
  readonly works: readonly OwnedWork[];
  readonly groups: readonly Group[];
  readonly step: PeriodStep;
  /** Key of the period from which a reserve is released. */
  readonly releasedFrom: string;
}

/** All lines of a period's statement, in the order in which it is reckoned. */
export function linesOf(written: Written): StatementLine[] {
  const { works, step } = written;
  const several = works.length > 1;
  const ofWorks = step.works.flatMap((work, at) => workLines(written, works[at]?.workId ?? '', work));
  const ofPools = step.pools.flatMap((pool, at) => {
    const own = step.pools.length > 1 ? step.works.slice(at, at + 1) : step.works;
    return poolLines(several && step.pools.length > 1 ? (works[at]?.workId ?? '') : null, pool, own);
  });
  const lines = [...ofWorks, ...ofPools, ...endLines(written)];
  const counts = new Map<string, number>();
  return lines.map((line) => {
    const nth = (counts.get(line.kind) ?? 0) + 1;
    counts.set(line.kind, nth);
    return { ...line, key: `${line.kind}-${nth}` };
  });
}

function workLines(
  { terms, rules, works, groups, releasedFrom }: Written,
  id: string,
  step: WorkStep,
): Keyless<StatementLine>[] {
  const work = works.length > 1 ? id : null;
  const receipts = groups.filter((group) => group.workId === id);
  const money = rules.base === 'net_receipts' || rules.base === 'gross_receipts';
  const deducted = rules.base === 'net_receipts' && step.report.deductions > 0n;
  return [
    ...receipts.map(
      (group): Keyless<StatementLine> => ({
        kind: 'receipts',
        work,
        right: group.right,
        territory: group.territory,
        units: `${group.units}`,
        currency: group.currency,
        amount: `${money || rules.base === 'unit' ? group.receipts : group.list}`,
        rate: group.rate,
        converted: `${money || rules.base === 'unit' ? group.convertedReceipts : group.convertedList}`,
      }),
    ),
    ...(deducted ? [deductionLine(work, step, terms)] : []),
    {
      kind: 'base',
      work,
      of: rules.base,
      receipts: `${step.report.receipts}`,
      allowed: `${deducted ? step.allowed : 0n}`,
      base: `${step.base}`,
    },
    ...step.slices.map((slice) => tierLine(work, rules, slice)),
    { kind: 'royalty', work, after: `${step.after}`, before: `${step.before}`, royalty: `${step.royalty}` },
    ...(step.held === 0n ? [] : [heldLine(work, rules, step)]),
    ...(step.released === 0n
      ? []
      : [{ kind: 'released', work, released: `${step.released}`, from: releasedFrom } as const]),
  ];
}

function deductionLine(work: string | null, step: WorkStep, terms: RoyaltyTerms): Keyless<StatementLine> {
  const { deductions, receipts } = step.report;
  return {
    kind: 'deductions',
    work,
    claimed: `${deductions}`,
    receipts: `${receipts}`,
    cap: terms.deductionCap,
    allowed: `${step.allowed}`,
  };
}

function tierLine(
  work: string | null,
  rules: Rules,
  { from, to, amount: of, rate, royalty }: Slice,
): Keyless<StatementLine> {
  return {
    kind: 'tier',
    work,
    by: rules.tierBy,
    whole: rules.mode === 'retroactive',
    from: `${from}`,
    to: `${to}`,
    amount: fractionText(of),
    rate: fractionText(rate),
    royalty: fractionText(royalty),
  };
}

function heldLine(work: string | null, { reserve }: Rules, { royalty, held }: WorkStep): Keyless<StatementLine> {
  const capped = reserve.cap !== null && held < (royalty * reserve.rate.n) / reserve.rate.d;
  return { kind: 'held', work, royalty: `${royalty}`, rate: fractionText(reserve.rate), held: `${held}`, capped };
}

function poolLines(work: string | null, pool: PoolStep, own: readonly WorkStep[]): Keyless<StatementLine>[] {
  const sum = (pick: (step: WorkStep) => bigint) => `${own.reduce((all, step) => all + pick(step), 0n)}`;
  return [
    {
      kind: 'earned',
      work,
      royalty: sum((step) => step.royalty),
      held: sum((step) => step.held),
      released: sum((step) => step.released),
      carried: `${pool.carriedIn}`,
      earned: `${pool.earned}`,
    },
    ...(pool.recouped === 0n && pool.unrecouped === 0n
      ? []
      : [
          {
            kind: 'recouped',
            work,
            before: `${pool.unrecouped + pool.recouped}`,
            recouped: `${pool.recouped}`,
            after: `${pool.unrecouped}`,
          } as const,
        ]),
    ...(pool.carried === 0n ? [] : [{ kind: 'carried', work, carried: `${pool.carried}` } as const]),
  ];
}

function endLines(written: Written): Keyless<StatementLine>[] {
  const { terms, step } = written;
  const { guarantee, gross, withholding, payable } = step;
  const topUp = guarantee?.topUp ?? 0n;
  return [
    ...(guarantee
      ? [
          {
            kind: 'guarantee',
            work: null,
            amount: `${guarantee.amount}`,
            counted: `${guarantee.counted}`,
            topUp: `${topUp}`,
          } as const,
        ]
      : []),
    ...(withholding === 0n ? [] : [withheldLine(terms, gross, withholding)]),
    {
      kind: 'payable',
      work: null,
      rest: `${gross - topUp}`,
      topUp: `${topUp}`,
      withheld: `${withholding}`,
      payable: `${payable}`,
    },
    ...ownerLines(written),
  ];
}

/** Who has what of the payable; of one owner alone nothing is said. Where works have other owners it is split by what each work brought. */
function ownerLines({ terms, works, step }: Written): Keyless<StatementLine>[] {
  const { gross, payable } = step;
  const portions = portionsOf(
    works.map(({ workId }) => workId),
    terms,
  );
  const brought = grossByWork(step, portions);
  const cells = splitByOwners(
    payable,
    works.map((work, at) => ({ ...work, weight: fraction(brought[at] ?? 0n) })),
  );
  if (sameOwners(works)) return cells.length < 2 ? [] : cells.map(shareLine);
  return works.flatMap(({ workId }, at) => {
    const own = cells.filter((cell) => cell.workId === workId);
    const amount = own.reduce((sum, { minor }) => sum + minor, 0n);
    if (brought[at] === 0n) return [];
    return [
      {
        kind: 'part',
        work: workId,
        payable: `${payable}`,
        brought: `${brought[at]}`,
        gross: `${gross}`,
        amount: `${amount}`,
      } as const,
      ...own.map(shareLine),
    ];
  });
}

function shareLine({ workId, enterpriseId, share, minor }: Cell): Keyless<StatementLine> {
  return { kind: 'share', work: workId, enterpriseId, share: fractionText(share), amount: `${minor}` };
}

/** A statement's gross by work and owner, as its own lines split it; what they do not split is the holder's alone. */
export function grossCells(lines: readonly StatementLine[], gross: bigint, holderId: string): Cell[] {
  const alone = { enterpriseId: holderId, share: fraction(1n) };
  const shares = (work: string | null) =>
    lines.flatMap((line) =>
      line.kind === 'share' && line.work === work
        ? [{ enterpriseId: line.enterpriseId, share: parseFraction(line.share) }]
        : [],
    );
  const parts = lines.flatMap((line) =>
    line.kind === 'part' && line.work !== null
      ? [{ workId: line.work, weight: fraction(BigInt(line.brought)), holders: shares(line.work) }]
      : [],
  );
  if (parts.length > 0) return splitByWorks(gross, parts);
  const together = shares(null);
  const one = { workId: '', weight: fraction(1n), holders: together.length > 0 ? together : [alone] };
  return splitByWorks(gross, [one]).map((cell) => ({ ...cell, workId: null }));
}

/** Who has what of a statement's payable, as its own lines say. */
export function payableByHolder(
  lines: readonly StatementLine[],
  payable: bigint,
  holderId: string,
): Map<string, bigint> {
  const said = lines.flatMap((line) =>
    line.kind === 'share' ? [{ enterpriseId: line.enterpriseId, minor: BigInt(line.amount) }] : [],
  );
  return said.length > 0 ? byHolder(said) : new Map([[holderId, payable]]);
}

/** Whether those whom a statement's lines name own the works of today; lines that name nobody are of one owner alone. */
export function namesOwners(lines: readonly StatementLine[], works: readonly OwnedWork[]): boolean {
  const owners = new Set(works.flatMap(({ holders }) => holders.map(({ enterpriseId }) => enterpriseId)));
  const said = lines.flatMap((line) => (line.kind === 'share' ? [line.enterpriseId] : []));
  return said.length === 0 ? owners.size <= 1 : said.every((enterpriseId) => owners.has(enterpriseId));
}

function withheldLine(
  { withholding: { rate, instrument } }: RoyaltyTerms,
  gross: bigint,
  withheld: bigint,
): Keyless<StatementLine> {
  return { kind: 'withholding', work: null, gross: `${gross}`, rate, withheld: `${withheld}`, instrument };
}
