import { countMiss, tooManyMisses } from '#app/_rights/guesses.ts';
import { readCredential } from '#lib/licensing/index.ts';

/** A licence's certificate for machines: what its page says, and no more, as a signed W3C Verifiable Credential. */
export async function GET(request: Request, { params }: { params: Promise<{ number: string }> }): Promise<Response> {
  if (await tooManyMisses(request.headers))
    return Response.json({ error: 'too_many' }, { status: 429, headers: { 'retry-after': '60' } });
  const credential = await readCredential((await params).number);
  if (!credential) {
    await countMiss(request.headers);
    return Response.json({ error: 'not_found' }, { status: 404 });
  }
  return Response.json(credential, {
    headers: {
      'content-type': 'application/vc',
      'cache-control': 'no-store',
      'access-control-allow-origin': '*',
    },
  });
}
