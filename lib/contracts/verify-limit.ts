import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import { DomainError } from '#lib/core/errors.ts';
import { hashToken } from '#lib/core/ids.ts';
import { pool } from '#lib/db/index.ts';

let limiter: Promise<RateLimiterPostgres> | undefined;

function make(): Promise<RateLimiterPostgres> {
  return new Promise((resolve, reject) => {
    const made: RateLimiterPostgres = new RateLimiterPostgres(
      { storeClient: pool(), tableName: 'rate_limit', keyPrefix: 'verify_address', points: 20, duration: 10 * 60 },
      (error) => (error ? reject(error) : resolve(made)),
    );
  });
}

/** Counts a file that somebody has checked, on every instance together. Throws `contracts.too_many_checks` with the minutes to wait. */
export async function limitVerify(address: string): Promise<void> {
  limiter ??= make();
  try {
    await (await limiter).consume(hashToken(address));
  } catch (refused) {
    if (!(refused instanceof RateLimiterRes)) throw refused;
    throw new DomainError('contracts.too_many_checks', { minutes: Math.ceil(refused.msBeforeNext / 60_000) });
  }
}
