import type { World } from './model.ts';
import type { Stack } from './stack.ts';

/** Something that is not as it must be. */
export interface Difference {
  readonly text: string;
  /** The order or the due of a licence that it is about, where it is about one. */
  readonly orderId: string | null;
}

/** One thing that must hold when all is calm. */
export interface Check {
  readonly name: string;
  readonly differences: (stack: Stack, worlds: readonly World[]) => Promise<Difference[]>;
}

/** A check in one question: each row that comes is a difference, with `text` and, where there is one, `order_id`. */
export function question(name: string, sql: string): Check {
  return {
    name,
    differences: async (stack) => {
      const rows = await stack.query<{ text: string; order_id: string | null }>(
        `select * from (${sql}) as found limit 20`,
      );
      return rows.map((row) => ({ text: row.text, orderId: row.order_id }));
    },
  };
}

/** Two sums by the same key must be equal: rows of `key text, amount bigint` on either side. */
export function sameSums(name: string, ours: string, theirs: string): Check {
  return question(
    name,
    `select coalesce(a.key, b.key) || ': ' || coalesce(a.amount, 0) || ' here, ' || coalesce(b.amount, 0) || ' there' as text, null as order_id
     from (${ours}) a full join (${theirs}) b on a.key = b.key where coalesce(a.amount, 0) <> coalesce(b.amount, 0)`,
  );
}
