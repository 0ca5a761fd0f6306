import { randomUUID } from 'node:crypto';
import type { Actor } from '#lib/core/actor.ts';
import { may } from '#lib/core/authorize.ts';
import { DomainError } from '#lib/core/errors.ts';
import { limits } from '#lib/core/limits.ts';
import { prisma } from '#lib/db/index.ts';
import { store } from '#lib/media/index.ts';

const kinds = [
  { type: 'application/pdf', ext: 'pdf', begins: [0x25, 0x50, 0x44, 0x46, 0x2d] },
  { type: 'image/jpeg', ext: 'jpg', begins: [0xff, 0xd8, 0xff] },
  { type: 'image/png', ext: 'png', begins: [0x89, 0x50, 0x4e, 0x47] },
] as const;

/** Keeps a bank's paper where only its enterprise and staff can fetch it. Throws `payouts.document_kind` or `payouts.document_size`. */
export async function keepDocument(
  file: File | undefined,
): Promise<{ documentKey: string; documentType: string } | Record<string, never>> {
  if (!file || file.size === 0) return {};
  if (file.size > limits.bankDocumentBytes)
    throw new DomainError('payouts.document_size', { megabytes: limits.bankDocumentBytes / 2 ** 20 }, 'document');
  const bytes = new Uint8Array(await file.arrayBuffer());
  const kind = kinds.find(({ begins }) => begins.every((byte, at) => bytes[at] === byte));
  if (!kind) throw new DomainError('payouts.document_kind', {}, 'document');
  const documentKey = `payouts/${randomUUID()}.${kind.ext}`;
  await (await store()).put(documentKey, bytes, kind.type);
  return { documentKey, documentType: kind.type };
}

/** The paper of an account, for its enterprise's finance people and staff. Throws `payouts.account_gone` for everybody else. */
export async function accountDocument(actor: Actor, accountId: string): Promise<{ bytes: Buffer; type: string }> {
  const account = await prisma().payoutAccount.findUnique({ where: { id: accountId } });
  if (!account?.documentKey || !may(actor, 'payout.view', account)) throw new DomainError('payouts.account_gone');
  const bytes = await (await store()).get(account.documentKey);
  if (!bytes) throw new DomainError('payouts.account_gone');
  return { bytes, type: account.documentType ?? 'application/octet-stream' };
}
