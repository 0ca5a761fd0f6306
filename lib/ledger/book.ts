import { limits } from '#lib/core/limits.ts';
import { prisma } from '#lib/db/index.ts';
import { type Posting, postAll } from './posting.ts';

interface Waiting {
  readonly posting: Posting;
  readonly done: () => void;
  readonly failed: (error: unknown) => void;
}

const waiting: Waiting[] = [];
/** While one batch waits for the disk another is written; more would only make smaller ones. */
const atOnce = 2;
let writing = 0;

/**
 * Books a transaction that belongs to no other change of the database: when this resolves it is durable, booked now or before. Who asks
 * at the same moment shares the commit (group commit); what the database refuses is refused to its caller alone. Entries of zero are
 * left out; unbalanced ones are a bug and throw. A change and its money belong together: they use `post`.
 */
export async function book(posting: Posting): Promise<void> {
  await new Promise<void>((done, failed) => {
    waiting.push({ posting, done, failed });
    if (writing < atOnce) void writeWaiting();
  });
}

async function writeWaiting(): Promise<void> {
  writing += 1;
  while (waiting.length > 0) await writeTogether(waiting.splice(0, limits.postingsAtOnce));
  writing -= 1;
}

async function writeTogether(batch: readonly Waiting[]): Promise<void> {
  try {
    await postAll(
      prisma(),
      batch.map(({ posting }) => posting),
    );
    for (const { done } of batch) done();
  } catch (error) {
    const [only] = batch;
    if (batch.length === 1) only?.failed(error);
    else for (const each of batch) await writeTogether([each]);
  }
}
