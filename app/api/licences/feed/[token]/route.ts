import { countMiss, tooManyMisses } from '#app/_rights/guesses.ts';
import { readFeed } from '#lib/licensing/index.ts';

/** A person's calendar for its own calendar program, behind a secret address. What is not (any more) an address is not found. */
export async function GET(request: Request, { params }: { params: Promise<{ token: string }> }): Promise<Response> {
  if (await tooManyMisses(request.headers))
    return new Response(null, { status: 429, headers: { 'retry-after': '60' } });
  const calendar = await readFeed((await params).token.replace(/\.ics$/, ''));
  if (calendar === null) {
    await countMiss(request.headers);
    return new Response('Not found', { status: 404 });
  }
  return new Response(calendar, {
    headers: {
      'content-type': 'text/calendar; charset=utf-8',
      'cache-control': 'private, no-store',
      'content-disposition': 'inline; filename="ambersilk.ics"',
    },
  });
}
