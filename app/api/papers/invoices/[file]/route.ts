import { currentActor } from '#app/_session/actor.ts';
import { DomainError } from '#lib/core/errors.ts';
import { invoicePdf, invoiceXml } from '#lib/invoicing/index.ts';
import { sendPaper } from '../../send-paper.ts';

/** An invoice or credit note by its number: AS-2026-000001.pdf, or .xml. */
export async function GET(request: Request, { params }: { params: Promise<{ file: string }> }): Promise<Response> {
  const { file } = await params;
  const [, number, kind] = /^([A-Z]{1,6}-\d{4}-\d{6,})\.(pdf|xml)$/.exec(file) ?? [];
  const key = new URL(request.url).searchParams.get('key') ?? undefined;
  return sendPaper(async () => {
    if (!number) throw new DomainError('invoicing.unknown');
    const make = kind === 'xml' ? invoiceXml : invoicePdf;
    return make(await currentActor(), number, key);
  });
}
