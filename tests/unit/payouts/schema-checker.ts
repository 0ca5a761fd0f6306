import { XMLParser } from 'fast-xml-parser';

export type Child = readonly [tag: string, min: number, max: number, type: string];
export type Type =
  | { readonly children: readonly Child[]; readonly choice?: boolean }
  | {
      readonly leaf: RegExp;
      readonly attributes?: Readonly<Record<string, RegExp>>;
      /** Attributes that may be left out. */
      readonly optional?: Readonly<Record<string, RegExp>>;
    };

/** A schema: for each type its children in their order with how often they may come, for each leaf its pattern. */
export type Types = Readonly<Record<string, Type>>;

interface Element {
  readonly tag: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly Element[];
  readonly text: string;
}

function elements(nodes: readonly Record<string, unknown>[]): Element[] {
  return nodes.flatMap((node) => {
    const tag = Object.keys(node).find((key) => key !== ':@' && key !== '#text');
    if (!tag) return [];
    const inner = node[tag] as Record<string, unknown>[];
    return [
      {
        tag,
        attributes: (node[':@'] ?? {}) as Record<string, string>,
        children: elements(inner),
        text: inner.map((each) => each['#text'] ?? '').join(''),
      },
    ];
  });
}

export function parsed(xml: string): Element {
  const parser = new XMLParser({
    preserveOrder: true,
    ignoreAttributes: false,
    attributeNamePrefix: '',
    parseTagValue: false,
  });
  const [document] = elements(parser.parse(xml, true) as Record<string, unknown>[]).filter(
    ({ tag }) => !tag.startsWith('?'),
  );
  if (!document) throw new Error('no document');
  return document;
}

function faultsIn(types: Types, element: Element, typeName: string, path: string): string[] {
  const type = types[typeName];
  if (!type) return [`${path} is not allowed here`];
  if ('leaf' in type) {
    const wrong = [...Object.keys(element.attributes)].filter(
      (name) => !(type.attributes?.[name] ?? type.optional?.[name])?.test(element.attributes[name] ?? ''),
    );
    const missing = Object.keys(type.attributes ?? {}).filter((name) => !(name in element.attributes));
    return [
      ...(type.leaf.test(element.text) && element.children.length === 0
        ? []
        : [`${path} is not ${typeName}: ${element.text}`]),
      ...[...wrong, ...missing].map((name) => `${path}@${name}`),
    ];
  }
  const order = type.children.map(([tag]) => tag);
  const places = element.children.map(({ tag }) => order.indexOf(tag));
  const faults = places.flatMap((place, index) => {
    if (place < 0) return [`${path}/${element.children[index]?.tag} is unknown`];
    return index > 0 && place < (places[index - 1] ?? 0)
      ? [`${path}/${element.children[index]?.tag} is out of order`]
      : [];
  });
  for (const [tag, min, max] of type.children) {
    const count = element.children.filter((child) => child.tag === tag).length;
    if (count < min || count > max) faults.push(`${path}/${tag} comes ${count} times`);
  }
  if (type.choice && element.children.length !== 1) faults.push(`${path} is a choice of one`);
  for (const child of element.children) {
    const found = type.children.find(([tag]) => tag === child.tag);
    if (found) faults.push(...faultsIn(types, child, found[3], `${path}/${child.tag}`));
  }
  return faults;
}

/** What of a file breaks a schema, by path; nothing when it is sound. */
export function faultsOf(xml: string, types: Types, expected: string): string[] {
  const document = parsed(xml);
  const [prefix] = document.tag.split(':');
  const namespace = document.attributes['xmlns'] ?? document.attributes[`xmlns:${prefix}`];
  const foreign = namespace === expected ? [] : [`namespace ${namespace}`];
  return [...foreign, ...faultsIn(types, { ...document, attributes: {} }, document.tag, document.tag)];
}

/** All elements of a name, wherever they are. */
export function all(element: Element, tag: string): Element[] {
  return [...(element.tag === tag ? [element] : []), ...element.children.flatMap((child) => all(child, tag))];
}
