import { createHash } from 'node:crypto';
import { config } from '#lib/core/config.ts';
import { money, split } from '#lib/core/money.ts';
import { newTicketCode } from '#lib/ordering/index.ts';
import { stableId } from './ids.ts';
import type { KindData } from './kinds.ts';
import { addOrderOf, worldOf } from './orders.ts';
import { readData } from './reference.ts';
import type { Row, Rows } from './rows.ts';

/** The first index of these orders, above all others. */
const first = 900;

/** What the demo's first buyer has bought of the new kinds: which, how many days ago, and what she answered. */
const purchases: readonly { readonly slug: string; readonly daysAgo: number; readonly answers?: readonly string[] }[] =
  [
    { slug: 'troyan-den-na-grancharskoto-kolelo', daysAgo: 3 },
    { slug: 'lowicz-warsztaty-wycinanki', daysAgo: 2 },
    {
      slug: 'troyan-serviz-po-porachka',
      daysAgo: 1,
      answers: ['Na złote wesele dziadków.', 'Talerze 26 cm, dwanaście sztuk.', 'Zieleń i biel; bez czerwieni.'],
    },
    { slug: 'baba-marta-pizho-i-penda-film', daysAgo: 1 },
    { slug: 'hxa-duanqiao-yingpian', daysAgo: 5 },
  ];

/** Orders of tickets, a service and films, each handed over as the product does it. */
export async function addKindOrders(rows: Rows, today: Date): Promise<void> {
  const world = await worldOf(rows, today);
  const listings = await readData<KindData[]>('kinds.json');
  for (const [at, { slug, daysAgo, answers = [] }] of purchases.entries()) {
    const listing = listings.find((each) => each.slug === slug);
    const variant = world.variants.find((row) => row['id'] === stableId('variant', slug, 0));
    if (!listing || !variant) throw new Error(`nothing on sale is called ${slug}`);
    const before = rows.of('order_line').length;
    addOrderOf(world, first + at, [variant], daysAgo);
    for (const line of rows.of('order_line').slice(before)) handOver(rows, line, listing, answers, today);
  }
}

function handOver(rows: Rows, line: Row, listing: KindData, answers: readonly string[], today: Date): void {
  const order_line_id = String(line['id']);
  const listing_id = String(line['listing_id']);
  if (listing.event)
    rows.add('ticket', {
      id: stableId('ticket', order_line_id),
      order_line_id,
      listing_id,
      number: 1,
      code: newTicketCode(config().AUTH_SECRET, createHash('sha256').update(order_line_id).digest()),
    });
  if (listing.stream)
    rows.add('stream_pass', {
      id: stableId('pass', order_line_id),
      order_line_id,
      listing_id,
      mode: 'rent',
      territories: listing.stream.territories,
      paid_at: today,
    });
  if (listing.service) addCommission(rows, line, listing.service, answers);
}

function addCommission(
  rows: Rows,
  line: Row,
  { milestones, questions, revisions }: NonNullable<KindData['service']>,
  answers: readonly string[],
): void {
  const order_line_id = String(line['id']);
  const seller = rows.of('seller_order').find((row) => row['id'] === line['seller_order_id']);
  const currency = String(seller?.['currency']);
  rows.add('commission', {
    order_line_id,
    // As text: COPY would take a bare list for an array.
    brief: JSON.stringify(
      questions.map((question, at) => ({
        question: question.pl ?? '',
        questionForSeller: question.bg ?? '',
        answer: answers[at] ?? '',
      })),
    ),
    delivery_days: milestones.at(-1)?.days ?? 1,
    revisions,
  });
  const amounts = split(
    money(BigInt(String(line['total_minor'])), currency),
    milestones.map(({ share }) => BigInt(share)),
  );
  for (const [position, { name, share, days }] of milestones.entries())
    rows.add('commission_milestone', {
      order_line_id,
      position,
      name_for_buyer: name.pl ?? '',
      name_for_seller: name.bg ?? '',
      share,
      amount_minor: amounts[position]?.minor ?? 0n,
      currency,
      days,
    });
}
