/** What the list is narrowed to; it travels in the address, so that back, reload and a shared link show the same. */
export interface DeskFilter {
  readonly part: string;
  readonly which: 'all' | 'missing' | 'published';
  readonly search: string;
}

export type Query = Readonly<Record<string, string | string[] | undefined>>;

function one(query: Query, name: string): string {
  const value = query[name];
  return (Array.isArray(value) ? value[0] : value) ?? '';
}

/** The filter in an address; anything unknown is as if it were not there. */
export function filterOf(query: Query): DeskFilter {
  const which = one(query, 'which');
  return {
    part: /^[a-z_]{1,40}$/.test(one(query, 'part')) ? one(query, 'part') : '',
    which: which === 'missing' || which === 'published' ? which : 'all',
    search: one(query, 'q').trim().slice(0, 200),
  };
}

export function pageOf(query: Query): number {
  return Math.max(1, Number.parseInt(one(query, 'page'), 10) || 1);
}

/** The string that is open, or that was just published: `namespace.key`. */
export function stringOf(query: Query, name: 'id' | 'published' | 'after'): string {
  return one(query, name).slice(0, 250);
}

function filled(filter: DeskFilter, more: Readonly<Record<string, string>>): string {
  const query = new URLSearchParams({ ...more });
  if (filter.part) query.set('part', filter.part);
  if (filter.which !== 'all') query.set('which', filter.which);
  if (filter.search) query.set('q', filter.search);
  return query.size > 0 ? `?${query}` : '';
}

export function listPath(target: string, filter: DeskFilter, page = 1, published = ''): string {
  return `/translate/${target}/list${filled(filter, { ...(page > 1 ? { page: String(page) } : {}), ...(published ? { published } : {}) })}`;
}

export function stringPath(target: string, filter: DeskFilter, id: string, published = ''): string {
  return `/translate/${target}/string${filled(filter, { id, ...(published ? { published } : {}) })}`;
}
