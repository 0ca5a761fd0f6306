import { z } from 'zod';
import { type Actor, actorId, system } from '#lib/core/actor.ts';
import { isoDay, now } from '#lib/core/clock.ts';
import { currency } from '#lib/core/currency.ts';
import { DomainError } from '#lib/core/errors.ts';
import { limits } from '#lib/core/limits.ts';
import { money } from '#lib/core/money.ts';
import { prisma, type Tx, transaction } from '#lib/db/index.ts';
import { post } from '#lib/ledger/index.ts';
import { uploadFile } from '#lib/media/index.ts';
import { audit } from '#lib/trust/index.ts';
import { parseFraction } from './fraction.ts';
import { lateInterest } from './interest.ts';
import { lockLicence, openLicence, termsForLicence } from './licence.ts';
import { moveStatement } from './states.ts';
import { tellOf } from './tell.ts';

export const certificateSchema = z.object({
  number: z.string().max(40),
  period: z.string().max(10),
  file: z.unknown(),
});

/**
 * A due of a royalty was paid, however: its statement is paid, and what was late costs interest. For whoever takes payments of dues, in
 * their transaction, after the due has its `paidAt`; twice does nothing. A due of anything else is passed over.
 */
export async function royaltyDuePaid(tx: Tx, dueId: string): Promise<void> {
  const statement = await tx.royaltyStatement.findUnique({ where: { dueId }, include: { due: true } });
  if (statement?.status !== 'accepted' || !statement.due?.paidAt) return;
  await moveStatement(tx, statement, 'paid');
  const licence = await lockLicence(tx, statement.licenceId);
  const rate = parseFraction(termsForLicence(licence).lateInterest);
  const interest = lateInterest(
    statement.payableMinor,
    rate,
    isoDay(statement.due.dueOn),
    isoDay(statement.due.paidAt),
  );
  if (interest > 0n)
    await tx.licenceDue.create({
      data: {
        licenceId: licence.id,
        kind: 'royalty_interest',
        amountMinor: interest,
        currency: statement.currency,
        dueOn: new Date(`${isoDay(now())}T00:00:00Z`),
        interestForId: dueId,
      },
    });
  await tellOf(tx, licence, 'holder', 'paid', statement);
}

/** Follows dues that were paid by another way and said nothing. */
export async function followPaidDues(): Promise<void> {
  const paid = await prisma().royaltyStatement.findMany({
    where: { status: 'accepted', due: { paidAt: { not: null } } },
    select: { dueId: true },
    take: limits.pageMax,
  });
  for (const { dueId } of paid) if (dueId) await transaction((tx) => royaltyDuePaid(tx, dueId));
}

/**
 * The licensee attaches its tax office's certificate of what was withheld, a PDF; another takes its place. The tax is then off the books.
 * Throws `royalties.nothing_withheld`, `royalties.certificate_pdf`, `royalties.certificate_size`.
 */
export async function attachTaxCertificate(
  actor: Actor,
  { number, period }: { readonly number: string; readonly period: string },
  fileName: string,
  bytes: Uint8Array,
): Promise<void> {
  const { licence } = await openLicence(actor, number, 'royalty.report', 'licensee');
  const found = await prisma().royaltyStatement.findFirst({ where: { licenceId: licence.id, period } });
  if (!found || found.withholdingMinor === 0n || (found.status !== 'accepted' && found.status !== 'paid'))
    throw new DomainError('royalties.nothing_withheld', {}, 'file');
  if (bytes.byteLength > limits.taxCertificateBytes)
    throw new DomainError('royalties.certificate_size', { megabytes: limits.taxCertificateBytes / 2 ** 20 }, 'file');
  if (new TextDecoder('latin1').decode(bytes.subarray(0, 5)) !== '%PDF-')
    throw new DomainError('royalties.certificate_pdf', {}, 'file');
  // Who looks after money need not be an editor of pictures: this room has authorised.
  const media = await uploadFile(system('royalties.certificate'), licence.deal.licenseeId, fileName, bytes);
  await transaction(async (tx) => {
    await lockLicence(tx, licence.id);
    await tx.royaltyStatement.update({ where: { id: found.id }, data: { certificateMediaId: media.id } });
    const code = currency(found.currency);
    const { licenseeId, licensee } = licence.deal;
    await post(tx, {
      cause: `royalty:${found.id}:withheld`,
      kind: 'royalty_withheld',
      entries: [
        {
          account: {
            kind: 'withholding_tax_payable',
            currency: code,
            enterpriseId: licenseeId,
            jurisdiction: licensee.country,
          },
          amount: money(found.withholdingMinor, code),
        },
        {
          account: { kind: 'buyer_receivable', currency: code, enterpriseId: licenseeId },
          amount: money(-found.withholdingMinor, code),
        },
      ],
    });
    await audit(tx, actor, {
      action: 'royalty.certificate',
      subjectType: 'licence',
      subjectId: licence.id,
      data: { period, by: actorId(actor) },
    });
  });
}

/** Where a certificate's bytes are, for the two sides and staff. Throws `royalties.unknown`. */
export async function taxCertificate(actor: Actor, number: string, period: string) {
  const { licence } = await openLicence(actor, number);
  const statement = await prisma().royaltyStatement.findFirst({
    where: { licenceId: licence.id, period },
    select: { certificate: true },
  });
  if (!statement?.certificate) throw new DomainError('royalties.unknown');
  const { storageKey, contentType, fileName, bytes } = statement.certificate;
  return { storageKey, contentType, fileName, bytes: Number(bytes) };
}
