import { readFileSync, writeFileSync } from 'node:fs';

// Adds to package-lock.json what npm leaves out where a registry lacks packages of other platforms (docs/decisions/007).
const lock = JSON.parse(readFileSync('package-lock.json', 'utf8'));
const os = {
  darwin: 'darwin',
  win32: 'win32',
  linux: 'linux',
  android: 'android',
  freebsd: 'freebsd',
  openbsd: 'openbsd',
  netbsd: 'netbsd',
  sunos: 'sunos',
  aix: 'aix',
};
let n = 0;
for (const [path, p] of Object.entries(lock.packages))
  for (const [name, version] of Object.entries(p.optionalDependencies ?? {})) {
    const nested = `${path}/node_modules/${name}`;
    const key = `node_modules/${name}`;
    if (lock.packages[key] || lock.packages[nested]) continue;
    const parts = name.split(/[/-]/);
    const o = parts.find((x) => os[x]);
    const cpu =
      ['arm64', 'x64', 'ia32', 'ppc64', 's390x', 'riscv64', 'loong64', 'mips64el'].find((c) => parts.includes(c)) ??
      (parts.includes('arm') ? 'arm' : parts.includes('wasm32') ? 'wasm32' : undefined);
    if (!/^\d/.test(version) || (!o && cpu !== 'wasm32')) {
      continue;
    }
    lock.packages[key] = {
      version,
      ...(p.dev ? { dev: true } : {}),
      optional: true,
      ...(cpu ? { cpu: [cpu] } : {}),
      ...(o ? { os: [os[o]] } : {}),
    };
    n++;
  }
lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1)));
writeFileSync('package-lock.json', `${JSON.stringify(lock, null, 2)}\n`);
console.log(`Added ${n} entries to package-lock.json.`);
