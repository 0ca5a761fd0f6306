import { DomainError } from '#lib/core/errors.ts';
import { receiveEvent } from '#lib/payments/index.ts';

/** Stripe's webhook: stored and acknowledged in one insert, worked on by a job. 400 for a wrong signature. */
export async function POST(request: Request): Promise<Response> {
  try {
    await receiveEvent(await request.text(), request.headers.get('stripe-signature') ?? '');
    return Response.json({ received: true });
  } catch (error) {
    if (error instanceof DomainError) return Response.json({ error: error.code }, { status: 400 });
    throw error;
  }
}
