import { AsyncLocalStorage } from 'node:async_hooks';
import pino from 'pino';

const request = new AsyncLocalStorage<{ readonly requestId: string }>();

/**
 * The process's structured log: one JSON line an event, with the request's id where there is one. Never log personal data;
 * what slips in under these names is removed.
 */
export const log = pino({
  level: process.env['LOG_LEVEL'] ?? 'info',
  base: { service: process.env['SERVICE'] ?? 'site' },
  timestamp: pino.stdTimeFunctions.isoTime,
  redact: {
    paths: [
      'email',
      'name',
      'password',
      'address',
      'shipTo',
      'token',
      'cookie',
      'authorization',
      '*.email',
      '*.password',
      '*.token',
      '*.shipTo',
    ],
    remove: true,
  },
  mixin: () => request.getStore() ?? {},
});

/** Runs `work` so that everything it logs carries this request id. */
export function withRequestId<T>(requestId: string, work: () => T): T {
  return request.run({ requestId }, work);
}
