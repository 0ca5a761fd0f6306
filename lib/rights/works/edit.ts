import { z } from 'zod';
import { type Actor, actorId } from '#lib/core/actor.ts';
import { authorize } from '#lib/core/authorize.ts';
import { now } from '#lib/core/clock.ts';
import { DomainError, hasSqlState } from '#lib/core/errors.ts';
import { limits } from '#lib/core/limits.ts';
import { id, integer, optionalText, text } from '#lib/core/validation.ts';
import { WorkKind } from '#lib/db/generated/client.ts';
import { transaction } from '#lib/db/index.ts';
import { isLocale, slug as slugOf } from '#lib/languages/index.ts';
import { audit } from '#lib/trust/index.ts';
import { writeHoldings } from './holders.ts';
import { identifierSchemes, readIdentifiers } from './identifiers.ts';
import { openTitle } from './open.ts';

export const workKinds = Object.values(WorkKind);

export const startWorkSchema = z.object({
  enterpriseId: id,
  kind: z.enum(WorkKind, { error: 'choose' }),
  title: text(limits.title),
});

/** Begins the record of a work, owned wholly by its enterprise until somebody says otherwise. */
export async function startWork(actor: Actor, input: z.output<typeof startWorkSchema>): Promise<{ id: string }> {
  authorize(actor, 'work.edit', input);
  return transaction(async (tx) => {
    const enterprise = await tx.enterprise.findUniqueOrThrow({ where: { id: input.enterpriseId } });
    const { sourceLocale } = enterprise;
    const words = await tx.text.create({
      data: {
        sourceLocale,
        translations: {
          create: { locale: sourceLocale, fields: { title: input.title }, state: 'source', authorId: actorId(actor) },
        },
      },
    });
    const work = await tx.work.create({
      data: {
        slug: `${slugOf(input.title, sourceLocale, 60) || 'work'}-${words.id.slice(-6)}`,
        enterpriseId: enterprise.id,
        kind: input.kind,
        textId: words.id,
        year: now().getUTCFullYear(),
        creators: [],
        languages: [],
      },
    });
    await writeHoldings(tx, work, {
      holders: [{ enterpriseId: enterprise.id, share: { of: 1, in: 1 }, administrator: true }],
      scope: { rights: ['all'], territories: ['world'], startsOn: `${work.year}-01-01` },
    });
    await audit(tx, actor, { action: 'work.start', subjectType: 'work', subjectId: work.id });
    return { id: work.id };
  });
}

const oneALine = optionalText(limits.message);
const identifierFields = {
  isbn: oneALine,
  isrc: oneALine,
  iswc: oneALine,
  isan: oneALine,
  eidr: oneALine,
  copyright_registration: oneALine,
  trade_mark: oneALine,
};

export const saveWorkFactsSchema = z.object({
  workId: id,
  version: z
    .string()
    .regex(/^\d{1,9}$/)
    .transform(Number),
  kind: z.enum(WorkKind, { error: 'choose' }),
  year: integer(1, 2_200),
  /** One a line. */
  creators: optionalText(limits.message).transform((lines) => lines.split('\n').flatMap((line) => line.trim() || [])),
  languages: z
    .array(z.string().refine(isLocale, { error: 'choose' }))
    .max(20)
    .default([]),
  aiShare: integer(0, 100),
  ...identifierFields,
});

/**
 * Saves what a work is: kind, year, creators, languages, identifiers, the share that a machine made. Throws each wrong identifier at its
 * field (`rights.identifier_form`, `rights.identifier_check`), `rights.identifier_taken`, `rights.edited_meanwhile`, and what
 * `openTitle` throws.
 */
export async function saveWorkFacts(actor: Actor, input: z.output<typeof saveWorkFactsSchema>): Promise<void> {
  const { kind, year, creators, languages, aiShare } = input;
  if (year > now().getUTCFullYear() + 1) throw new DomainError('rights.year_ahead', {}, 'year');
  if (creators.length > limits.creators)
    throw new DomainError('rights.too_many', { limit: limits.creators }, 'creators');
  const identifiers = identifierSchemes.flatMap((scheme) => {
    const values = readIdentifiers(scheme, input[scheme], scheme);
    if (values.length > limits.identifiers)
      throw new DomainError('rights.too_many', { limit: limits.identifiers }, scheme);
    return values.map((value) => ({ scheme, value }));
  });
  await transaction(async (tx) => {
    const work = await openTitle(tx, actor, input.workId);
    if (work.version !== input.version) throw new DomainError('rights.edited_meanwhile');
    await tx.workIdentifier.deleteMany({ where: { workId: work.id } });
    await tx.workIdentifier.createMany({ data: identifiers.map((each) => ({ ...each, workId: work.id })) });
    for (const { scheme, value } of identifiers) {
      const elsewhere = await tx.workIdentifier.count({
        where: { scheme, value, workId: { not: work.id }, work: { status: 'verified' } },
      });
      if (elsewhere > 0) throw new DomainError('rights.identifier_taken', { value }, scheme);
    }
    await tx.work.update({
      where: { id: work.id },
      data: { kind, year, creators, languages, aiShare, version: { increment: 1 } },
    });
  }).catch((error: unknown) => {
    if (hasSqlState(error, '23505')) throw new DomainError('rights.edited_meanwhile');
    throw error;
  });
}
