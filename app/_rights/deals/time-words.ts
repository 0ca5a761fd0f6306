import { pluralSamples } from '#lib/languages/index.ts';
import { type TimeWords, timeUnits } from './time-left.ts';

/** What a browser needs to say how much time is left: it does not know every language's words itself. */
export function timeWords(locale: string): TimeWords {
  const samples = [...pluralSamples(locale)].filter(([, sample]) => Number.isInteger(sample));
  const [day, hour, minute] = timeUnits.map((unit) => {
    const format = new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' });
    const said = (sample: number) =>
      format
        .formatToParts(sample)
        .map(({ type, value }) => (type === 'integer' ? '#' : value))
        .join('');
    return Object.fromEntries(samples.map(([category, sample]) => [category, said(sample)]));
  });
  return { day: day ?? {}, hour: hour ?? {}, minute: minute ?? {} };
}
