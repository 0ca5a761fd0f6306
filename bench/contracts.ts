import { type ContractText, printContract } from '#lib/contracts/index.ts';
import { prisma, transaction } from '#lib/db/index.ts';
import { announce } from '#lib/jobs/index.ts';
import { fullContract } from './contract-sample.ts';
import { percentile, table } from './load.ts';

const ms = (value: number) => `${value.toFixed(0)} ms`;

/** Time of each of these pages, asked for one after the other until told to stop. */
async function browse(site: string, stop: () => boolean): Promise<number[]> {
  const times: number[] = [];
  while (!stop()) {
    const began = performance.now();
    await (await fetch(`${site}/en/search?q=silk&n=${times.length}`)).arrayBuffer();
    times.push(performance.now() - began);
  }
  return times.sort((a, b) => a - b);
}

const atOnce = 8;

/** Eight drafts of one contract, announced together as eight negotiations would; ends when the worker has made the last file. */
async function drawAtOnce(text: ContractText): Promise<void> {
  const { contractId, offerId, termsHash, textHash, choices, version } = await prisma().contractDraft.findFirstOrThrow({
    orderBy: { version: 'desc' },
  });
  const drafts = await prisma().contractDraft.createManyAndReturn({
    data: Array.from({ length: atOnce }, (_, n) => ({
      contractId,
      offerId,
      termsHash,
      textHash,
      choices: choices ?? {},
      text,
      version: version + 1 + n,
    })),
    select: { id: true },
  });
  await transaction(async (tx) => {
    for (const { id } of drafts) await announce(tx, 'contract.drafted', { draftId: id });
  });
  const waiting = { id: { in: drafts.map(({ id }) => id) }, pdfSha256: null };
  while ((await prisma().contractDraft.count({ where: waiting })) > 0) await new Promise((go) => setTimeout(go, 100));
}

/** Contracts of 12 pages in three languages: one, and eight at once while somebody browses. */
export async function benchContracts(site: string): Promise<void> {
  const text = await fullContract(['zh-CN', 'en', 'bg']);
  const print = () => printContract(text, new Date(), text.number);
  const first = await print();
  const pages = first.toString('latin1').match(/\/Type \/Page\b/g)?.length ?? 0;
  const times: number[] = [];
  for (let n = 0; n < 10; n++) {
    const began = performance.now();
    await print();
    times.push(performance.now() - began);
  }
  times.sort((a, b) => a - b);

  const until = performance.now() + 5_000;
  const calm = await browse(site, () => performance.now() > until);
  let printing = true;
  const browsing = browse(site, () => !printing);
  const began = performance.now();
  await drawAtOnce(text);
  const eight = performance.now() - began;
  printing = false;
  const busy = await browsing;

  console.log(
    `\n${table([
      [`contract of ${pages} pages in three languages`, 'p50', 'p95', 'asked for'],
      ['one', ms(percentile(times, 0.5)), ms(percentile(times, 0.95)), '< 1500 ms'],
      ['eight at once, until the last', ms(eight), '', ''],
      ['a page of the site meanwhile', ms(percentile(busy, 0.5)), ms(percentile(busy, 0.95)), 'p95 < 2 × before'],
      ['a page of the site before', ms(percentile(calm, 0.5)), ms(percentile(calm, 0.95)), ''],
    ])}`,
  );
}
