/**
 * Lets so many at a time through, the others wait in line: a rush does not take every connection of the pool, and nobody's wait for
 * one runs out.
 */
export function gate(width: number): <T>(work: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = [];
  let inside = 0;
  return async (work) => {
    if (inside < width) inside += 1;
    else await new Promise<void>((enter) => waiting.push(enter));
    try {
      return await work();
    } finally {
      // Whoever is next takes this one's place.
      const next = waiting.shift();
      if (next) next();
      else inside -= 1;
    }
  };
}
