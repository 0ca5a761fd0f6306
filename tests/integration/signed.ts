import { draftPdf, readContract, signContract } from '#lib/contracts/index.ts';
import type { Actor } from '#lib/core/actor.ts';
import { prisma } from '#lib/db/index.ts';
import { hashPassword } from '#lib/identity/index.ts';

export const testPassword = 'correct horse battery';
export const from = { address: '203.0.113.7', userAgent: 'Test/1.0' };
let hash: Promise<string> | undefined;

/** Gives a person the password that the tests sign with. */
export async function givePassword(userId: string): Promise<void> {
  hash ??= hashPassword(testPassword);
  await prisma().user.update({ where: { id: userId }, data: { passwordHash: await hash } });
}

/** What somebody sends to sign the newest draft of a contract. */
export async function signing(actor: Actor, number: string, enterpriseId: string) {
  const { contract } = await readContract(actor, number);
  const draft = contract.drafts.at(-1);
  if (!draft) throw new Error('a contract has a draft');
  const { sha256 } = await draftPdf(draft.id);
  return {
    number,
    enterpriseId,
    draftId: draft.id,
    pdfSha256: sha256,
    signedName: 'Somebody',
    read: 'on' as const,
    password: testPassword,
    mailCode: '',
    factorCode: '',
  };
}

/** Signs for one enterprise after the other; the number of the licence that the last signature makes. */
export async function signAll(
  number: string,
  signers: readonly { actor: Actor; enterpriseId: string }[],
): Promise<string> {
  let licence: string | null = null;
  for (const { actor, enterpriseId } of signers) {
    if (actor.type === 'person') await givePassword(actor.userId);
    ({ licence } = await signContract(actor, await signing(actor, number, enterpriseId), from));
  }
  return licence ?? '';
}
