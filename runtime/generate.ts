import { execFileSync } from 'node:child_process';
import { root } from './prisma-engine.ts';

/** Prisma only checks that this file exists before it generates; the engine itself is not needed (docs/decisions/002). */
execFileSync(process.execPath, ['node_modules/prisma/build/index.js', 'generate', '--no-hints'], {
  cwd: root,
  stdio: ['ignore', process.env['VERBOSE'] ? 'inherit' : 'ignore', 'inherit'],
  env: { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, PRISMA_HIDE_UPDATE_MESSAGE: '1' },
});
await import('./assets.ts');
