import type { Engine } from './engine.ts';
import type { ErrorBody } from './errors.ts';
import type { Params } from './params.ts';
import type { Reader, Unit } from './store.ts';
import type { UploadedFile } from './upload.ts';

/** A failure that has changed something and is kept as the call's answer: a declined card. */
export class Failure {
  readonly status: number;
  readonly error: ErrorBody;

  constructor(status: number, error: ErrorBody) {
    this.status = status;
    this.error = error;
  }
}

/** What a handler is given besides its reader or unit. */
export interface Call {
  readonly params: Params;
  /** The part of the path that stands for `:name`. */
  readonly id: (name?: string) => string;
  readonly engine: Engine;
  /** Of a call that brings one. */
  readonly file: UploadedFile | null;
}

export type Route =
  | { readonly method: 'GET'; readonly path: string; readonly read: (reader: Reader, call: Call) => Promise<object> }
  | {
      readonly method: 'POST' | 'DELETE';
      readonly path: string;
      readonly change: (unit: Unit, call: Call) => Promise<object | Failure>;
    };

export function get(path: string, read: (reader: Reader, call: Call) => Promise<object>): Route {
  return { method: 'GET', path, read };
}

export function post(path: string, change: (unit: Unit, call: Call) => Promise<object | Failure>): Route {
  return { method: 'POST', path, change };
}

export function remove(path: string, change: (unit: Unit, call: Call) => Promise<object | Failure>): Route {
  return { method: 'DELETE', path, change };
}

/** The values of `:names` when the path fits the pattern. */
export function match(pattern: string, path: string): Map<string, string> | undefined {
  const expected = pattern.split('/');
  const given = path.split('/');
  if (expected.length !== given.length) return undefined;
  const values = new Map<string, string>();
  for (const [index, part] of expected.entries()) {
    const value = given[index] ?? '';
    if (part.startsWith(':')) {
      if (value === '') return undefined;
      values.set(part.slice(1), value);
    } else if (part !== value) return undefined;
  }
  return values;
}
