import { currentActor } from '#app/_session/actor.ts';
import { DomainError } from '#lib/core/errors.ts';
import { uuidPattern } from '#lib/core/ids.ts';
import { licencePdf } from '#lib/library/index.ts';
import { sendPaper } from '../../../papers/send-paper.ts';

/** The licence under which a line was bought, as PDF. */
export async function GET(request: Request, { params }: { params: Promise<{ line: string }> }): Promise<Response> {
  const { line } = await params;
  const key = new URL(request.url).searchParams.get('key') ?? undefined;
  return sendPaper(async () => {
    if (!uuidPattern.test(line)) throw new DomainError('ordering.unknown');
    return licencePdf(await currentActor(), line, key);
  });
}
