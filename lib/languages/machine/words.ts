import { DomainError } from '#lib/core/errors.ts';
import type { Locale } from '../locales.ts';
import { glossaryBetween } from '../termbase/glossary.ts';
import { reserve } from './budget.ts';
import { type MachineSettings, type ProviderName, providerFor } from './providers.ts';
import { translate } from './translate.ts';

/**
 * What somebody wrote, line by line by machine, for an enterprise that reads it and pays with its budget. Throws `machine.not_configured`,
 * `machine.unavailable`, `machine.budget_spent`, and `machine.not_kept` where a line lost something: half a letter is worse than none.
 */
export async function translateWords(
  enterpriseId: string,
  words: string,
  from: Locale,
  to: Locale,
  settings: MachineSettings = process.env,
): Promise<{ body: string; engine: ProviderName }> {
  const engine = providerFor(from, to, settings);
  if (!engine) throw new DomainError('machine.not_configured', { from, to });
  const lines = words.split(/\r?\n/);
  const said = lines.filter((line) => line.trim() !== '');
  await reserve(
    enterpriseId,
    said.reduce((sum, line) => sum + line.length, 0),
  );
  const results = await translate(said, from, to, await glossaryBetween(from, to), settings);
  const values = results.flatMap(({ value }) => value ?? []);
  if (values.length < said.length) throw new DomainError('machine.not_kept');
  return { body: lines.map((line) => (line.trim() === '' ? '' : (values.shift() ?? ''))).join('\n'), engine };
}
