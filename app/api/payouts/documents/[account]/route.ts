import { currentActor } from '#app/_session/actor.ts';
import { DomainError } from '#lib/core/errors.ts';
import { uuidPattern } from '#lib/core/ids.ts';
import { accountDocument } from '#lib/payouts/index.ts';

/** A bank's paper about an account, for its enterprise's finance people and staff. */
export async function GET(_request: Request, { params }: { params: Promise<{ account: string }> }): Promise<Response> {
  const { account } = await params;
  if (!uuidPattern.test(account)) return new Response('Not found', { status: 404 });
  try {
    const { bytes, type } = await accountDocument(await currentActor(), account);
    return new Response(new Uint8Array(bytes), {
      headers: {
        'content-type': type,
        'content-disposition': 'attachment; filename="account"',
        'cache-control': 'private, no-store',
        'x-content-type-options': 'nosniff',
        'content-security-policy': 'sandbox',
      },
    });
  } catch (error) {
    if (error instanceof DomainError) return new Response('Not found', { status: 404 });
    throw error;
  }
}
