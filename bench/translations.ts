import { exportUnits, type FileUnit } from '#lib/languages/index.ts';
import { table } from './load.ts';

const wanted = 100_000;

/** Units as the interface has them: words, a placeholder, now and then a tag. */
async function* units(): AsyncGenerator<FileUnit> {
  for (let n = 0; n < wanted; n++)
    yield {
      key: `bench.part.${n}`,
      source: `Your order {number} of ${n} pieces has been paid, and the <b>maker</b> was told about it`,
      target: `Zamówienie {number} na ${n} sztuk zostało opłacone, a <b>twórca</b> już o nim wie`,
      state: 'translated',
      note: '',
    };
}

/** A hundred thousand units as XLIFF 2.1, with what the process holds meanwhile. */
export async function benchTranslations(): Promise<void> {
  const before = process.memoryUsage().rss;
  let most = before;
  let bytes = 0;
  const began = performance.now();
  for await (const part of exportUnits('xliff2', units(), 'pl')) {
    bytes += part.byteLength;
    most = Math.max(most, process.memoryUsage().rss);
  }
  const seconds = (performance.now() - began) / 1000;
  const megabytes = (count: number) => `${(count / 2 ** 20).toFixed(0)} MB`;
  console.log(
    `\n${table([
      [`export of ${wanted} units to XLIFF`, ''],
      ['seconds', seconds.toFixed(1)],
      ['file', megabytes(bytes)],
      ['memory grew by', megabytes(most - before)],
    ])}`,
  );
}
