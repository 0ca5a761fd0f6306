export type Query = Readonly<Record<string, string | string[] | undefined>>;

/** One value of an address; empty where it is not there. */
export function one(query: Query, name: string): string {
  return [query[name]].flat()[0] ?? '';
}
