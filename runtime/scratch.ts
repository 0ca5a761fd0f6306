import { chmodSync, mkdtempSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** A new folder for the data of one run. Others may enter it: PostgreSQL runs as a user of its own when we are root. */
export function scratchFolder(name: string): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), `ambersilk-${name}-`));
  chmodSync(folder, 0o755);
  return folder;
}
