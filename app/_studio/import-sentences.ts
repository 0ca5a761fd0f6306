import { getTranslations } from 'next-intl/server';
import { languageName } from '#app/_i18n/names.ts';
import {
  attributeWords,
  columnAttribute,
  type ImportLine,
  type ImportProblem,
  translationColumn,
} from '#lib/catalogue/index.ts';
import type { Locale } from '#lib/languages/index.ts';

export interface ImportSentences {
  /** A column as the reader calls it. */
  readonly column: (key: string) => string;
  /** What is wrong, with the column it is about. */
  readonly problem: (problem: ImportProblem) => string;
}

/** What an import says of rows, in a language. */
export async function importSentences(locale: Locale): Promise<ImportSentences> {
  const t = await getTranslations({ locale, namespace: 'import' });
  const errors = await getTranslations({ locale, namespace: 'errors' });
  const words = await attributeWords(locale);
  const column = (key: string) => {
    const place = translationColumn(key);
    if (place) return `${t(`column.${place.field}`)} (${languageName(place.locale, locale)})`;
    const attribute = columnAttribute(key);
    if (attribute) return words.name(attribute);
    return t.has(`column.${key}`) ? t(`column.${key}`) : key;
  };
  const sentence = ({ code, params }: ImportProblem) => {
    if (t.has(`problem.${code}`)) return t(`problem.${code}`, { ...params });
    return errors.has(code) ? errors(code, { ...params }) : errors('core.unexpected');
  };
  return {
    column,
    problem: (problem) =>
      problem.column === '' ? sentence(problem) : `${column(problem.column)}: ${sentence(problem)}`,
  };
}

/** All that is wrong with a row, in one cell. */
export async function problemCell(locale: Locale): Promise<(line: ImportLine) => string> {
  const { problem } = await importSentences(locale);
  return (line) => line.problems.map(problem).join(' ');
}
