import { createHash } from 'node:crypto';
import { z } from 'zod';
import { type Actor, person } from '#lib/core/actor.ts';
import { authorize } from '#lib/core/authorize.ts';
import { day, now } from '#lib/core/clock.ts';
import { DomainError } from '#lib/core/errors.ts';
import { humanNumber } from '#lib/core/ids.ts';
import { limits } from '#lib/core/limits.ts';
import { id } from '#lib/core/validation.ts';
import type { ContractPartySide } from '#lib/db/generated/client.ts';
import { type Tx, transaction } from '#lib/db/index.ts';
import { keptBytes } from '#lib/media/index.ts';
import {
  enterpriseNamed,
  freeze,
  hierarchies,
  signatoriesOf,
  type Terms,
  termsForm,
  termsHash,
  termsOf,
} from '#lib/rights/index.ts';
import { royaltyForm, withMoney } from '#lib/royalties/index.ts';
import { enchain } from './chain.ts';
import { firstChoices } from './choices.ts';
import { type ContractText, textHash } from './draw.ts';
import { firstLanguages } from './languages.ts';
import { wholeContract } from './party.ts';
import { tellParties } from './tell.ts';

/** The end of an address, or a name by itself. */
const slug = z
  .string()
  .trim()
  .transform((text) => text.split('/').at(-1) ?? '')
  .pipe(z.string().min(1, { error: 'required' }).max(120, { error: 'too_long' }));

export const outsideSchema = z
  .object({
    enterpriseId: id,
    role: z.enum(['holder', 'licensee'], { error: 'choose' }),
    work: slug,
    other: z.string().trim().min(1, { error: 'required' }).max(300, { error: 'too_long' }),
    file: z.unknown(),
    ...termsForm,
  })
  .omit({ royalty: true, advance: true })
  .extend(royaltyForm);
type OutsideInput = z.output<typeof outsideSchema>;

/** A text that says nothing of its own: what holds is the file. */
function emptyText(number: string): ContractText {
  return {
    version: 1,
    number,
    languages: ['zh-CN', 'en'],
    governing: 'en',
    title: {},
    clauses: [],
    annex: { title: {}, text: {}, lists: [] },
  };
}

async function partiesOf(tx: Tx, input: OutsideInput, terms: Terms) {
  const other = await enterpriseNamed(tx, input.other, 'other');
  if (other.id === input.enterpriseId) throw new DomainError('contracts.other_unknown', {}, 'other');
  const holderId = input.role === 'holder' ? input.enterpriseId : other.id;
  const licenseeId = input.role === 'holder' ? other.id : input.enterpriseId;
  const work = await tx.work.findFirst({ where: { slug: input.work, enterpriseId: holderId, status: 'verified' } });
  if (!work) throw new DomainError('contracts.work_unknown', {}, 'work');
  const signers = await signatoriesOf(tx, work.id, freeze(terms.scope, hierarchies));
  const owners = signers.filter((each) => each !== holderId && each !== licenseeId);
  const sides: readonly (readonly [string, ContractPartySide])[] = [
    [holderId, 'holder'],
    [licenseeId, 'licensee'],
    ...owners.map((owner) => [owner, 'owner'] as const),
  ];
  return {
    workId: work.id,
    holderId,
    licenseeId,
    parties: sides.map(([enterpriseId, side]) => ({ enterpriseId, side })),
  };
}

/**
 * Registers a contract that was signed on paper: its file and its terms, typed by hand. It takes nothing from anybody until every party has
 * confirmed both by signing here. Throws `contracts.other_unknown`, what `enterpriseNamed` does, `contracts.work_unknown`, `contracts.not_a_pdf`,
 * `contracts.file_too_large`, `contracts.file_known`, and what `termsOf` and `termsOfForm` do.
 */
export async function registerOutside(
  actor: Actor,
  input: OutsideInput,
  bytes: Uint8Array,
): Promise<{ number: string }> {
  authorize(actor, 'contract.sign', input);
  const terms = termsOf(withMoney(input));
  if (bytes.length > limits.verifiedBytes)
    throw new DomainError('contracts.file_too_large', { megabytes: limits.verifiedBytes / 2 ** 20 }, 'file');
  const file = Buffer.from(bytes);
  if (file.subarray(0, 1024).indexOf('%PDF-') < 0) throw new DomainError('contracts.not_a_pdf', {}, 'file');
  const sha256 = createHash('sha256').update(file).digest('hex');
  const key = `contracts/outside/${sha256}.pdf`;
  await transaction((tx) => requireUnknown(tx, sha256));
  await keptBytes(key, 'application/pdf', async () => file);
  return transaction(async (tx) => {
    await requireUnknown(tx, sha256);
    return write(tx, actor, input, { terms, sha256, key });
  });
}

/**
 * A file is of one contract at a time. Where its talks have ended (its terms were mistyped, say, and refused) the same file may be registered
 * anew. Two that register it at once follow one another. Throws `contracts.file_known`.
 */
async function requireUnknown(tx: Tx, sha256: string): Promise<void> {
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`contract_file:${sha256}`}, 0))`;
  const known = await tx.contractDraft.count({
    where: {
      pdfSha256: sha256,
      NOT: { contract: { kind: 'outside', deal: { status: { in: ['declined', 'withdrawn'] } } } },
    },
  });
  if (known > 0) throw new DomainError('contracts.file_known', {}, 'file');
}

async function write(
  tx: Tx,
  actor: Actor,
  input: OutsideInput,
  { terms, sha256, key }: { terms: Terms; sha256: string; key: string },
): Promise<{ number: string }> {
  const { userId } = person(actor);
  const { workId, holderId, licenseeId, parties } = await partiesOf(tx, input, terms);
  const number = humanNumber('ASC', now());
  const deal = await tx.deal.create({
    data: {
      number: humanNumber('ASD', now()),
      holderId,
      licenseeId,
      status: 'offered',
      createdById: userId,
      works: { create: { workId } },
      contract: { create: { number, kind: 'outside', parties: { create: parties } } },
      offers: {
        create: {
          version: 1,
          enterpriseId: input.enterpriseId,
          terms,
          note: input.note,
          validUntil: new Date(now().getTime() + limits.signingDays * day),
          createdById: userId,
        },
      },
    },
    include: { offers: true, contract: true },
  });
  const text = emptyText(number);
  const draft = {
    contractId: deal.contract?.id ?? '',
    version: 1,
    offerId: deal.offers[0]?.id ?? '',
    termsHash: termsHash(terms),
    choices: firstChoices(firstLanguages('zh-CN', 'en')),
    text,
    textHash: textHash(text),
    enterpriseId: input.enterpriseId,
    createdById: userId,
  };
  await tx.contractDraft.create({ data: { ...draft, pdfSha256: sha256, pdfKey: key } });
  await enchain(tx, deal.id, 'registered', now(), { contract: number, terms: draft.termsHash, file: sha256 });
  const contract = await tx.contract.findUniqueOrThrow({ where: { id: draft.contractId }, include: wholeContract });
  await tellParties(tx, contract, 'registered', input.enterpriseId, 1);
  return { number };
}
