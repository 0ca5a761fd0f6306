import { DomainError } from '#lib/core/errors.ts';
import type { Prisma, RoyaltyStatement, StatementStatus } from '#lib/db/generated/client.ts';
import type { Tx } from '#lib/db/index.ts';

/** Where a statement may go from where it is. Nothing else assigns its status. */
export const statementTransitions = {
  draft: ['sent'],
  sent: ['disputed', 'accepted'],
  disputed: ['sent', 'accepted'],
  accepted: ['paid'],
  paid: [],
} as const satisfies Record<StatementStatus, readonly StatementStatus[]>;

export function mayMove(from: StatementStatus, to: StatementStatus): boolean {
  return statementTransitions[from].some((each) => each === to);
}

type Data = Prisma.RoyaltyStatementUncheckedUpdateInput;

/** Moves a statement on, with what changes by it. Throws `royalties.wrong_state`. */
export async function moveStatement(
  tx: Tx,
  { id, status }: Pick<RoyaltyStatement, 'id' | 'status'>,
  to: StatementStatus,
  data: Omit<Data, 'status'> = {},
): Promise<void> {
  if (!mayMove(status, to)) throw new DomainError('royalties.wrong_state');
  await tx.royaltyStatement.update({ where: { id }, data: { ...data, status: to } });
}
