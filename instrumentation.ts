import type { Instrumentation } from 'next';

/** The first search should not wait for what searches keep in memory. */
export async function register(): Promise<void> {
  if (process.env['NEXT_RUNTIME'] !== 'nodejs') return;
  const { freshShelf } = await import('#lib/search/index.ts');
  const { freshRights } = await import('#lib/rights/index.ts');
  await Promise.all([freshShelf().catch(() => undefined), freshRights().catch(() => undefined)]);
}

/** Every error of a render or a route goes into the structured log with the digest that the error page shows as incident number. */
export const onRequestError: Instrumentation.onRequestError = async (error, request, context) => {
  if (process.env['NEXT_RUNTIME'] !== 'nodejs') return;
  const { log } = await import('#lib/core/log.ts');
  const digest = error instanceof Error && 'digest' in error ? String(error.digest) : undefined;
  log.error({ err: error, digest, path: request.path.split('?')[0], route: context.routePath }, 'request failed');
};
