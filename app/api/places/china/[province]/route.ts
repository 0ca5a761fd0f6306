import { chinaCities } from '#lib/ordering/index.ts';

type Context = { params: Promise<{ province: string }> };

/** The cities of a Chinese province with their districts, for the address form: a few kilobytes each, asked for when it is named. */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  const cities = chinaCities((await params).province);
  if (!cities) return Response.json({ error: 'unknown' }, { status: 404 });
  return Response.json(cities, { headers: { 'cache-control': 'public, max-age=86400' } });
}
