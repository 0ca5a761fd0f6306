import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { remember } from '#lib/core/memory.ts';
import { prisma } from '#lib/db/index.ts';
import { fallbackChain, type Locale } from './locales.ts';
import { bindShortWords } from './typography.ts';

export interface MessageTree {
  [key: string]: string | MessageTree;
}

const folder = path.join(process.cwd(), 'messages');
const keepMs = 10 * 60_000;

/** The base layer: messages/<locale>/<namespace>.json, one top-level key a namespace. A locale without a folder has nothing. */
export async function baseMessages(locale: string): Promise<MessageTree> {
  const names = await readdir(path.join(folder, locale)).catch(() => []);
  const trees = await Promise.all(
    names
      .filter((name) => name.endsWith('.json'))
      .map(
        async (name) =>
          [name.slice(0, -5), JSON.parse(await readFile(path.join(folder, locale, name), 'utf8'))] as const,
      ),
  );
  // A room keeps its own errors and mails: errors-rights.json is part of the namespace `errors`.
  return trees.reduce<MessageTree>((all, [name, tree]) => merge(all, { [name.split('-', 1)[0] ?? name]: tree }), {});
}

/** `over` laid on `under`; neither is changed. */
export function merge(under: MessageTree, over: MessageTree): MessageTree {
  const result: MessageTree = { ...under };
  for (const [key, value] of Object.entries(over)) {
    const below = result[key];
    result[key] = typeof value === 'object' && typeof below === 'object' ? merge(below, value) : value;
  }
  return result;
}

/** A tree with one value at a dotted key. */
function at(namespace: string, key: string, value: string): MessageTree {
  return [namespace, ...key.split('.')].reduceRight<string | MessageTree>(
    (inner, part) => ({ [part]: inner }),
    value,
  ) as MessageTree;
}

async function publishedMessages(locale: string): Promise<MessageTree> {
  const rows = await prisma().interfaceMessage.findMany({ where: { locale } });
  return rows.reduce<MessageTree>((tree, row) => merge(tree, at(row.namespace, row.key, row.value)), {});
}

async function load(locale: Locale): Promise<MessageTree> {
  // From the farthest fallback to the locale itself, so that a missing string is read in a near language and never as a key.
  let tree: MessageTree = {};
  for (const tag of [...fallbackChain(locale)].reverse()) {
    tree = merge(tree, typeset(merge(await baseMessages(tag), await publishedMessages(tag)), tag));
  }
  return tree;
}

function typeset(tree: MessageTree, locale: string): MessageTree {
  return Object.fromEntries(
    Object.entries(tree).map(([key, value]) => [
      key,
      typeof value === 'string' ? bindShortWords(value, locale) : typeset(value, locale),
    ]),
  );
}

/**
 * All interface strings as readers of the locale see them: base files, published edits over them, fallbacks under them.
 * Kept in memory; the change `messages` makes every instance forget them (runtime/site/server.ts).
 */
export function interfaceMessages(locale: Locale): Promise<MessageTree> {
  return remember(`messages:${locale}`, keepMs, () => load(locale));
}
