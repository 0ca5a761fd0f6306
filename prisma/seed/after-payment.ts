import { enterpriseId } from './enterprises.ts';
import { stableId } from './ids.ts';
import { userId } from './people.ts';
import type { Row, Rows } from './rows.ts';

const day = 86_400_000;
const hour = 3_600_000;
/** The demo's seller, whose desk shows what comes after a payment. */
const seller = { slug: 'keramika-troyan', email: 'maria@demo.ambersilk.example' };

/** What buyers write, in their own language; other buyers write in English. */
const words: Readonly<Record<string, { readonly question: string; readonly broken: string }>> = {
  pl: {
    question: 'Dzień dobry, czy talerze można myć w zmywarce? To prezent dla mamy, więc wolę zapytać.',
    broken: 'Jeden talerz ma pęknięcie na brzegu. Paczka była lekko wgnieciona z jednej strony.',
  },
  'zh-CN': {
    question: '您好，请问这件可以用洗碗机清洗吗？是送给母亲的礼物，想先确认一下。',
    broken: '盘边有一道裂纹，包裹有一侧被压瘪了。',
  },
  bg: {
    question: 'Здравейте, може ли чинията да се мие в миялна? Подарък е за майка ми, затова питам.',
    broken: 'По ръба на чинията има пукнатина. Кашонът беше смачкан от едната страна.',
  },
  en: {
    question: 'Hello, can this be washed in a dishwasher? It is a present for my mother, so I would rather ask.',
    broken: 'The rim is cracked. The box was dented on one side.',
  },
};
const answer =
  'Здравейте! Да, глазурата издържа миялна, но на ръка рисунъкът остава жив по-дълго. Ще го опаковаме като подарък.';

function ordersOf(rows: Rows, status: string): Row[] {
  return rows
    .of('seller_order')
    .filter((row) => row['enterprise_id'] === enterpriseId(seller.slug) && row['status'] === status)
    .sort((a, b) => Number(b['created_at']) - Number(a['created_at']));
}

/** A thread with an answer, one that waits for it, and a return that waits: what a seller finds on a morning. */
export function addAfterPayment(rows: Rows, today: Date): void {
  const [waiting, second] = ordersOf(rows, 'paid');
  const [delivered] = ordersOf(rows, 'delivered');
  if (waiting) write(rows, waiting, new Date(today.getTime() - 3 * hour), false);
  if (second) write(rows, second, new Date(today.getTime() - 20 * hour), true);
  if (delivered) giveBack(rows, delivered, new Date(today.getTime() - day));
}

function localeOf(rows: Rows, sellerOrder: Row): string {
  return String(rows.of('orders').find((row) => row['id'] === sellerOrder['order_id'])?.['locale'] ?? 'en');
}

function write(rows: Rows, sellerOrder: Row, at: Date, answered: boolean): void {
  const locale = localeOf(rows, sellerOrder);
  const base = { seller_order_id: String(sellerOrder['id']), hidden_at: null };
  rows.add('order_message', {
    ...base,
    id: stableId('message', String(sellerOrder['id']), 'question'),
    side: 'buyer',
    author_id: null,
    locale,
    body: (words[locale] ?? words['en'])?.question ?? '',
    created_at: at,
    read_at: answered ? at : null,
  });
  if (answered)
    rows.add('order_message', {
      ...base,
      id: stableId('message', String(sellerOrder['id']), 'answer'),
      side: 'seller',
      author_id: userId(seller.email),
      locale: 'bg',
      body: answer,
      created_at: new Date(at.getTime() + 2 * hour),
      read_at: null,
    });
}

function giveBack(rows: Rows, sellerOrder: Row, at: Date): void {
  const line = rows
    .of('order_line')
    .find((row) => row['seller_order_id'] === sellerOrder['id'] && Number(row['sent_quantity']) > 0);
  if (!line) return;
  const locale = localeOf(rows, sellerOrder);
  const id = stableId('return', String(sellerOrder['id']));
  rows.add('order_return', {
    id,
    seller_order_id: String(sellerOrder['id']),
    status: 'asked',
    reason: 'damaged',
    note: (words[locale] ?? words['en'])?.broken ?? '',
    asked_at: at,
  });
  rows.add('return_line', { return_id: id, order_line_id: String(line['id']), quantity: 1 });
}
