import { DomainError } from '#lib/core/errors.ts';
import type { LicenceStatus, Prisma } from '#lib/db/generated/client.ts';
import type { Tx } from '#lib/db/index.ts';

/** Where a licence may go from where it is. Nothing else assigns its status, but for licences under one that ended (lib/rights/end.ts). */
export const licenceTransitions = {
  signed: ['active', 'terminated', 'expired'],
  active: ['suspended', 'terminated', 'expired'],
  suspended: ['active', 'terminated', 'expired'],
  terminated: [],
  expired: [],
} as const satisfies Record<LicenceStatus, readonly LicenceStatus[]>;

export function mayMove(from: LicenceStatus, to: LicenceStatus): boolean {
  return licenceTransitions[from].some((each) => each === to);
}

/** Whether a licence stands: it is signed and has not ended. */
export function stands(status: LicenceStatus): boolean {
  return licenceTransitions[status].length > 0;
}

/** Moves a licence on, which the caller has locked. Throws `licensing.wrong_state`. */
export async function moveLicence(
  tx: Tx,
  { id, status }: { readonly id: string; readonly status: LicenceStatus },
  to: LicenceStatus,
  data: Omit<Prisma.LicenceUncheckedUpdateInput, 'status'> = {},
): Promise<void> {
  if (!mayMove(status, to)) throw new DomainError('licensing.wrong_state');
  await tx.licence.update({ where: { id }, data: { ...data, status: to } });
}
