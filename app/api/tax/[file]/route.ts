import { currentActor } from '#app/_session/actor.ts';
import { DomainError } from '#lib/core/errors.ts';
import { dac7File, isScheme, readPeriod, schemePeriods, taxReturn, taxReturnCsv } from '#lib/invoicing/index.ts';
import { sendPaper } from '../../papers/send-paper.ts';

/** A tax report: oss-2026-Q4.csv, ioss-2026-11.csv, national-2026-Q4.csv, dac7-2026.xml, dac7-2026-test.xml. */
export async function GET(_request: Request, { params }: { params: Promise<{ file: string }> }): Promise<Response> {
  const { file } = await params;
  const [, report = '', name = '', test, kind] =
    /^(oss|ioss|national|dac7)-([0-9Q-]{4,7}?)(-test)?\.(csv|xml)$/.exec(file) ?? [];
  return sendPaper(async () => {
    const period = readPeriod(name);
    if (!period) throw new DomainError('invoicing.unknown_period');
    const actor = await currentActor();
    if (report === 'dac7' && kind === 'xml')
      return {
        fileName: file,
        contentType: 'application/xml; charset=utf-8',
        bytes: Buffer.from(await dac7File(actor, period, Boolean(test))),
      };
    if (!isScheme(report) || kind !== 'csv' || schemePeriods[report] !== period.kind)
      throw new DomainError('invoicing.unknown_period');
    const text = taxReturnCsv(await taxReturn(actor, report, period));
    return { fileName: file, contentType: 'text/csv; charset=utf-8', bytes: Buffer.from(text) };
  });
}
