/** The reviews that wait in a language: a page of them, one that is put right, or with what was just done. */
export function reviewsPath(
  target: string,
  query: { readonly done?: string; readonly after?: string; readonly review?: string } = {},
): string {
  const given = new URLSearchParams(Object.entries(query).filter(([, value]) => value));
  return `/translate/${target}/reviews${given.size > 0 ? `?${given}` : ''}`;
}
