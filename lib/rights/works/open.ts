import { type Actor, ownEnterprises } from '#lib/core/actor.ts';
import { may } from '#lib/core/authorize.ts';
import { DomainError } from '#lib/core/errors.ts';
import { uuidPattern } from '#lib/core/ids.ts';
import { limits } from '#lib/core/limits.ts';
import { decodeCursor, encodeCursor, type Page, pageOf } from '#lib/core/page.ts';
import type { Media, Prisma, Work } from '#lib/db/generated/client.ts';
import { prisma, type Tx } from '#lib/db/index.ts';
import { withTranslations } from '#lib/languages/index.ts';
import { titleOpen } from './states.ts';

/** A work locked for its enterprise's editors; for anyone else it does not exist: `rights.unknown`. */
export async function lockedWork(tx: Tx, actor: Actor, workId: string): Promise<Work> {
  await tx.$executeRaw`select lock_rights_of_work(${workId}::uuid)`;
  const work = await tx.work.findUnique({ where: { id: workId } });
  if (!work || !may(actor, 'work.edit', work)) throw new DomainError('rights.unknown');
  return work;
}

/** `lockedWork` whose title may be changed. Throws `rights.work_in_review`, and `rights.title_verified` for what staff has verified. */
export async function openTitle(tx: Tx, actor: Actor, workId: string): Promise<Work> {
  const work = await lockedWork(tx, actor, workId);
  if (titleOpen(work.status)) return work;
  throw new DomainError(work.status === 'in_review' ? 'rights.work_in_review' : 'rights.title_verified');
}

const desk = {
  text: withTranslations,
  enterprise: { include: { text: withTranslations } },
  pictures: { orderBy: { position: 'asc' }, include: { media: true } },
  samples: { orderBy: { position: 'asc' }, include: { media: true } },
  identifiers: { orderBy: [{ scheme: 'asc' }, { value: 'asc' }] },
  holdings: { where: { kind: 'ownership', status: 'in_force' }, orderBy: { id: 'asc' }, include: { enterprise: true } },
  titleSteps: {
    orderBy: { position: 'asc' },
    include: { documents: { include: { media: true }, orderBy: { id: 'asc' } } },
  },
  grants: { where: { state: 'declared' }, orderBy: { id: 'asc' } },
  reviews: { orderBy: { number: 'desc' }, take: 10 },
  shown: true,
} as const satisfies Prisma.WorkInclude;

export type DeskWork = Prisma.WorkGetPayload<{ include: typeof desk }>;

/** Whose a work is goes into the question: a stranger waits as long as for an id that nobody has. */
function seenBy(actor: Actor) {
  return may(actor, 'work.view') ? {} : { enterpriseId: { in: ownEnterprises(actor) } };
}

/** A work in any state as its people and staff see it. Throws `rights.unknown` for everybody else. */
export async function viewWork(actor: Actor, workId: string): Promise<DeskWork> {
  const work = uuidPattern.test(workId)
    ? await prisma().work.findFirst({ where: { id: workId, ...seenBy(actor) }, include: desk })
    : null;
  if (!work || !may(actor, 'work.view', work)) throw new DomainError('rights.unknown');
  return work;
}

const listed = {
  text: withTranslations,
  enterprise: true,
  pictures: { orderBy: { position: 'asc' }, take: 1 },
  reviews: { orderBy: { number: 'desc' }, take: 1 },
} as const satisfies Prisma.WorkInclude;

export type ListedWork = Prisma.WorkGetPayload<{ include: typeof listed }>;

/** An enterprise's works in all states, the newest first. */
export async function worksOfEnterprise(
  actor: Actor,
  enterpriseId: string,
  cursor?: string,
): Promise<Page<ListedWork>> {
  if (!may(actor, 'work.view', { enterpriseId })) throw new DomainError('rights.unknown');
  const [before] = decodeCursor(cursor, ['id']) ?? [];
  const rows = await prisma().work.findMany({
    where: { enterpriseId, ...(before ? { id: { lt: before } } : {}) },
    include: listed,
    orderBy: { id: 'desc' },
    take: limits.page + 1,
  });
  return pageOf(rows, limits.page, ({ id }) => encodeCursor([id]));
}

/** A document of a chain of title, for the holder's people and for staff. Throws `rights.unknown` for everybody else. */
export async function titleDocument(actor: Actor, documentId: string): Promise<Media> {
  const document = uuidPattern.test(documentId)
    ? await prisma().titleDocument.findFirst({
        where: { id: documentId, step: { work: seenBy(actor) } },
        include: { media: true, step: { include: { work: true } } },
      })
    : null;
  if (!document || !may(actor, 'work.view', document.step.work)) throw new DomainError('rights.unknown');
  return document.media;
}
