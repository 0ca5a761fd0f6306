import { system } from '#lib/core/actor.ts';
import { disconnect } from '#lib/db/index.ts';
import { contentUnits, exportUnits, type FileUnit, type UnitFormat } from '#lib/languages/index.ts';

/** Said by a process that exported so many units and held nothing else: what it wrote, and by how much its memory grew at the most. */
export interface Exported {
  readonly units: number;
  readonly seconds: number;
  readonly bytes: number;
  readonly grew: number;
}

async function* first(units: AsyncIterable<FileUnit>, most: number): AsyncGenerator<FileUnit> {
  let left = most;
  for await (const unit of units) {
    if (left-- === 0) return;
    yield unit;
  }
}

/** Units as they come from the database, a page at a time, through the writer; each piece is looked at and forgotten. */
async function run(format: UnitFormat, enterpriseId: string, units: number): Promise<Exported> {
  const content = () => contentUnits(system('bench'), enterpriseId, 'pl');
  // The code is loaded and the first connection made before anything is counted.
  for await (const _part of exportUnits(format, first(content(), 500), 'pl', 'mul'));
  const before = process.memoryUsage().rss;
  let most = before;
  let bytes = 0;
  const began = performance.now();
  for await (const part of exportUnits(format, first(content(), units), 'pl', 'mul')) {
    bytes += part.byteLength;
    most = Math.max(most, process.memoryUsage().rss);
  }
  return { units, seconds: (performance.now() - began) / 1000, bytes, grew: most - before };
}

const [format = 'xliff2', enterpriseId = '', units = '0'] = process.argv.slice(2);
console.log(JSON.stringify(await run(format as UnitFormat, enterpriseId, Number(units))));
await disconnect();
