import { attributes } from './data.ts';
import type { Attribute } from './definition.ts';

/** The column of a file that has an attribute: its name, with its unit where it has one, as weight_grams has. */
export function attributeColumn(attribute: Attribute): string {
  return attribute.type === 'number' && attribute.unit !== null
    ? `${attribute.name}_${attribute.unit}`
    : attribute.name;
}

const byColumn: ReadonlyMap<string, Attribute> = new Map(attributes.map((each) => [attributeColumn(each), each]));

/** The attribute that a column has; undefined for all other columns. */
export function columnAttribute(column: string): Attribute | undefined {
  return byColumn.get(column);
}
