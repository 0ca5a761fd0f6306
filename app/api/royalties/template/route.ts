import { getTranslations } from 'next-intl/server';
import { currentActor } from '#app/_session/actor.ts';
import { DomainError } from '#lib/core/errors.ts';
import { defaultLocale, isLocale } from '#lib/languages/index.ts';
import { reportColumns, reportTemplate } from '#lib/royalties/index.ts';

const types = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const;

/** An empty report for a period of a licence, as CSV or XLSX. */
export async function GET(request: Request): Promise<Response> {
  const query = new URL(request.url).searchParams;
  const named = query.get('locale') ?? '';
  const format = query.get('format') === 'csv' ? 'csv' : 'xlsx';
  const [number, period] = [query.get('number') ?? '', query.get('period') ?? ''];
  const t = await getTranslations({ locale: isLocale(named) ? named : defaultLocale, namespace: 'royalties' });
  const help = {
    name: t('help.sheet').slice(0, 30),
    header: [t('help.column'), t('help.takes')],
    rows: reportColumns.map((column) => [column, t(`help.${column}`)]),
  };
  try {
    const bytes = await reportTemplate(await currentActor(), number, period, format, help);
    return new Response(new Uint8Array(bytes), {
      headers: {
        'content-type': types[format],
        'content-disposition': `attachment; filename="ambersilk-report.${format}"`,
        'cache-control': 'private, no-store',
      },
    });
  } catch (error) {
    if (error instanceof DomainError) return new Response('Not found', { status: 404 });
    throw error;
  }
}
