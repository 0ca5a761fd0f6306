/** The first `count` of the items in order, without sorting the rest: a heap of the best so far with the worst of them on top. */
export function best<T>(items: Iterable<T>, count: number, compare: (a: T, b: T) => number): T[] {
  if (count <= 0) return [];
  const heap: T[] = [];
  for (const item of items) {
    if (heap.length < count) {
      heap.push(item);
      rise(heap, compare);
    } else if (heap[0] !== undefined && compare(item, heap[0]) < 0) {
      heap[0] = item;
      sink(heap, compare);
    }
  }
  return heap.sort(compare);
}

function rise<T>(heap: T[], compare: (a: T, b: T) => number): void {
  let at = heap.length - 1;
  while (at > 0) {
    const above = (at - 1) >> 1;
    if (!swapIfWorse(heap, at, above, compare)) return;
    at = above;
  }
}

function sink<T>(heap: T[], compare: (a: T, b: T) => number): void {
  let at = 0;
  for (;;) {
    const [left, right] = [2 * at + 1, 2 * at + 2];
    const [one, other] = [heap[left], heap[right]];
    if (one === undefined) return;
    const worse = other !== undefined && compare(other, one) > 0 ? right : left;
    if (!swapIfWorse(heap, worse, at, compare)) return;
    at = worse;
  }
}

/** Whether the one at `below` comes after the one at `above`, and had to change places with it. */
function swapIfWorse<T>(heap: T[], below: number, above: number, compare: (a: T, b: T) => number): boolean {
  const [lower, upper] = [heap[below], heap[above]];
  if (lower === undefined || upper === undefined || compare(lower, upper) <= 0) return false;
  heap[below] = upper;
  heap[above] = lower;
  return true;
}
