import autocannon from 'autocannon';

export interface Load {
  readonly name: string;
  readonly requestsPerSecond: number;
  readonly p50: number;
  readonly p99: number;
  readonly failed: number;
}

/** Asks a loopback address with sixteen connections for some seconds, after a second to warm up. */
export async function load(name: string, url: string, options: Partial<autocannon.Options> = {}): Promise<Load> {
  if (!/^http:\/\/(localhost|127\.0\.0\.1):/.test(url)) throw new Error('loads go to this machine only');
  await autocannon({ url, connections: 8, duration: 1, ...options });
  const result = await autocannon({ url, connections: 16, duration: 6, ...options });
  return {
    name,
    requestsPerSecond: result.requests.average,
    p50: result.latency.p50,
    p99: result.latency.p99,
    failed: result.non2xx - (result['3xx'] ?? 0) + result.errors,
  };
}

/** Rows of equal columns. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
  return rows
    .map((row) =>
      row
        .map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)))
        .join('  '),
    )
    .join('\n');
}

/** The value that such a share of ascending figures stays below; 0 of none. */
export function percentile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}
