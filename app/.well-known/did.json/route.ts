import { didDocument } from '#lib/licensing/index.ts';

export const dynamic = 'force-dynamic';

/** The key that certificates are signed with, where did:web looks for it. */
export function GET(): Response {
  return Response.json(didDocument(), {
    headers: { 'content-type': 'application/did+json', 'access-control-allow-origin': '*' },
  });
}
