/** Text as it stands in HTML, in elements and in attributes. */
export function escaped(value: string): string {
  return value.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
