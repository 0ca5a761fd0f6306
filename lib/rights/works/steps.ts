import { z } from 'zod';
import { type Actor, system } from '#lib/core/actor.ts';
import { isoDay, now } from '#lib/core/clock.ts';
import { DomainError } from '#lib/core/errors.ts';
import { limits } from '#lib/core/limits.ts';
import { id, optionalText, text } from '#lib/core/validation.ts';
import { type TitleStep, TitleStepKind } from '#lib/db/generated/client.ts';
import { prisma, type Tx, transaction } from '#lib/db/index.ts';
import { uploadFile } from '#lib/media/index.ts';
import { lockedWork, openTitle } from './open.ts';
import { type ChainProblem, type Step, stepProblem } from './title.ts';

export const titleStepKinds = Object.values(TitleStepKind);

export const addStepSchema = z.object({
  workId: id,
  kind: z.enum(TitleStepKind, { error: 'choose' }),
  from: optionalText(limits.title),
  to: text(limits.title),
  day: z.iso.date({ error: 'invalid' }),
  note: optionalText(limits.summary),
  document: z.instanceof(File).optional(),
});
export const removeStepSchema = z.object({ workId: id, stepId: id });
export const addDocumentSchema = z.object({
  workId: id,
  stepId: id,
  document: z.instanceof(File, { error: 'choose' }).refine(({ size }) => size > 0, { error: 'choose' }),
});

/** Steps of a chain as the rules want them. */
export function stepsOf(rows: readonly TitleStep[]): Step[] {
  return rows.map(({ kind, fromParty, toParty, happenedOn }) => ({
    kind,
    from: fromParty,
    to: toParty,
    day: isoDay(happenedOn),
  }));
}

/** Throws `rights.chain_<problem>` at the field where it shows. */
function requireSound(problem: ChainProblem | null): void {
  if (!problem || problem.kind === 'not_reached') return;
  const field = { no_beginning: 'kind', broken: 'from', loop: 'to', backwards: 'day' } as const;
  throw new DomainError(
    `rights.chain_${problem.kind}`,
    { party: 'party' in problem ? problem.party : '' },
    field[problem.kind],
  );
}

/**
 * Adds the next step of a work's chain of title, with its first document. Throws at the field `rights.chain_no_beginning`, `rights.chain_broken`,
 * `rights.chain_loop`, `rights.chain_backwards`, `rights.day_ahead`, and what a document may be.
 */
export async function addStep(actor: Actor, input: z.output<typeof addStepSchema>): Promise<void> {
  const { workId, kind, to, day, note } = input;
  const from = kind === 'creation' ? '' : input.from;
  if (day > isoDay(now())) throw new DomainError('rights.day_ahead', {}, 'day');
  const check = async (tx: Tx) => {
    const work = await openTitle(tx, actor, workId);
    const rows = await tx.titleStep.findMany({ where: { workId }, orderBy: { position: 'asc' } });
    if (rows.length >= limits.titleSteps) throw new DomainError('rights.too_many', { limit: limits.titleSteps });
    requireSound(stepProblem([...stepsOf(rows), { kind, from, to, day }]));
    return { work, position: (rows.at(-1)?.position ?? -1) + 1 };
  };
  const { work: before } = await transaction(check);
  const media = await keptDocument(before.enterpriseId, input.document);
  await transaction(async (tx) => {
    const { work, position } = await check(tx);
    await tx.titleStep.create({
      data: {
        workId,
        position,
        kind,
        fromParty: from,
        toParty: to,
        happenedOn: new Date(`${day}T00:00:00Z`),
        note,
        ...(media ? { documents: { create: { mediaId: media.id } } } : {}),
      },
    });
    await tx.work.update({ where: { id: work.id }, data: { version: { increment: 1 } } });
  });
}

/** Takes the last step back, which nothing hangs on. Throws `rights.not_the_last_step`. */
export async function removeStep(actor: Actor, { workId, stepId }: z.output<typeof removeStepSchema>): Promise<void> {
  await transaction(async (tx) => {
    await openTitle(tx, actor, workId);
    const last = await tx.titleStep.findFirst({ where: { workId }, orderBy: { position: 'desc' } });
    if (last?.id !== stepId) throw new DomainError('rights.not_the_last_step');
    await tx.titleStep.delete({ where: { id: stepId } });
    await tx.work.update({ where: { id: workId }, data: { version: { increment: 1 } } });
  });
}

/** Adds a document to a step; also while staff looks at it, which may have asked for it. */
export async function addTitleDocument(actor: Actor, input: z.output<typeof addDocumentSchema>): Promise<void> {
  const known = await prisma().titleStep.findFirst({
    where: { id: input.stepId, workId: input.workId },
    include: { work: true, documents: true },
  });
  if (!known) throw new DomainError('rights.unknown');
  await transaction((tx) => lockedWork(tx, actor, input.workId));
  const media = await keptDocument(known.work.enterpriseId, input.document);
  await transaction(async (tx) => {
    await lockedWork(tx, actor, input.workId);
    const count = await tx.titleDocument.count({ where: { stepId: input.stepId } });
    if (count >= limits.titleDocuments)
      throw new DomainError('rights.too_many', { limit: limits.titleDocuments }, 'document');
    if (media) await tx.titleDocument.create({ data: { stepId: input.stepId, mediaId: media.id } });
  });
}

/**
 * Keeps a private file: a PDF or a picture. This room has authorised, for who looks after titles need not be an editor of pictures. Throws
 * `rights.document_size`, `rights.document_kind` at the field.
 */
export async function keptDocument(enterpriseId: string, file: File | undefined, field = 'document') {
  if (!file || file.size === 0) return null;
  if (file.size > limits.titleDocumentBytes)
    throw new DomainError('rights.document_size', { megabytes: limits.titleDocumentBytes / 2 ** 20 }, field);
  const bytes = new Uint8Array(await file.arrayBuffer());
  const begins = Buffer.from(bytes.subarray(0, 8)).toString('latin1');
  if (!begins.startsWith('%PDF-') && !begins.startsWith('\x89PNG') && !begins.startsWith('\xff\xd8\xff'))
    throw new DomainError('rights.document_kind', {}, field);
  try {
    return await uploadFile(system('rights.documents'), enterpriseId, file.name, bytes);
  } catch (error) {
    if (error instanceof DomainError) throw new DomainError('rights.document_kind', {}, field);
    throw error;
  }
}
