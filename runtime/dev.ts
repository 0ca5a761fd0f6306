export {};

process.argv.push('--dev');
await import('./up.ts');
