/**
 * What the machine gives at this moment: milliseconds for a fixed piece of work, the median of nine. Where neighbours share the processor it
 * changes by half within minutes, and no counter says so; figures of two runs compare only where these are alike.
 */
export function processorMs(): number {
  const times = Array.from({ length: 9 }, () => {
    const began = performance.now();
    const column = new Int32Array(2_000_000);
    for (let n = 0; n < column.length; n++) column[n] = Math.imul(n, 2_654_435_761) >>> 7;
    column.sort();
    return performance.now() - began;
  });
  return times.sort((a, b) => a - b)[4] ?? 0;
}
