import { getTranslations } from 'next-intl/server';
import { currentActor } from '#app/_session/actor.ts';
import { templateHelp } from '#app/_studio/template-help.ts';
import { categories, exportListings, importTemplate, type SheetFormat } from '#lib/catalogue/index.ts';
import { DomainError } from '#lib/core/errors.ts';
import { uuidPattern } from '#lib/core/ids.ts';
import { defaultLocale, isLocale, type Locale } from '#lib/languages/index.ts';

const types: Readonly<Record<SheetFormat, string>> = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

async function template(enterpriseId: string, format: SheetFormat, locale: Locale, asked: string) {
  const t = await getTranslations({ locale, namespace: 'import' });
  const tree = await categories(locale);
  const category = tree.find(({ slug }) => slug === asked)?.slug;
  const rows = (await templateHelp(locale, tree, category)).map(({ column, label, takes }) => [column, label, takes]);
  const header = [t('help.column'), '', t('help.text')];
  const help = { header, rows: [...rows, ['', '', t('help.rules')]] };
  return importTemplate(await currentActor(), enterpriseId, format, help, category);
}

/** An enterprise's listings, or the empty template, as a file: listings.csv, listings.xlsx, template.csv, template.xlsx. */
export async function GET(request: Request, { params }: { params: Promise<{ file: string }> }): Promise<Response> {
  const { file } = await params;
  const [, what, ending] = /^(listings|template)\.(csv|xlsx)$/.exec(file) ?? [];
  const query = new URL(request.url).searchParams;
  const enterpriseId = query.get('enterprise') ?? '';
  const locale = query.get('locale') ?? '';
  if (!what || !uuidPattern.test(enterpriseId)) return new Response('Not found', { status: 404 });
  const format = ending === 'xlsx' ? 'xlsx' : 'csv';
  try {
    const body =
      what === 'listings'
        ? await exportListings(await currentActor(), enterpriseId, format)
        : await template(enterpriseId, format, isLocale(locale) ? locale : defaultLocale, query.get('category') ?? '');
    return new Response(body, {
      headers: {
        'content-type': types[format],
        'content-disposition': `attachment; filename="ambersilk-${file}"`,
        'cache-control': 'private, no-store',
      },
    });
  } catch (error) {
    if (error instanceof DomainError) return new Response('Not found', { status: 404 });
    throw error;
  }
}
