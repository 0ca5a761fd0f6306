import { invalid } from './errors.ts';

/** A decoded form: text at the leaves, objects and lists between. */
export type FormValue = string | FormValue[] | FormObject;
export interface FormObject {
  [name: string]: FormValue;
}

const maxPairs = 2_000;
const maxDepth = 8;

function emptyObject(): FormObject {
  return Object.create(null);
}

function isObject(value: FormValue | undefined): value is FormObject {
  return typeof value === 'object' && !Array.isArray(value);
}

/** `a[b][0][]` as its parts; an empty part means "the next place in the list". */
function parts(key: string): string[] {
  const open = key.indexOf('[');
  if (open < 0) return [key];
  const found = [key.slice(0, open)];
  const rest = key.slice(open);
  const bracket = /\[([^[\]]*)\]/g;
  let length = 0;
  for (const match of rest.matchAll(bracket)) {
    found.push(match[1] ?? '');
    length += match[0].length;
  }
  if (length !== rest.length || found.length > maxDepth) throw invalid(`Invalid parameter name: ${key.slice(0, 100)}`);
  return found;
}

function place(root: FormObject, path: string[], value: string): void {
  let at = root;
  for (const [index, part] of path.entries()) {
    const name = part === '' ? String(Object.keys(at).length) : part;
    if (index === path.length - 1) {
      at[name] = value;
      return;
    }
    const next = at[name];
    if (isObject(next)) at = next;
    else {
      const made = emptyObject();
      at[name] = made;
      at = made;
    }
  }
}

/** Objects whose names are 0, 1, 2 … were lists. */
function listsIn(value: FormValue): FormValue {
  if (!isObject(value)) return value;
  const names = Object.keys(value);
  if (names.length > 0 && names.every((name, index) => name === String(index)))
    return Object.values(value).map(listsIn);
  for (const name of names) value[name] = listsIn(value[name] ?? '');
  return value;
}

/** Decodes `application/x-www-form-urlencoded` with Stripe's brackets for nesting: `line_items[0][price_data][currency]=eur`. */
export function decodeForm(text: string): FormObject {
  const root = emptyObject();
  let pairs = 0;
  for (const [key, value] of new URLSearchParams(text)) {
    pairs += 1;
    if (pairs > maxPairs) throw invalid(`More than ${maxPairs} parameters.`);
    place(root, parts(key), value);
  }
  for (const name of Object.keys(root)) root[name] = listsIn(root[name] ?? '');
  return root;
}
