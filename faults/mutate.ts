import { registerHooks } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { mutate, mutationNamed } from './mutations.ts';

/** Loaded before a child's own code (`node --import`): makes the mistake named by FAULTS_MUTATION as the files are loaded. */
const mutation = mutationNamed(process.env['FAULTS_MUTATION'] ?? '');
const root = path.resolve(import.meta.dirname, '..');

registerHooks({
  load: (url, context, nextLoad) => {
    const loaded = nextLoad(url, context);
    if (!url.startsWith('file:')) return loaded;
    const file = path.relative(root, fileURLToPath(url)).replaceAll('\\', '/');
    if (!mutation.edits.some((edit) => edit.file === file)) return loaded;
    const { source } = loaded;
    if (!source) throw new Error(`${file} is loaded without its text`);
    const text = typeof source === 'string' ? source : new TextDecoder().decode(source);
    return { ...loaded, source: mutate(mutation, file, text) };
  },
});
