import { getTranslations } from 'next-intl/server';
import { countMiss, tooManyMisses } from '#app/_rights/guesses.ts';
import { rightsNames, scopeWords } from '#app/_rights/names.ts';
import { locale as localeOf, writtenAs } from '#lib/languages/index.ts';
import { certificatePdf, type TermsInWords } from '#lib/licensing/index.ts';
import { lastDayBefore } from '#lib/rights/index.ts';

/** The terms as the certificate's page names them. */
const inWords: TermsInWords = async (terms, reader, titles) => {
  const t = await getTranslations({ locale: reader, namespace: 'rights' });
  const deals = await getTranslations({ locale: reader, namespace: 'deals.terms' });
  const words = await scopeWords(terms, reader);
  const names = await rightsNames(reader);
  const date = (day: string) =>
    new Intl.DateTimeFormat(writtenAs(reader), { dateStyle: 'long', timeZone: 'UTC' }).format(
      new Date(`${day}T00:00:00Z`),
    );
  const { start, end } = terms.scope.term;
  return [
    { name: t('terms.rights'), value: words.rights },
    { name: t('terms.territories'), value: words.territories },
    { name: deals('languages'), value: words.languages },
    {
      name: t('terms.term'),
      value: end
        ? t.markup('terms.from_to', { from: date(start), to: date(lastDayBefore(end)), day: (day) => day })
        : t('terms.from', { from: date(start) }),
    },
    { name: t('terms.exclusivity'), value: t(`exclusivity.${terms.exclusivity}`) },
    ...Object.entries(terms.leftOut ?? {}).map(([work, { rights, territories }]) => ({
      name: titles[work] ?? '',
      value: deals('without', {
        list: names.list([...rights.map(names.right), ...territories.map(names.territory)]),
      }),
    })),
  ];
};

/** A licence's certificate as a PDF, of what its page says and no more. */
export async function GET(request: Request, { params }: { params: Promise<{ number: string }> }): Promise<Response> {
  if (await tooManyMisses(request.headers))
    return new Response('Too many', { status: 429, headers: { 'retry-after': '60' } });
  const reader = localeOf(new URL(request.url).searchParams.get('locale') ?? 'en');
  const file = await certificatePdf((await params).number, reader, inWords);
  if (!file) {
    await countMiss(request.headers);
    return new Response('Not found', { status: 404 });
  }
  return new Response(new Uint8Array(file.bytes), {
    headers: {
      'content-type': 'application/pdf',
      'content-disposition': `attachment; filename="${file.fileName}"`,
      'cache-control': 'no-store',
    },
  });
}
