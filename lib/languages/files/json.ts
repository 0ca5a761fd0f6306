import { damaged, type FileLanguages, type FileUnit, type UnitSink } from './unit.ts';

/** One object of keys and translations, written while it is read from. What has no translation is left out. */
export async function* writeJson(units: AsyncIterable<FileUnit>, _languages: FileLanguages): AsyncGenerator<string> {
  yield '{';
  let first = true;
  for await (const { key, target } of units) {
    if (target === '') continue;
    yield `${first ? '' : ','}\n  ${JSON.stringify(key)}: ${JSON.stringify(target)}`;
    first = false;
  }
  yield '\n}\n';
}

/** Reads an object of keys and translations, dotted or nested as messages/ has them. It says no languages and no sources. */
export function readJson(text: string, sink: UnitSink): void {
  let given: unknown;
  try {
    given = JSON.parse(text);
  } catch (error) {
    const at = /position (\d+)/.exec(error instanceof Error ? error.message : '')?.[1];
    throw damaged(lineAt(text, at === undefined ? text.length : Number(at)), 'json');
  }
  if (!(given instanceof Object) || Array.isArray(given)) throw damaged(1, 'json_object');
  // The parser keeps no places; a key is looked for from where the last one stood.
  let from = 0;
  let line = 1;
  for (const [key, value] of leaves(given, '')) {
    const at = text.indexOf(JSON.stringify(key.slice(key.lastIndexOf('.') + 1)), from);
    const whole = at < 0 ? text.indexOf(JSON.stringify(key), from) : at;
    if (whole >= 0) {
      line += lineAt(text.slice(from, whole), whole - from) - 1;
      from = whole;
    }
    if (typeof value !== 'string') throw damaged(line, 'json_string');
    sink.unit({ key, source: '', target: value, line });
  }
}

function lineAt(text: string, end: number): number {
  let line = 1;
  for (let at = text.indexOf('\n'); at >= 0 && at < end; at = text.indexOf('\n', at + 1)) line += 1;
  return line;
}

function* leaves(tree: object, prefix: string): Generator<[string, unknown]> {
  for (const [name, value] of Object.entries(tree)) {
    const key = prefix === '' ? name : `${prefix}.${name}`;
    if (value instanceof Object && !Array.isArray(value)) yield* leaves(value, key);
    else yield [key, value];
  }
}
