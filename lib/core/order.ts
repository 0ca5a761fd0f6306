/** A list of ids with one taken to another place; as it was where the id is unknown. */
export function movedTo(ids: readonly string[], moving: string, to: number): string[] {
  if (!ids.includes(moving)) return [...ids];
  const rest = ids.filter((each) => each !== moving);
  return rest.toSpliced(Math.max(0, Math.min(to, rest.length)), 0, moving);
}

/** One step towards the beginning or the end. */
export function stepped(ids: readonly string[], moving: string, direction: 'earlier' | 'later'): string[] {
  const at = ids.indexOf(moving);
  return at < 0 ? [...ids] : movedTo(ids, moving, at + (direction === 'earlier' ? -1 : 1));
}

/** What a button of the list asks for, as its value says: `earlier:<id>`, `later:<id>`, `remove:<id>` or `add:<id>`. */
export function changed(ids: readonly string[], change: string): string[] {
  const [what, id = ''] = change.split(':');
  if (what === 'earlier' || what === 'later') return stepped(ids, id, what);
  if (what === 'remove') return ids.filter((each) => each !== id);
  return what === 'add' && !ids.includes(id) ? [...ids, id] : [...ids];
}
