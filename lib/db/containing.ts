/** A pattern of LIKE for texts that contain some letters as they were typed: what means something in a pattern does not. */
export function containing(typed: string): string {
  return `%${typed.replace(/[%_\\]/g, '\\$&')}%`;
}
