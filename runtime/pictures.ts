import { fork } from 'node:child_process';
import { existsSync, openSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { screensIndex } from '#lib/workbench/screens.ts';
import { root } from './prisma-engine.ts';
import type { Settings } from './settings.ts';

/** Whether a walk has been through all the pages of this demo: one that was broken off is begun anew. */
function taken(folder: string): boolean {
  const file = path.join(folder, 'index.json');
  if (!existsSync(file)) return false;
  const index = screensIndex.safeParse(JSON.parse(readFileSync(file, 'utf8')));
  return index.success && index.data.left === 0;
}

/**
 * A demo that was just started gets the workbench's pictures by itself: a process of the lowest priority takes them while the machine has
 * nothing else to do. Whatever goes wrong there is in its log and harms nothing else. It ends with this process. Not under CI.
 */
export function takePicturesLater({ config, env, dataDir }: Settings): void {
  try {
    if (!config.DEMO || env['CI'] || taken(path.join(dataDir, 'screenshots'))) return;
    const log = openSync(path.join(dataDir, 'logs/pictures.log'), 'a');
    const child = fork(path.join(root, 'runtime/picture-walk.ts'), [config.SITE_URL], {
      cwd: root,
      env,
      stdio: ['ignore', log, log, 'ipc'],
    });
    child.on('error', () => undefined);
    child.unref();
    child.channel?.unref();
  } catch {
    // Pictures are a help, and no part of a start.
  }
}
