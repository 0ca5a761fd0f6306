import { readFileSync } from 'node:fs';
import path from 'node:path';
import { targetHash, wordCount } from '#lib/workbench/index.ts';
import { randomFrom, stableId } from './ids.ts';
import { userId } from './people.ts';
import type { Rows } from './rows.ts';

const day = 86_400_000;
const at = (name: string) => userId(`${name}@demo.ambersilk.example`);

/** Who works on which language beside those whom people.json names. */
const team = [
  ['linyue', 'zh-CN', 'reviewer'],
  ['chenxiao', 'zh-CN', 'suggester'],
  ['maria', 'bg', 'reviewer'],
  ['mira', 'bg', 'manager'],
  ['jana', 'pl', 'manager'],
  ['jana', 'cs', 'manager'],
  ['finance', 'pl', 'suggester'],
] as const;

const messages = path.join(import.meta.dirname, '../../messages');

function strings(locale: string, namespace: string): Map<string, string> {
  const flat = new Map<string, string>();
  const walk = (tree: unknown, name: string) => {
    if (typeof tree === 'string') flat.set(name, tree);
    else if (tree instanceof Object) for (const [key, inner] of Object.entries(tree)) walk(inner, `${name}.${key}`);
  };
  walk(JSON.parse(readFileSync(path.join(messages, locale, `${namespace}.json`), 'utf8')), namespace);
  return flat;
}

/** Suggestions that wait, by unit and language. */
const offers = [
  ['pl', 'frame.cart', 'finance', 'Twój koszyk'],
  ['pl', 'shop.home.new', 'finance', 'Nowe w tym tygodniu'],
  ['zh-CN', 'frame.cart', 'chenxiao', '我的购物车'],
  ['bg', 'frame.cart', 'mira', 'Моята количка'],
] as const;

const talk = [
  ['pl', 'frame.cart', 'finance', 'W sklepach mówi się „Twój koszyk”. Co sądzisz, @Szabó Eszter?'],
  ['bg', 'frame.cart', 'mira', '@Мария Петкова, не е ли по-добре „Кошница“?'],
  ['zh-CN', 'frame.cart', 'chenxiao', '“我的购物车”会不会更亲切？'],
] as const;

/** A team for each language, some weeks of its work, and what waits for an answer. */
export function addWorkbench(rows: Rows, today: Date): void {
  const before = (days: number, hours = 0) => new Date(today.getTime() - days * day - hours * 3_600_000);
  for (const [name, locale, role] of team) rows.add('translator_grant', { user_id: at(name), locale, role });
  for (const [locale, unit, name, value] of offers)
    rows.add('work_suggestion', {
      id: stableId('work suggestion', locale, unit),
      locale,
      unit,
      value,
      author_id: at(name),
      created_at: before(3),
    });
  for (const [locale, unit, name, body] of talk)
    rows.add('work_comment', {
      id: stableId('work comment', locale, unit),
      locale,
      unit,
      body,
      author_id: at(name),
      created_at: before(2),
    });
  for (const locale of ['pl', 'bg', 'zh-CN', 'hu']) addWork(rows, locale, before);
}

/** What translators and reviewers did in the last weeks, and how much was left at the end of each day. */
function addWork(rows: Rows, locale: string, before: (days: number, hours?: number) => Date): void {
  const random = randomFrom(`workbench ${locale}`);
  const [english, own] = [strings('en', 'shop'), strings(locale, 'shop')];
  const reviewer = { pl: 'jana', bg: 'maria', 'zh-CN': 'linyue', hu: 'eszter' }[locale] ?? 'eszter';
  const done = [...english].filter(([unit]) => own.has(unit)).slice(0, 40);
  for (const [number, [unit, source]] of done.entries()) {
    const target = own.get(unit) ?? '';
    const reviewed = random() < 0.6;
    const days = 40 - number * 0.9;
    const words = wordCount(source);
    const event = (kind: string, name: string, when: Date) =>
      rows.add('work_event', {
        id: stableId('work event', locale, unit, kind),
        locale,
        unit,
        kind,
        value: target,
        previous: kind === 'translated' ? null : target,
        words,
        actor_id: at(name),
        at: when,
      });
    event('translated', 'eszter', before(days, random() * 8));
    if (reviewed && reviewer !== 'eszter') event('reviewed', reviewer, before(days - 0.5, random() * 4));
    rows.add('work_unit', {
      locale,
      unit,
      state: reviewed && reviewer !== 'eszter' ? 'reviewed' : 'translated',
      source,
      target_hash: targetHash(target),
      author_id: at('eszter'),
      reviewer_id: reviewed && reviewer !== 'eszter' ? at(reviewer) : null,
      updated_at: before(days - 0.5),
    });
  }
  const words = 21_000;
  for (let days = 42; days > 0; days--)
    rows.add('work_day', {
      locale,
      day: before(days),
      strings: 4_800,
      words,
      missing_words: Math.round(Math.max(0, (days - 12) * 160 + random() * 220)),
      waiting_words: Math.round(300 + days * 90 + random() * 260),
    });
}
