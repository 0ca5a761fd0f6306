/** Four bytes a number, high byte first, as PostgreSQL's int4send writes them; null is none. */
export function numbersOf(bytes: Buffer | null): Int32Array {
  if (bytes === null) return new Int32Array(0);
  const numbers = new Int32Array(bytes.length >> 2);
  for (let at = 0; at < numbers.length; at++) numbers[at] = bytes.readInt32BE(at * 4);
  return numbers;
}
