import { databaseAnswers } from '#lib/db/index.ts';

/** The product can serve people: the database answers. 503 otherwise. */
export async function GET(): Promise<Response> {
  const ready = await databaseAnswers();
  return Response.json(
    { status: ready ? 'ready' : 'unavailable', checks: { database: ready } },
    { status: ready ? 200 : 503, headers: { 'cache-control': 'no-store' } },
  );
}
