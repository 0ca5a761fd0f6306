/** A step of a chain of title: from whom to whom; nobody before a creation. */
export interface Step {
  readonly kind: string;
  readonly from: string;
  readonly to: string;
  /** ISO day. */
  readonly day: string;
}

/** What breaks a chain: it begins with nobody's creation, hangs on nobody, loops, runs backwards in time, or does not reach a holder. */
export type ChainProblem =
  | { readonly kind: 'no_beginning' }
  | { readonly kind: 'broken'; readonly step: number; readonly party: string }
  | { readonly kind: 'loop'; readonly step: number; readonly party: string }
  | { readonly kind: 'backwards'; readonly step: number }
  | { readonly kind: 'not_reached'; readonly holders: readonly string[] };

/** A party as it is compared: without case, spaces and points. */
export function partyKey(name: string): string {
  return name
    .normalize('NFKC')
    .toLocaleLowerCase('und')
    .replace(/[\s.,'"“”„()（）]/g, '');
}

/**
 * What is wrong with the steps of a chain, in their order: each giver must have got it before, later than that, and nobody gets it twice on one
 * way — a chain that comes back to somebody says that it was never given, or hides the step by which it came back.
 */
export function stepProblem(steps: readonly Step[]): ChainProblem | null {
  if (steps.length === 0 || steps[0]?.kind !== 'creation') return { kind: 'no_beginning' };
  const reached = new Map<string, { day: string; above: ReadonlySet<string> }>();
  for (const [at, step] of steps.entries()) {
    const [from, to] = [partyKey(step.from), partyKey(step.to)];
    const before = step.kind === 'creation' ? { day: step.day, above: new Set<string>() } : reached.get(from);
    if (!before) return { kind: 'broken', step: at, party: step.from };
    const above = step.kind === 'creation' ? before.above : new Set([...before.above, from]);
    if (above.has(to)) return { kind: 'loop', step: at, party: step.to };
    if (step.day < before.day) return { kind: 'backwards', step: at };
    if (!reached.has(to)) reached.set(to, { day: step.day, above });
  }
  return null;
}

/** `stepProblem`, and whether every holder is reached under one of its names. */
export function chainProblem(steps: readonly Step[], holders: readonly (readonly string[])[]): ChainProblem | null {
  const problem = stepProblem(steps);
  if (problem) return problem;
  const reached = new Set(steps.map(({ to }) => partyKey(to)));
  const missing = holders.filter((names) => !names.some((name) => reached.has(partyKey(name))));
  return missing.length > 0 ? { kind: 'not_reached', holders: missing.map(([name = '']) => name) } : null;
}
