import type { RowOutcome } from './compare.ts';
import type { Change } from './plan.ts';
import type { Problem } from './values.ts';

/**
 * One outcome for each row of the file, whichever number of variants it tells of: what becomes of any of them becomes of the row, each
 * problem is said once, and a column's differences stand together.
 */
export function byRow(outcomes: readonly RowOutcome[]): RowOutcome[] {
  const rows = new Map<number, RowOutcome[]>();
  for (const outcome of outcomes) {
    const before = rows.get(outcome.number);
    if (before) before.push(outcome);
    else rows.set(outcome.number, [outcome]);
  }
  return [...rows.values()].map(together);
}

function together(parts: readonly RowOutcome[]): RowOutcome {
  const [first, ...more] = parts;
  if (!first) throw new Error('a row of no outcome');
  if (more.length === 0) return first;
  return {
    ...first,
    verdict: parts.find(({ verdict }) => verdict !== 'unchanged')?.verdict ?? 'unchanged',
    changes: changesTogether(parts.flatMap(({ changes }) => changes)),
    problems: once(parts.flatMap(({ problems }) => problems)),
    plan: parts.find(({ plan }) => plan !== null)?.plan ?? null,
  };
}

function once(problems: readonly Problem[]): Problem[] {
  return [...new Map(problems.map((each) => [`${each.column} ${each.code}`, each])).values()];
}

function changesTogether(changes: readonly Change[]): Change[] {
  const columns = [...new Set(changes.map(({ column }) => column))];
  const joined = (values: readonly string[]) => [...new Set(values)].filter((value) => value !== '').join(', ');
  return columns.map((column) => {
    const own = changes.filter((change) => change.column === column);
    return {
      column,
      before: joined(own.map(({ before }) => before)),
      after: joined(own.map(({ after }) => after)),
    };
  });
}
