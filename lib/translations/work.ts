import { z } from 'zod';
import type { Actor } from '#lib/core/actor.ts';
import { day, now } from '#lib/core/clock.ts';
import { DomainError } from '#lib/core/errors.ts';
import { limits } from '#lib/core/limits.ts';
import type { TranslationUnit } from '#lib/db/generated/client.ts';
import { prisma, transaction } from '#lib/db/index.ts';
import { isLocale, type Locale, refuseBroken } from '#lib/languages/index.ts';
import {
  type Checked,
  checkAside,
  contentKinds,
  type OpenString,
  openAside,
  readUnit,
  type Standing,
  type StringAside,
  saveSchema,
  unitName,
  unitSchema,
  type WorkList,
} from '#lib/workbench/index.ts';
import { note, tell } from './events.ts';
import { type Job, jobFor, lockFor } from './job.ts';
import { isWorkedOn, requireMove } from './states.ts';

const job = z.string().max(40);
export const jobStringSchema = unitSchema.extend({ job });
export const jobSaveSchema = saveSchema.extend({ job });
export const jobCheckSchema = jobSaveSchema.omit({ seen: true });
export const jobListSchema = z.object({
  job,
  which: z.enum(['all', 'missing', 'waiting', 'failing']).catch('all'),
  search: z.string().max(limits.searchQuery).catch(''),
  offset: z.coerce.number().int().min(0).max(limits.workStrings).catch(0),
});

const line = 160;
const short = (text: string) => (text.length > line ? `${text.slice(0, line)}…` : text);

/** How far a string of a job is, in the workbench's words: changes that were asked for make it a draft again. */
function standingOf({ state, target }: TranslationUnit): Standing {
  if (state === 'accepted') return 'reviewed';
  if (state === 'changes') return 'draft';
  return target === '' ? 'missing' : 'translated';
}

function aside(found: Job, unit: TranslationUnit): StringAside {
  const { fromLocale, toLocale, status } = found;
  return {
    unit: unitName({ kind: 'content', textId: unit.textId, field: unit.field }),
    kind: contentKinds.find((each) => each === unit.kind) ?? 'listing',
    slug: unit.slug,
    source: unit.source,
    sourceLocale: fromLocale,
    locale: isLocale(toLocale) ? toLocale : 'en',
    target: unit.target,
    standing: standingOf(unit),
    note: unit.comment,
    open: isWorkedOn(status) && unit.state !== 'accepted',
  };
}

/** The job for its translator, and for nobody else. Throws `translations.unknown`. */
async function worked(actor: Actor, number: string): Promise<Job> {
  const { job: found, roles } = await jobFor(actor, number);
  if (!roles.translator) throw new DomainError('translations.unknown');
  return found;
}

function unitIn(name: string): { textId: string; field: string } {
  const unit = readUnit(name);
  if (unit?.kind !== 'content') throw new DomainError('workbench.unknown');
  return { textId: unit.textId, field: unit.field };
}

async function oneOf(found: Job, name: string): Promise<TranslationUnit> {
  const { textId, field } = unitIn(name);
  const unit = await prisma().translationUnit.findUnique({
    where: { jobId_textId_field: { jobId: found.id, textId, field } },
  });
  if (!unit) throw new DomainError('workbench.unknown');
  return unit;
}

/** The strings of a job, as the workbench lists them, and no others of the enterprise. */
export async function listJobStrings(actor: Actor, asked: z.output<typeof jobListSchema>): Promise<WorkList> {
  const found = await worked(actor, asked.job);
  const wanted = asked.search.trim().toLowerCase();
  const units = await prisma().translationUnit.findMany({ where: { jobId: found.id }, orderBy: { position: 'asc' } });
  const fits = (unit: TranslationUnit) => {
    const standing = standingOf(unit);
    if (wanted && ![unit.source, unit.target, unit.slug].some((text) => text.toLowerCase().includes(wanted)))
      return false;
    if (asked.which === 'missing') return standing === 'missing' || standing === 'draft';
    if (asked.which === 'waiting') return standing === 'translated';
    if (asked.which === 'failing')
      return unit.target !== '' && checkAside(aside(found, unit), unit.target).problems.length > 0;
    return true;
  };
  const all = units.filter(fits);
  return {
    total: all.length,
    offset: asked.offset,
    rows: all.slice(asked.offset, asked.offset + limits.workRows).map((unit) => ({
      unit: unitName({ kind: 'content', textId: unit.textId, field: unit.field }),
      source: short(unit.source),
      sourceLocale: found.fromLocale,
      target: short(unit.target),
      standing: standingOf(unit),
      stale: false,
      locked: unit.state === 'accepted',
      suggestions: 0,
    })),
  };
}

/** Everything the editor shows of a job's string. */
export async function openJobString(actor: Actor, asked: z.output<typeof jobStringSchema>): Promise<OpenString> {
  const found = await worked(actor, asked.job);
  return openAside(aside(found, await oneOf(found, asked.unit)));
}

/** What the checks say of a wording that is being typed. */
export async function checkJobString(actor: Actor, asked: z.output<typeof jobCheckSchema>): Promise<Checked> {
  const found = await worked(actor, asked.job);
  return checkAside(aside(found, await oneOf(found, asked.unit)), asked.value);
}

/**
 * A translator's wording: it is the job's, and shown to nobody until the customer accepts it. Throws `languages.broken_message`,
 * `workbench.edited_meanwhile`, `translations.not_now`.
 */
export async function saveJobString(actor: Actor, asked: z.output<typeof jobSaveSchema>): Promise<void> {
  const { value, seen } = asked;
  await transaction(async (tx) => {
    const found = await lockFor(tx, actor, asked.job, 'translator');
    if (!isWorkedOn(found.status)) throw new DomainError('translations.not_now', { status: found.status });
    const { textId, field } = unitIn(asked.unit);
    const where = { jobId_textId_field: { jobId: found.id, textId, field } };
    const unit = await tx.translationUnit.findUnique({ where });
    if (!unit) throw new DomainError('workbench.unknown');
    if (unit.state === 'accepted') throw new DomainError('workbench.locked');
    if (unit.target !== seen)
      throw new DomainError('workbench.edited_meanwhile', { theirs: unit.target, by: '' }, 'value');
    if (value.trim() !== '') refuseBroken(checkAside(aside(found, unit), value).problems);
    const blank = value.trim() === '';
    await tx.translationUnit.update({
      where,
      data: { target: blank ? '' : value, state: blank ? 'open' : 'translated', updatedAt: now() },
    });
  });
}

export const deliverSchema = z.object({ number: z.string().max(40) });

/** Hands the work over for review. Throws `translations.unfinished` with how many strings are left. */
export async function deliverJob(actor: Actor, { number }: z.output<typeof deliverSchema>): Promise<void> {
  await transaction(async (tx) => {
    const found = await lockFor(tx, actor, number, 'translator');
    requireMove(found.status, 'delivered');
    const left = await tx.translationUnit.count({ where: { jobId: found.id, state: { in: ['open', 'changes'] } } });
    if (left > 0) throw new DomainError('translations.unfinished', { count: left });
    const at = now();
    await tx.translationJob.update({
      where: { id: found.id },
      data: {
        status: 'delivered',
        deliveredAt: at,
        remindedAt: null,
        reviewBy: new Date(at.getTime() + limits.translationReviewDays * day),
      },
    });
    await note(tx, actor, found.id, 'delivered');
    await tell(tx, found, 'customer', 'delivered', { once: `${found.rounds}` });
  });
}

/** The language of a job's translation. */
export function targetOf({ toLocale }: Pick<Job, 'toLocale'>): Locale {
  return isLocale(toLocale) ? toLocale : 'en';
}
