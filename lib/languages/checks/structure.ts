import { type Anatomy, noAnatomy, type ParsedMessage } from '../icu.ts';
import { pluralCategories } from '../plurals.ts';
import { type Check, type CheckUnit, error, type Problem } from './problem.ts';

/** Whether the target is a message at all, and carries what the source's message carries. */
export const structure: Check = (unit) => {
  const { source, target } = unit;
  if (unit.format === 'plain') return tagsOfText(unit);
  if (target.parsed?.elements === null) {
    return [error('icu_syntax', { reason: target.parsed.reason, offset: target.parsed.offset })];
  }
  if (source.anatomy === null || target.anatomy === null) return [];
  if (source.anatomy === noAnatomy && target.anatomy === noAnatomy) return [];
  return [
    ...placeholders(source.anatomy, target.anatomy),
    ...plurals(source.anatomy, target.anatomy, target.locale),
    ...selects(source.anatomy, target.anatomy),
    ...tags(unit),
  ];
};

function placeholders(wants: Anatomy, has: Anatomy): Problem[] {
  const missing = [...wants.placeholders.keys()].filter((name) => !has.placeholders.has(name));
  const extra = [...has.placeholders.keys()].filter((name) => !wants.placeholders.has(name));
  const silent = hiddenNumbers(wants, has);
  return [
    ...(missing.length + silent.length > 0 ? [error('placeholder_missing', { names: [...missing, ...silent] })] : []),
    ...(extra.length > 0 ? [error('placeholder_extra', { names: extra })] : []),
  ];
}

/** Plurals whose number the source shows in its general branch and the target nowhere. */
function hiddenNumbers(source: Anatomy, target: Anatomy): string[] {
  return source.plurals
    .filter((plural) => plural.showsNumber)
    .filter(({ name }) => {
      const counterparts = target.plurals.filter((each) => each.name === name);
      const shownElsewhere =
        target.placeholders.get(name)?.has('value') || target.placeholders.get(name)?.has('number');
      return counterparts.length > 0 && !shownElsewhere && !counterparts.some((each) => each.showsNumber);
    })
    .map(({ name }) => `# (${name})`);
}

function plurals(source: Anatomy, target: Anatomy, locale: string): Problem[] {
  if (source.plurals.length + target.plurals.length === 0) return [];
  const missing = new Set<string>();
  const extra = new Set<string>();
  for (const use of target.plurals) {
    const { required, allowed } = pluralCategories(locale, use.type);
    const written = use.selectors.filter((selector) => !selector.startsWith('='));
    for (const category of required) if (!written.includes(category)) missing.add(category);
    for (const category of written) if (!allowed.includes(category)) extra.add(category);
  }
  for (const use of source.plurals) {
    const dropped = target.placeholders.has(use.name) && !target.plurals.some((each) => each.name === use.name);
    const { required } = pluralCategories(locale, use.type);
    if (dropped && required.length > 1) for (const category of required) missing.add(category);
  }
  return [
    ...(missing.size > 0 ? [error('plural_missing', { categories: [...missing] })] : []),
    ...(extra.size > 0 ? [error('plural_extra', { categories: [...extra] })] : []),
  ];
}

function selects(source: Anatomy, target: Anatomy): Problem[] {
  if (source.selects.size + target.selects.size === 0) return [];
  const differing = [...source.selects].filter(([name, keys]) => {
    const others = target.selects.get(name);
    if (others === undefined) return target.placeholders.has(name);
    return keys.size !== others.size || [...keys].some((key) => !others.has(key));
  });
  const added = [...target.selects.keys()].filter((name) => source.placeholders.has(name) && !source.selects.has(name));
  const names = [...differing.map(([name]) => name), ...added];
  return names.length > 0 ? [error('select_differs', { names })] : [];
}

function tags({ source, target }: CheckUnit): Problem[] {
  if (source.anatomy === null || target.anatomy === null) return [];
  const wereBroken = hasBrokenTags(source.parsed);
  const areBroken = hasBrokenTags(target.parsed);
  const wants = tagNames(source.anatomy, wereBroken, source.raw);
  const has = tagNames(target.anatomy, areBroken, target.raw);
  return sameTags(wants, has) && wereBroken === areBroken ? [] : [error('tag_mismatch', difference(wants, has))];
}

function hasBrokenTags(parsed: ParsedMessage | null): boolean {
  return parsed !== null && parsed.elements !== null && parsed.tagsBroken;
}

/** Names of the tags of a message; of one whose tags do not pair, every opening and closing tag as it stands. */
function tagNames(message: Anatomy, broken: boolean, raw: string): string[] {
  return broken ? tagsIn(raw) : message.tags.flatMap((name) => [name, `/${name}`]);
}

function tagsOfText({ source, target }: CheckUnit): Problem[] {
  const wants = tagsIn(source.raw);
  const has = tagsIn(target.raw);
  return sameTags(wants, has) && isNested(has) === isNested(wants)
    ? []
    : [error('tag_mismatch', difference(wants, has))];
}

const voidTags = new Set(['br', 'hr', 'img', 'wbr']);

function tagsIn(text: string): string[] {
  return [...text.matchAll(/<(\/?[a-z][\w-]*)(?:\s[^<>]*)?\/?>/giu)].map((match) => (match[1] ?? '').toLowerCase());
}

function sameTags(a: readonly string[], b: readonly string[]): boolean {
  if (a.length !== b.length) return false;
  if (a.length === 0) return true;
  return (
    [...a]
      .map((name) => name.toLowerCase())
      .sort()
      .join(' ') ===
    [...b]
      .map((name) => name.toLowerCase())
      .sort()
      .join(' ')
  );
}

function isNested(names: readonly string[]): boolean {
  const open: string[] = [];
  for (const name of names) {
    if (voidTags.has(name)) continue;
    if (!name.startsWith('/')) open.push(name);
    else if (open.pop() !== name.slice(1)) return false;
  }
  return open.length === 0;
}

function difference(wants: readonly string[], has: readonly string[]): Problem['details'] {
  return {
    missing: wants.filter((name) => !has.includes(name)),
    extra: has.filter((name) => !wants.includes(name)),
  };
}
