import { invalid } from './errors.ts';
import type { FormObject, FormValue } from './form.ts';

interface TextRules {
  readonly max?: number;
  readonly pattern?: RegExp;
}

interface IntegerRules {
  readonly min?: number;
  readonly max?: number;
}

const metadataLimits = { keys: 50, name: 40, value: 500 } as const;

function absent(param: string): Error {
  return invalid(`Missing required param: ${param}.`, { code: 'parameter_missing', param });
}

/**
 * Reads the parameters of one call, one by one, each with its check. What nobody has read is unknown: `done()` refuses it as
 * Stripe does, so that a parameter the sandbox does not act upon is never silently ignored.
 */
export class Params {
  readonly #values: FormObject;
  readonly #prefix: string;
  readonly #read = new Set<string>();
  readonly #children: Params[] = [];

  constructor(values: FormObject, prefix = '') {
    this.#values = values;
    this.#prefix = prefix;
  }

  /** The parameter's full name as Stripe writes it in errors. */
  name(name: string): string {
    return this.#prefix === '' ? name : `${this.#prefix}[${name}]`;
  }

  has(name: string): boolean {
    return this.#values[name] !== undefined;
  }

  #value(name: string): FormValue | undefined {
    this.#read.add(name);
    return this.#values[name];
  }

  /** Text, or undefined when it is not there. An empty text stays one: it unsets a field. */
  text(name: string, { max = 5_000, pattern }: TextRules = {}): string | undefined {
    const value = this.#value(name);
    if (value === undefined) return undefined;
    if (typeof value !== 'string') throw invalid(`Invalid string: ${this.name(name)}`, { param: this.name(name) });
    if (value.length > max) {
      throw invalid(`Invalid string: ${this.name(name)} must be at most ${max} characters`, {
        code: 'parameter_invalid_string_too_long',
        param: this.name(name),
      });
    }
    if (pattern && value !== '' && !pattern.test(value))
      throw invalid(`Invalid ${this.name(name)}: ${value.slice(0, 100)}`, { param: this.name(name) });
    return value;
  }

  /** Text that must be there and not empty. */
  required(name: string, rules: TextRules = {}): string {
    const value = this.text(name, rules);
    if (value === undefined) throw absent(this.name(name));
    if (value === '')
      throw invalid(`You passed an empty string for '${this.name(name)}'.`, {
        code: 'parameter_invalid_empty',
        param: this.name(name),
      });
    return value;
  }

  oneOf<T extends string>(name: string, choices: readonly T[]): T | undefined {
    const value = this.text(name);
    if (value === undefined || value === '') return undefined;
    const choice = choices.find((candidate) => candidate === value);
    if (choice === undefined)
      throw invalid(`Invalid ${this.name(name)}: must be one of ${choices.join(', ')}`, { param: this.name(name) });
    return choice;
  }

  integer(name: string, { min = 0, max = 999_999_999_999 }: IntegerRules = {}): number | undefined {
    const value = this.text(name, { max: 20 });
    if (value === undefined || value === '') return undefined;
    if (!/^-?\d{1,15}$/.test(value))
      throw invalid(`Invalid integer: ${value}`, { code: 'parameter_invalid_integer', param: this.name(name) });
    const number = Number(value);
    if (number < min)
      throw invalid(`This value must be greater than or equal to ${min}.`, {
        code: 'parameter_invalid_integer',
        param: this.name(name),
      });
    if (number > max)
      throw invalid(`This value must be less than or equal to ${max}.`, {
        code: 'parameter_invalid_integer',
        param: this.name(name),
      });
    return number;
  }

  requiredInteger(name: string, rules: IntegerRules = {}): number {
    const value = this.integer(name, rules);
    if (value === undefined) throw absent(this.name(name));
    return value;
  }

  boolean(name: string): boolean | undefined {
    const choice = this.oneOf(name, ['true', 'false']);
    return choice === undefined ? undefined : choice === 'true';
  }

  /** A nested object, or undefined. */
  object(name: string): Params | undefined {
    const value = this.#value(name);
    if (value === undefined || value === '') return undefined;
    if (typeof value === 'string' || Array.isArray(value))
      throw invalid(`Invalid object: ${this.name(name)}`, { param: this.name(name) });
    return this.#child(value, this.name(name));
  }

  #child(value: FormObject, prefix: string): Params {
    const child = new Params(value, prefix);
    this.#children.push(child);
    return child;
  }

  #list(name: string, max: number): FormValue[] {
    const value = this.#value(name);
    if (value === undefined || value === '') return [];
    if (!Array.isArray(value)) throw invalid(`Invalid array: ${this.name(name)}`, { param: this.name(name) });
    if (value.length > max)
      throw invalid(`${this.name(name)} may have at most ${max} entries`, { param: this.name(name) });
    return value;
  }

  /** A list of nested objects; none when it is absent. */
  objects(name: string, max: number): Params[] {
    return this.#list(name, max).map((value, index) => {
      if (typeof value === 'string' || Array.isArray(value))
        throw invalid(`Invalid object: ${this.name(name)}[${index}]`, { param: this.name(name) });
      return this.#child(value, `${this.name(name)}[${index}]`);
    });
  }

  texts(name: string, max: number): string[] {
    return this.#list(name, max).map((value) => {
      if (typeof value !== 'string' || value.length > 5_000)
        throw invalid(`Invalid string: ${this.name(name)}`, { param: this.name(name) });
      return value;
    });
  }

  /** Metadata after this call: given names are set, those given as '' removed, an empty `metadata` removes all. */
  metadata(before: Readonly<Record<string, string>> | null = {}): Record<string, string> {
    const value = this.#value('metadata');
    const param = this.name('metadata');
    if (value === undefined) return { ...before };
    if (value === '') return {};
    if (typeof value === 'string' || Array.isArray(value)) throw invalid('Invalid object: metadata', { param });
    const after: Record<string, string> = { ...before };
    for (const [name, text] of Object.entries(value)) {
      if (typeof text !== 'string') throw invalid(`Metadata values must be text: ${name}`, { param });
      if (name.length > metadataLimits.name)
        throw invalid(`Metadata keys can be at most ${metadataLimits.name} characters: ${name.slice(0, 60)}`, {
          param,
        });
      if (text.length > metadataLimits.value)
        throw invalid(`Metadata values can be at most ${metadataLimits.value} characters: ${name}`, { param });
      if (text === '') delete after[name];
      else after[name] = text;
    }
    if (Object.keys(after).length > metadataLimits.keys)
      throw invalid(`Metadata can have at most ${metadataLimits.keys} keys.`, { param });
    return after;
  }

  /** Refuses what has not been read. */
  done(): void {
    const unknown = Object.keys(this.#values).find((name) => !this.#read.has(name));
    if (unknown !== undefined) {
      throw invalid(`Received unknown parameter: ${this.name(unknown)} (the payment sandbox does not act upon it)`, {
        code: 'parameter_unknown',
        param: this.name(unknown),
      });
    }
    for (const child of this.#children) child.done();
  }
}
