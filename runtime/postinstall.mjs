// Makes what is not in git but belongs to an installation: Prisma's client. In an image without the packaged Node the running
// one is new enough; on an older host the packaged one does it.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const packaged = path.join(root, 'node_modules/node/bin/node');
const node = existsSync(packaged) ? packaged : process.execPath;
if (existsSync(path.join(root, 'prisma/schema'))) {
  const { status } = spawnSync(
    node,
    ['--disable-warning=ExperimentalWarning', path.join(root, 'runtime/generate.ts')],
    { cwd: root, stdio: 'inherit' },
  );
  process.exit(status ?? 1);
}
