/** Whole sentences one after the other, as the reader's language sets them: Chinese puts no space between them. */
export function sentences(parts: readonly string[], locale: string): string {
  return parts.join(locale.startsWith('zh') ? '' : ' ');
}
