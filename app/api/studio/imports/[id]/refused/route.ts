import { currentActor } from '#app/_session/actor.ts';
import { problemCell } from '#app/_studio/import-sentences.ts';
import { refusedRows } from '#lib/catalogue/index.ts';
import { DomainError } from '#lib/core/errors.ts';
import { defaultLocale, isLocale } from '#lib/languages/index.ts';

/** The refused rows of an import as they came, each with what is wrong. */
export async function GET(request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  const named = new URL(request.url).searchParams.get('locale') ?? '';
  try {
    const sentence = await problemCell(isLocale(named) ? named : defaultLocale);
    const { fileName, body } = await refusedRows(await currentActor(), (await params).id, sentence);
    const name = `${fileName.replace(/\.\w{1,5}$/, '')}-problems.csv`;
    return new Response(body, {
      headers: {
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
        'cache-control': 'private, no-store',
      },
    });
  } catch (error) {
    if (error instanceof DomainError) return new Response('Not found', { status: 404 });
    throw error;
  }
}
