import { spawn } from 'node:child_process';
import path from 'node:path';
import { root } from '#runtime/prisma-engine.ts';
import { type Load, load, table } from './load.ts';

const yardstickPort = 32_590;

async function next(...args: string[]): Promise<number> {
  const child = spawn(process.execPath, [path.join(root, 'node_modules/next/dist/bin/next'), ...args], {
    cwd: path.join(root, 'bench/yardstick'),
    stdio: 'ignore',
    env: { ...process.env, NODE_ENV: 'production' },
  });
  return new Promise((resolve) => child.on('exit', (code) => resolve(code ?? 1)));
}

/** Builds the bare page and measures it, served as Next serves it. */
async function yardstick(): Promise<Load> {
  if ((await next('build')) !== 0) throw new Error('the yardstick did not build');
  const server = spawn(
    process.execPath,
    [path.join(root, 'node_modules/next/dist/bin/next'), 'start', '-p', String(yardstickPort)],
    { cwd: path.join(root, 'bench/yardstick'), stdio: 'ignore', env: { ...process.env, NODE_ENV: 'production' } },
  );
  try {
    const url = `http://localhost:${yardstickPort}/`;
    for (
      let tries = 0;
      tries < 100 &&
      !(await fetch(url).then(
        (answer) => answer.ok,
        () => false,
      ));
      tries++
    )
      await new Promise((resolve) => setTimeout(resolve, 100));
    return await load('bare static page (yardstick)', url);
  } finally {
    server.kill('SIGTERM');
  }
}

/** Pages that anonymous visitors see, search and cart, against the bare page, all in one run. */
export async function benchPages(
  site: string,
  listing: { slug: string; category: string; variantId: string },
): Promise<void> {
  const bare = await yardstick();
  const loads = [
    bare,
    await load('home /pl', `${site}/pl`),
    await load('home /zh-CN', `${site}/zh-CN`),
    await load('category /bg', `${site}/bg/browse/${listing.category}`),
    await load('listing /pl', `${site}/pl/l/${listing.slug}`),
    await load('listing /hu', `${site}/hu/l/${listing.slug}`),
    await load('search page', `${site}/pl/search?q=ceramika`),
    await load('search JSON', `${site}/api/v1/search?q=ceramika&locale=pl`),
    await load('offer JSON', `${site}/api/v1/variants/${listing.variantId}/offer?locale=pl`),
  ];
  const rows = loads.map(({ name, requestsPerSecond, p50, p99, failed }) => [
    name,
    requestsPerSecond.toFixed(0),
    (requestsPerSecond / bare.requestsPerSecond).toFixed(2),
    `${p50} ms`,
    `${p99} ms`,
    String(failed),
  ]);
  console.log(`\n${table([['16 connections', 'requests/s', '× bare', 'p50', 'p99', 'failed'], ...rows])}`);
}
