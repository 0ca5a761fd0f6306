import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import { DomainError } from '#lib/core/errors.ts';
import { hashToken } from '#lib/core/ids.ts';
import { pool } from '#lib/db/index.ts';

let limiters: Promise<{ byAccount: RateLimiterPostgres; byAddress: RateLimiterPostgres }> | undefined;

function limiter(keyPrefix: string, points: number, duration: number): Promise<RateLimiterPostgres> {
  return new Promise((resolve, reject) => {
    const made: RateLimiterPostgres = new RateLimiterPostgres(
      { storeClient: pool(), tableName: 'rate_limit', keyPrefix, points, duration },
      (error) => (error ? reject(error) : resolve(made)),
    );
  });
}

async function make() {
  return {
    byAccount: await limiter('sign_in_account', 10, 15 * 60),
    byAddress: await limiter('sign_in_address', 60, 15 * 60),
  };
}

/** Counts an attempt, on every instance together. Throws `identity.too_many_attempts` with the minutes to wait. */
export async function limitSignIn(email: string, address: string): Promise<void> {
  limiters ??= make();
  const { byAccount, byAddress } = await limiters;
  try {
    await byAddress.consume(hashToken(address));
    await byAccount.consume(hashToken(email.toLowerCase()));
  } catch (refused) {
    if (!(refused instanceof RateLimiterRes)) throw refused;
    throw new DomainError('identity.too_many_attempts', { minutes: Math.ceil(refused.msBeforeNext / 60_000) });
  }
}
