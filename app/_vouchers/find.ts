import { notFound } from 'next/navigation';
import type { Actor } from '#lib/core/actor.ts';
import { DomainError } from '#lib/core/errors.ts';
import { viewVoucher } from '#lib/ordering/index.ts';

/** The voucher of an address; null: a new one. What is not there, or not this person's, is no page. */
export async function voucherOr404(actor: Actor, id: string) {
  if (id === 'new') return null;
  try {
    return await viewVoucher(actor, id);
  } catch (error) {
    if (error instanceof DomainError) notFound();
    throw error;
  }
}
