import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { stableId } from './ids.ts';
import type { Rows } from './rows.ts';

interface Words {
  readonly licence: { readonly title: string; readonly body: string };
}

async function wordsOf(locale: string): Promise<Words> {
  const file = path.join(import.meta.dirname, `../../messages/${locale}/library.json`);
  return JSON.parse(await readFile(file, 'utf8'));
}

/** The licences under which the demo's downloads were bought, in the four languages that have their words, and the right to fetch them. */
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
  const files = Map.groupBy(rows.of('listing_file'), (row) => String(row['listing_id']));
  const granted = new Set(rows.of('download_grant').map((row) => String(row['order_line_id'])));
  for (const line of rows.of('order_line').filter((row) => row['kind'] === 'download')) {
    const order = orders.get(String(parts.get(String(line['seller_order_id']))?.['order_id']));
    const hash = hashes.get(String(order?.['locale'])) ?? hashes.get('en') ?? '';
    if (!order) continue;
    const lineId = String(line['id']);
    const paidAt = order['paid_at'] ?? null;
    rows.add('order_line_licence', { order_line_id: lineId, hash, frozen_at: paidAt });
    if (granted.has(lineId)) continue;
    for (const file of files.get(String(line['listing_id'])) ?? [])
      rows.add('download_grant', {
        id: stableId('grant', lineId, String(file['id'])),
        order_line_id: lineId,
        file_id: String(file['id']),
        created_at: paidAt,
      });
  }
}
