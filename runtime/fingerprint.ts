import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { root } from './prisma-engine.ts';

/** A hash of files and folders by name, size and content, so that nothing unchanged is built or seeded again. */
export async function fingerprint(...places: string[]): Promise<string> {
  const hash = createHash('sha256');
  for (const place of places) {
    const full = path.join(root, place);
    if (!existsSync(full)) continue;
    if (statSync(full).isFile()) {
      hash.update(place).update(readFileSync(full));
      continue;
    }
    const entries = await readdir(full, { recursive: true, withFileTypes: true });
    for (const file of entries
      .filter((entry) => entry.isFile())
      .map((entry) => path.join(entry.parentPath, entry.name))
      .sort()) {
      if (file.includes(`${path.sep}generated${path.sep}`)) continue;
      hash.update(path.relative(root, file)).update(readFileSync(file));
    }
  }
  return hash.digest('hex');
}
