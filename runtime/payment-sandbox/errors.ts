/** What Stripe puts into the `error` member of an answer: https://docs.stripe.com/api/errors */
export interface ErrorBody {
  readonly type: 'api_error' | 'card_error' | 'idempotency_error' | 'invalid_request_error';
  readonly message: string;
  readonly code?: string;
  readonly param?: string;
  readonly decline_code?: string;
  readonly charge?: string;
  readonly payment_intent?: unknown;
}

/** A call that fails without having changed anything: the transaction it ran in is rolled back. */
export class ApiError extends Error {
  readonly status: number;
  readonly body: ErrorBody;
  /** Whether the call had begun: then its idempotency key has its answer, which that of bad parameters never is. */
  readonly begun: boolean;

  constructor(status: number, body: ErrorBody, { begun = false } = {}) {
    super(body.message);
    this.status = status;
    this.body = body;
    this.begun = begun;
  }
}

/** A 400 with Stripe's code and the parameter it is about. */
export function invalid(message: string, details: { code?: string; param?: string } = {}): ApiError {
  return new ApiError(400, { type: 'invalid_request_error', message, ...details });
}

/**
 * A 400 of what cannot be done as things stand, however good the parameters: the same key is answered the same from then on
 * (https://docs.stripe.com/api/idempotent_requests).
 */
export function refused(message: string, details: { code?: string; param?: string } = {}): ApiError {
  return new ApiError(400, { type: 'invalid_request_error', message, ...details }, { begun: true });
}

/** What Stripe says to an id it does not know: 404 when it stands in the path, 400 when a parameter names it. */
export function missing(noun: string, id: string, param = 'id'): ApiError {
  return new ApiError(param === 'id' ? 404 : 400, {
    type: 'invalid_request_error',
    code: 'resource_missing',
    message: `No such ${noun}: '${id}'`,
    param,
  });
}
