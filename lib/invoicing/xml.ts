/** An XML element as it is built, checked and written. */
export interface Xml {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly Xml[];
  readonly text: string;
}

type Child = Xml | null | false | undefined;

/** An element with children; what is not there is left out. */
export function element(
  name: string,
  children: readonly Child[] = [],
  attributes: Readonly<Record<string, string>> = {},
): Xml {
  return { name, attributes, text: '', children: children.filter((child): child is Xml => Boolean(child)) };
}

/** An element with a text. */
export function leaf(name: string, text: string, attributes: Readonly<Record<string, string>> = {}): Xml {
  return { name, attributes, text, children: [] };
}

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Text as XML 1.0 allows it: special characters escaped, control characters left out. */
export function escapeXml(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '')
    .replace(/[&<>"]/g, (character) => escapes[character] ?? character);
}

function write({ name, attributes, text, children }: Xml, indent: string): string {
  const given = Object.entries(attributes)
    .map(([key, value]) => ` ${key}="${escapeXml(value)}"`)
    .join('');
  if (children.length > 0)
    return `${indent}<${name}${given}>\n${children.map((child) => write(child, `${indent}  `)).join('')}${indent}</${name}>\n`;
  return `${indent}<${name}${given}>${escapeXml(text)}</${name}>\n`;
}

/** The document as a file's text. */
export function xmlText(root: Xml): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${write(root, '')}`;
}

/** Elements at a path of names below this one. */
export function at(parent: Xml, ...path: readonly string[]): Xml[] {
  return path.reduce<Xml[]>(
    (found, name) => found.flatMap((each) => each.children.filter((child) => child.name === name)),
    [parent],
  );
}
