import { createHash } from 'node:crypto';
import { DomainError } from '#lib/core/errors.ts';
import { limits } from '#lib/core/limits.ts';
import { prisma } from '#lib/db/index.ts';
import { checkSeal } from './seal.ts';

export const verdicts = [
  'genuine',
  'draft',
  'registered',
  'altered',
  'unlisted',
  'sealed_elsewhere',
  'unknown',
] as const;

/** What a file turned out to be. The number and the day are told only to whoever holds the very file that was signed. */
export interface Verification {
  readonly verdict: (typeof verdicts)[number];
  readonly sha256: string;
  readonly number: string | null;
  readonly signedAt: Date | null;
  readonly signatures: number;
  readonly licence: string | null;
}

const nothing = { number: null, signedAt: null, signatures: 0, licence: null } as const;

/**
 * What a PDF is, to somebody who only has the file: the bytes are looked up, and its seal is checked. A file that differs by one byte from
 * what was signed is never `genuine`. Throws `contracts.not_a_pdf` and `contracts.file_too_large`.
 */
export async function verifyPdf(bytes: Uint8Array): Promise<Verification> {
  if (bytes.length > limits.verifiedBytes)
    throw new DomainError('contracts.file_too_large', { megabytes: limits.verifiedBytes / 2 ** 20 }, 'file');
  const pdf = Buffer.from(bytes);
  if (pdf.subarray(0, 1024).indexOf('%PDF-') < 0) throw new DomainError('contracts.not_a_pdf', {}, 'file');
  const sha256 = createHash('sha256').update(pdf).digest('hex');
  return (await known(sha256)) ?? { ...nothing, sha256, verdict: await sealVerdict(pdf) };
}

async function known(sha256: string): Promise<Verification | null> {
  const sealed = await prisma().contract.findUnique({
    where: { sealedSha256: sha256 },
    include: { licence: true, _count: { select: { parties: true } } },
  });
  if (sealed)
    return {
      verdict: 'genuine',
      sha256,
      number: sealed.number,
      signedAt: sealed.signedAt,
      signatures: sealed._count.parties,
      licence: sealed.licence?.number ?? null,
    };
  // A file that was registered again after it was refused: what holds of it is the newest.
  const draft = await prisma().contractDraft.findFirst({
    where: { pdfSha256: sha256 },
    include: { contract: true },
    orderBy: { createdAt: 'desc' },
  });
  if (!draft) return null;
  const outside = draft.contract.kind === 'outside' && draft.contract.status === 'signed';
  return { ...nothing, sha256, verdict: outside ? 'registered' : 'draft', number: draft.contract.number };
}

async function sealVerdict(pdf: Buffer): Promise<Verification['verdict']> {
  const found = await checkSeal(pdf);
  if (found.seal === 'none') return 'unknown';
  if (found.seal === 'broken') return 'altered';
  const ours = await prisma().sealCertificate.count({ where: { fingerprint: found.fingerprint } });
  // Our whole seal on a file that the register lacks: it comes from before a restored backup, or from elsewhere with our key.
  return ours > 0 ? 'unlisted' : 'sealed_elsewhere';
}
