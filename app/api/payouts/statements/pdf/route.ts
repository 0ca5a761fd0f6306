import { currentActor } from '#app/_session/actor.ts';
import { DomainError } from '#lib/core/errors.ts';
import { uuidPattern } from '#lib/core/ids.ts';
import { defaultLocale, isLocale } from '#lib/languages/index.ts';
import { statementPdf } from '#lib/payouts/index.ts';

/** The statement of a month on paper. */
export async function GET(request: Request): Promise<Response> {
  const query = new URL(request.url).searchParams;
  const [enterpriseId = '', currency = '', month = '', asked = ''] = ['enterprise', 'currency', 'month', 'locale'].map(
    (name) => query.get(name) ?? '',
  );
  if (!uuidPattern.test(enterpriseId)) return new Response('Not found', { status: 404 });
  try {
    const bytes = await statementPdf(
      await currentActor(),
      { enterpriseId, currency, month },
      isLocale(asked) ? asked : defaultLocale,
    );
    return new Response(new Uint8Array(bytes), {
      headers: {
        'content-type': 'application/pdf',
        'content-disposition': `attachment; filename="ambersilk-${month}-${currency}.pdf"`,
        'cache-control': 'private, no-store',
      },
    });
  } catch (error) {
    if (error instanceof DomainError) return new Response('Not found', { status: 404 });
    throw error;
  }
}
