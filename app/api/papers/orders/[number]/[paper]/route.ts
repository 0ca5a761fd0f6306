import { currentActor } from '#app/_session/actor.ts';
import { DomainError } from '#lib/core/errors.ts';
import { isParcelPaper, parcelPdf, proformaPdf } from '#lib/invoicing/index.ts';
import { sendPaper } from '../../../send-paper.ts';

/**
 * What is printed of one maker's part of an order: proforma.pdf, and of its parcels commercial.pdf, cn22.pdf, cn23.pdf and packing.pdf, with
 * ?parcel=<shipment> of one that was sent, without of what is still to be sent.
 */
export async function GET(
  request: Request,
  { params }: { params: Promise<{ number: string; paper: string }> },
): Promise<Response> {
  const { number, paper } = await params;
  const [, name = ''] = /^([a-z0-9]+)\.pdf$/.exec(paper) ?? [];
  const asked = new URL(request.url).searchParams;
  return sendPaper(async () => {
    const actor = await currentActor();
    if (name === 'proforma') return proformaPdf(actor, number, asked.get('key') ?? undefined);
    if (!isParcelPaper(name)) throw new DomainError('invoicing.unknown');
    return parcelPdf(actor, number, name, asked.get('parcel'));
  });
}
