import { spawn } from 'node:child_process';
import { cpSync, existsSync, rmSync } from 'node:fs';
import path from 'node:path';
import { root } from './prisma-engine.ts';
import { Progress } from './progress.ts';
import { scratchFolder } from './scratch.ts';
import { bringUp, explain } from './stack.ts';

/** Brings the whole product up on ports and data of its own, as `npm start` does, and sends real browsers through it. */
// Below the range that systems hand out to outgoing connections (32768 and up), where a port may be taken at any moment.
const base = 20_000 + (process.pid % 1_000) * 10;
const dataDir = scratchFolder('e2e');
/** The data of the installation in this folder, which is not the run's. */
const home = path.resolve(root, process.env['DATA_DIR'] || '.data');
const overrides = {
  DATA_DIR: dataDir,
  PORT: String(base),
  SITE_URL: `http://localhost:${base}`,
  EMBEDDED_DATABASE_PORT: String(base + 1),
  PAYMENT_SANDBOX_PORT: String(base + 2),
  MAIL_CATCHER_PORT: String(base + 3),
  DEMO: '1',
};

let code = 1;
try {
  const stack = await bringUp(new Progress(), { overrides });
  code = await new Promise<number>((resolve) => {
    const child = spawn(path.join(root, 'node_modules/.bin/playwright'), ['test', ...process.argv.slice(2)], {
      cwd: root,
      stdio: 'inherit',
      env: {
        ...process.env,
        NODE_OPTIONS: '--disable-warning=ExperimentalWarning',
        BASE_URL: overrides.SITE_URL,
        DATABASE_URL: stack.settings.config.DATABASE_URL,
        DATA_DIR: dataDir,
      },
    });
    child.on('exit', (status) => resolve(status ?? 1));
  });
  await stack.stop();
} catch (error) {
  console.error(explain(error));
}
// What the run has photographed is what the workbench of this folder shows beside its strings.
const screens = path.join(dataDir, 'screenshots');
if (code === 0 && existsSync(screens)) cpSync(screens, path.join(home, 'screenshots'), { recursive: true });
if (code === 0) rmSync(dataDir, { recursive: true, force: true });
else console.error(`The logs of the product are in ${path.join(dataDir, 'logs')}.`);
process.exit(code);
