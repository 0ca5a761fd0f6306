import { setTimeout as sleep } from 'node:timers/promises';
import { prisma } from '#lib/db/index.ts';
import { draftPdf, sealContract } from './print.ts';

const patience = 20_000;
const look = 100;

/**
 * Waits until a job has made a file: setting twelve pages takes a second of processor, in which a site's process would answer nobody.
 * Ends without it where no worker comes; the caller makes it then.
 */
async function whenMade(isMade: () => Promise<boolean>): Promise<void> {
  for (let waited = 0; waited < patience && !(await isMade()); waited += look) await sleep(look);
}

/** The file of a draft, for a page or a download (see `draftPdf`). Whoever asks has been let in. */
export async function draftFile(draftId: string): ReturnType<typeof draftPdf> {
  const select = { pdfSha256: true } as const;
  await whenMade(async () => {
    const { pdfSha256 } = await prisma().contractDraft.findUniqueOrThrow({ where: { id: draftId }, select });
    return pdfSha256 !== null;
  });
  return draftPdf(draftId);
}

/** The sealed file of a signed contract, for a download (see `sealContract`). Whoever asks has been let in. */
export async function sealedFile(contractId: string): ReturnType<typeof sealContract> {
  const select = { sealedSha256: true } as const;
  await whenMade(async () => {
    const { sealedSha256 } = await prisma().contract.findUniqueOrThrow({ where: { id: contractId }, select });
    return sealedSha256 !== null;
  });
  return sealContract(contractId);
}
