import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Rows } from './rows.ts';

interface Words {
  readonly licence: { readonly title: string; readonly body: string };
}

async function wordsOf(locale: string): Promise<Words> {
  const file = path.join(import.meta.dirname, `../../messages/${locale}/library.json`);
  return JSON.parse(await readFile(file, 'utf8'));
}

/** The licences under which the demo's downloads were bought, in the four languages that have their words. */
export async function addLicences(rows: Rows): Promise<void> {
  const orders = new Map(rows.of('orders').map((row) => [String(row['id']), row]));
  const parts = new Map(rows.of('seller_order').map((row) => [String(row['id']), row]));
  const hashes = new Map<string, string>();
  for (const locale of ['en', 'zh-CN', 'bg', 'pl']) {
    const { title, body } = (await wordsOf(locale)).licence;
    const hash = createHash('sha256').update(`${locale}\n${title}\n${body}`).digest('hex');
    hashes.set(locale, hash);
    rows.add('licence_text', { hash, locale, title, body });
  }
  for (const line of rows.of('order_line').filter((row) => row['kind'] === 'download')) {
    const order = orders.get(String(parts.get(String(line['seller_order_id']))?.['order_id']));
    const hash = hashes.get(String(order?.['locale'])) ?? hashes.get('en') ?? '';
    if (order)
      rows.add('order_line_licence', {
        order_line_id: String(line['id']),
        hash,
        frozen_at: order['paid_at'] ?? null,
      });
  }
}
