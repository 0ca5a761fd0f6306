import { execFileSync } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { diff, migrationsFolder, readSchema, root } from './prisma-engine.ts';
import { Progress } from './progress.ts';
import { readSettings } from './settings.ts';
import { borrowDatabase } from './stack.ts';

/** The schema as the last commit has it: what the existing migrations lead to. */
function committedSchema(): [string, string][] {
  const git = (...args: string[]) => execFileSync('git', args, { cwd: root, encoding: 'utf8' });
  const names = git('ls-tree', '--name-only', 'HEAD', 'prisma/schema/')
    .split('\n')
    .filter((name) => name.endsWith('.prisma'));
  return names.map((name) => [path.basename(name), git('show', `HEAD:${name}`)]);
}

const [command, name] = process.argv.slice(2);
if (command !== 'diff' || !name || !/^[a-z0-9_]+$/.test(name)) {
  console.error(
    "Usage: npm run db -- diff NAME   (NAME in lower case with underscores): writes a migration from the last commit's schema to the one in prisma/schema.",
  );
  process.exit(2);
}
const settings = readSettings();
const database = await borrowDatabase(settings, new Progress());
const sql = await diff(
  settings.config.DATABASE_URL,
  committedSchema(),
  await readSchema(path.join(root, 'prisma/schema')),
);
await database?.stop();
if (sql.trim() === '' || sql.includes('This is an empty migration')) {
  console.log('The schema has not changed since the last commit; no migration written.');
} else {
  const stamp = new Date().toISOString().replace(/\D/g, '').slice(0, 14);
  const folder = path.join(migrationsFolder, `${stamp}_${name}`);
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, 'migration.sql'), sql);
  console.log(
    `Wrote ${path.relative(root, folder)}/migration.sql. Read it, add what Prisma cannot say, commit it with the schema.`,
  );
}
