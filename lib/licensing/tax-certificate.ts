import { z } from 'zod';
import { type Actor, system } from '#lib/core/actor.ts';
import { DomainError } from '#lib/core/errors.ts';
import { limits } from '#lib/core/limits.ts';
import { id } from '#lib/core/validation.ts';
import { prisma, transaction } from '#lib/db/index.ts';
import { post } from '#lib/ledger/index.ts';
import { uploadFile } from '#lib/media/index.ts';
import { licencesSeenBy } from '#lib/rights/index.ts';
import { certifiedEntries } from './books.ts';
import { note } from './events.ts';
import { licenceByNumber, lockLiving, requireParty, requireSide } from './licence.ts';

export const dueCertificateSchema = z.object({ number: z.string().max(40), dueId: id, file: z.unknown() });

/**
 * The licensee attaches its tax office's certificate of what was withheld of a due, a PDF; another takes its place. The tax is then off
 * the books. Throws `licensing.nothing_withheld`, `licensing.certificate_pdf`, `licensing.certificate_size`.
 */
export async function attachDueCertificate(
  actor: Actor,
  { number, dueId }: { readonly number: string; readonly dueId: string },
  fileName: string,
  bytes: Uint8Array,
): Promise<void> {
  const licence = await licenceByNumber(actor, number);
  requireParty(actor, licence, 'licence.pay', 'licensee');
  if (bytes.byteLength > limits.taxCertificateBytes)
    throw new DomainError('licensing.certificate_size', { megabytes: limits.taxCertificateBytes / 2 ** 20 }, 'file');
  if (new TextDecoder('latin1').decode(bytes.subarray(0, 5)) !== '%PDF-')
    throw new DomainError('licensing.certificate_pdf', {}, 'file');
  const found = await prisma().licenceDue.findFirst({ where: { id: dueId, licenceId: licence.id } });
  if (!found?.paidAt || found.withholdingMinor === 0n) throw new DomainError('licensing.nothing_withheld', {}, 'file');
  // Who looks after money need not be an editor of pictures: this room has authorised.
  const media = await uploadFile(system('licensing.certificate'), licence.deal.licenseeId, fileName, bytes);
  await transaction(async (tx) => {
    await lockLiving(tx, { id: licence.id });
    const due = await tx.licenceDue.update({ where: { id: dueId }, data: { certificateMediaId: media.id } });
    const { licenseeId, licensee } = licence.deal;
    await post(tx, {
      cause: `due:${due.id}:certified`,
      kind: 'licence_withheld',
      entries: certifiedEntries(due, { enterpriseId: licenseeId, country: licensee.country }),
    });
    await note(tx, actor, licence.id, 'tax_certificate', { data: { dueId } });
  });
}

/** Where a certificate's bytes are, for the two sides and staff. Throws `licensing.unknown`. */
export async function dueCertificate(actor: Actor, dueId: string) {
  const due = await prisma().licenceDue.findFirst({
    where: { id: dueId, licence: licencesSeenBy(actor, 'licence.view') },
    include: { certificate: true, licence: { select: { number: true } } },
  });
  if (!due?.certificate) throw new DomainError('licensing.unknown');
  requireSide(actor, await licenceByNumber(actor, due.licence.number), 'licence.view');
  const { storageKey, contentType, fileName, bytes } = due.certificate;
  return { storageKey, contentType, fileName, bytes: Number(bytes) };
}
