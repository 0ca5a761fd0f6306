/** An element as fast-xml-parser gives it: children by name, attributes by `@name`, words at `#text`. */
export type XmlNode = { readonly [tag: string]: unknown };

/** How files of others are parsed: names without prefixes, values as they are written. */
export const xmlOptions = {
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  removeNSPrefix: true,
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: true,
} as const;

export function isXmlNode(value: unknown): value is XmlNode {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
