// Runs on whatever Node the machine has: installs what is missing and hands over to the project's own Node 24.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);

function fail(sentence) {
  console.error(sentence);
  process.exit(1);
}

if (major < 20 || (major === 20 && minor < 9))
  fail(`Ambersilk needs Node 20.9 or newer to start; this is ${process.version}.`);

const stampFile = path.join(root, 'node_modules/.ambersilk-installed');
const stamp = createHash('sha256')
  .update(readFileSync(path.join(root, 'package-lock.json')))
  .digest('hex');
const installed = existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp;
if (!installed) {
  const started = Date.now();
  process.stdout.write('  Installing packages (once) …');
  const result = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    encoding: 'utf8',
    shell: process.platform === 'win32',
    env: { ...process.env, NODE_ENV: 'development' },
  });
  if (result.status !== 0) {
    const output = `${result.stdout ?? ''}${result.stderr ?? ''}`;
    console.error('');
    if (/ENOSPC/.test(output)) fail('There is not enough disk space to install the packages (about 1.5 GB).');
    fail(`The packages could not be installed:\n${output.trim().split('\n').slice(-12).join('\n')}`);
  }
  writeFileSync(stampFile, stamp);
  process.stdout.write(`\r✓ Installing packages (once) ${((Date.now() - started) / 1000).toFixed(1)} s\n`);
}

const node = path.join(root, 'node_modules/node/bin', process.platform === 'win32' ? 'node.exe' : 'node');
if (!existsSync(node)) fail('The packaged Node 24 is missing; delete node_modules and start again.');

const [command = 'up', ...rest] = process.argv.slice(2);
const child = spawn(
  node,
  [
    '--disable-warning=ExperimentalWarning',
    '--max-semi-space-size=64',
    path.join(root, `runtime/${command}.ts`),
    ...rest,
  ],
  {
    cwd: root,
    stdio: 'inherit',
    env: {
      ...process.env,
      PATH: `${path.dirname(node)}${path.delimiter}${path.join(root, 'node_modules/.bin')}${path.delimiter}${process.env.PATH ?? ''}`,
    },
  },
);
// The terminal sends Ctrl-C to the whole group; this process only waits for the other to finish in order.
process.on('SIGINT', () => undefined);
process.on('SIGTERM', () => child.kill('SIGTERM'));
child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 1)));
