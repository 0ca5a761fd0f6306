import { DomainError } from '#lib/core/errors.ts';
import { stopMails } from '#lib/lists/index.ts';

type Props = { params: Promise<{ token: string }> };

/** The one click of a mail program (RFC 8058): no cookie, no page, no question; done again it changes nothing. */
export async function POST(_request: Request, { params }: Props): Promise<Response> {
  try {
    await stopMails((await params).token);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return Response.json({ error: 'unknown' }, { status: 404 });
  }
  return Response.json({ done: true });
}
