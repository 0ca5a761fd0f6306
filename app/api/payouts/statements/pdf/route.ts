import { currentActor } from '#app/_session/actor.ts';
import { DomainError } from '#lib/core/errors.ts';
import { statementPdf } from '#lib/payouts/index.ts';
import { statementAsked, statementHeaders } from '../query.ts';

/** The statement of a month on paper. */
export async function GET(request: Request): Promise<Response> {
  const asked = statementAsked(request);
  if (!asked) return new Response('Not found', { status: 404 });
  try {
    const bytes = await statementPdf(await currentActor(), asked.query, asked.locale);
    return new Response(new Uint8Array(bytes), { headers: statementHeaders(asked.query, 'application/pdf', 'pdf') });
  } catch (error) {
    if (error instanceof DomainError) return new Response('Not found', { status: 404 });
    throw error;
  }
}
