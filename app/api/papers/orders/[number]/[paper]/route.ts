import { currentActor } from '#app/_session/actor.ts';
import { DomainError } from '#lib/core/errors.ts';
import { isParcelPaper, parcelPdf, proformaPdf } from '#lib/invoicing/index.ts';
import { sendPaper } from '../../../send-paper.ts';

/** What is printed of one maker's part of an order: proforma.pdf, commercial.pdf, cn22.pdf, cn23.pdf, packing.pdf. */
export async function GET(
  request: Request,
  { params }: { params: Promise<{ number: string; paper: string }> },
): Promise<Response> {
  const { number, paper } = await params;
  const [, name = ''] = /^([a-z0-9]+)\.pdf$/.exec(paper) ?? [];
  const key = new URL(request.url).searchParams.get('key') ?? undefined;
  return sendPaper(async () => {
    const actor = await currentActor();
    if (name === 'proforma') return proformaPdf(actor, number, key);
    if (!isParcelPaper(name)) throw new DomainError('invoicing.unknown');
    return parcelPdf(actor, number, name);
  });
}
