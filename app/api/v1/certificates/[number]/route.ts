import { fieldText } from '#lib/languages/index.ts';
import { readCertificate } from '#lib/rights/index.ts';

/** A licence's certificate for machines: what its page says, and no more. */
export async function GET(_request: Request, { params }: { params: Promise<{ number: string }> }): Promise<Response> {
  const certificate = await readCertificate((await params).number);
  if (!certificate) return Response.json({ error: 'not_found' }, { status: 404 });
  const { number, status, parties, terms, termsHash, signedAt, work } = certificate;
  return Response.json(
    {
      number,
      status,
      work: { slug: work.slug, title: fieldText(work.text, 'title', 'en') },
      parties,
      scope: terms.scope,
      exclusivity: terms.exclusivity,
      termsHash,
      signedAt: signedAt.toISOString(),
    },
    { headers: { 'cache-control': 'no-store' } },
  );
}
