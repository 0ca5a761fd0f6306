import { publicName } from '#lib/community/index.ts';
import { hashToken } from '#lib/core/ids.ts';
import { pick, randomFrom, stableId } from './ids.ts';
import { type PersonData, userId } from './people.ts';
import { readData } from './reference.ts';
import type { Row, Rows } from './rows.ts';

const day = 86_400_000;

interface ReviewText {
  /** A category, `download`, or `any` for whatever is sent. */
  readonly about: string;
  readonly rating: number;
  readonly text: string;
}

interface ReviewData {
  readonly texts: Readonly<Record<string, readonly ReviewText[]>>;
  readonly answers: Readonly<
    Record<string, { readonly good: readonly string[]; readonly critical: readonly string[] }>
  >;
}

interface QuestionData {
  readonly listing: string;
  readonly asker: string;
  readonly locale: string;
  readonly text: string;
  readonly answer?: string;
}

interface World {
  readonly rows: Rows;
  readonly today: Date;
  readonly listings: ReadonlyMap<string, Row>;
  readonly enterprises: ReadonlyMap<string, Row>;
}

/** What buyers of the demo's orders said and what was asked, with some of the answers. */
export async function addCommunity(rows: Rows, today: Date): Promise<void> {
  const byId = (table: string) => new Map(rows.of(table).map((row) => [String(row['id']), row]));
  const world: World = { rows, today, listings: byId('listing'), enterprises: byId('enterprise') };
  const data = await readData<ReviewData>('reviews.json');
  addReviews(world, data);
  await addQuestions(world);
}

interface Line {
  readonly row: Row;
  readonly order: Row;
  readonly listing: Row;
}

/** Completed lines by language, the best sold listings first, so that some have several reviews; the demo's buyer keeps some to write. */
function reviewableLines({ rows, today, listings }: World): Line[] {
  const orders = new Map(rows.of('orders').map((row) => [String(row['id']), row]));
  const parts = new Map(rows.of('seller_order').map((row) => [String(row['id']), row]));
  const sold = Map.groupBy(rows.of('order_line'), (row) => String(row['listing_id']));
  const lines = rows.of('order_line').flatMap((row): Line[] => {
    const part = parts.get(String(row['seller_order_id']));
    const order = orders.get(String(part?.['order_id']));
    const listing = listings.get(String(row['listing_id']));
    const placedAt = order?.['placed_at'];
    if (!order || !listing || part?.['status'] !== 'completed' || !(placedAt instanceof Date)) return [];
    const recent = today.getTime() - placedAt.getTime() < 300 * day;
    return order['buyer_id'] !== null && recent ? [] : [{ row, order, listing }];
  });
  const weight = ({ row }: Line) => sold.get(String(row['listing_id']))?.length ?? 0;
  return lines.sort((a, b) => weight(b) - weight(a) || String(a.row['id']).localeCompare(String(b.row['id'])));
}

function fits(text: ReviewText, { row, listing }: Line): number {
  if (row['kind'] !== 'physical') return text.about === 'download' ? 2 : 0;
  return text.about === listing['category_slug'] ? 2 : text.about === 'any' ? 1 : 0;
}

function addReviews(world: World, data: ReviewData): void {
  const random = randomFrom('reviews');
  const said = new Set<string>();
  const lines = reviewableLines(world);
  const left = new Map(Object.entries(data.texts).map(([locale, texts]) => [locale, [...texts]]));
  for (const line of lines) {
    const listingId = String(line.row['listing_id']);
    const email = String(line.order['email']);
    const texts = left.get(String(line.order['locale'])) ?? [];
    // Every fourth line is passed over, so that less is said of more things.
    const skip = random() < 0.25 || said.has(`${listingId} ${email}`);
    const text = skip
      ? undefined
      : (texts.find((each) => fits(each, line) === 2) ?? texts.find((each) => fits(each, line) === 1));
    if (!text) continue;
    texts.splice(texts.indexOf(text), 1);
    said.add(`${listingId} ${email}`);
    addReview(world, line, text, data, random);
  }
}

function addReview(world: World, line: Line, text: ReviewText, data: ReviewData, random: () => number): void {
  const { order, listing } = line;
  const shipTo = order['ship_to'] as { name?: string } | null;
  const country = String(order['country']);
  const placedAt = order['placed_at'] instanceof Date ? order['placed_at'] : world.today;
  const createdAt = new Date(placedAt.getTime() + (10 + random() * 18) * day);
  const enterprise = world.enterprises.get(String(listing['enterprise_id']));
  const spoken = String(enterprise?.['source_locale'] ?? 'en');
  const answerLocale = spoken in data.answers ? spoken : 'en';
  const words = data.answers[answerLocale]?.[text.rating > 3 ? 'good' : 'critical'] ?? [];
  const wanted = random() < (text.rating > 3 ? 0.4 : 0.8);
  // Nobody thanks two buyers in the same words on one page.
  const before = world.rows.of('review').filter((row) => row['listing_id'] === listing['id']);
  const fresh = words.filter((each) => before.every((row) => row['answer'] !== each));
  const answers = wanted && fresh.length > 0;
  world.rows.add('review', {
    id: stableId('review', String(line.row['id'])),
    order_line_id: String(line.row['id']),
    listing_id: String(listing['id']),
    buyer_id: order['buyer_id'] ?? null,
    buyer_key: hashToken(String(order['email'])),
    author_name: publicName(shipTo?.name ?? '', country),
    country,
    locale: String(order['locale']),
    rating: text.rating,
    body: text.text,
    created_at: createdAt,
    answer: answers ? pick(fresh, random) : null,
    answer_locale: answers ? answerLocale : null,
    answered_at: answers ? new Date(createdAt.getTime() + (0.5 + random()) * day) : null,
  });
}

async function addQuestions({ rows, today, listings, enterprises }: World): Promise<void> {
  const people = await readData<PersonData[]>('people.json');
  const bySlug = new Map([...listings.values()].map((row) => [String(row['slug']), row]));
  for (const [index, each] of (await readData<QuestionData[]>('questions.json')).entries()) {
    const listing = bySlug.get(each.listing);
    const asker = people.find((person) => person.email.startsWith(`${each.asker}@`));
    if (!listing || !asker) continue;
    const enterprise = enterprises.get(String(listing['enterprise_id']));
    // Those that wait are of this week; the others older, one after the other.
    const createdAt = new Date(today.getTime() - (each.answer ? 9 + index * 6 : 1 + (index % 5)) * day);
    rows.add('question', {
      id: stableId('question', each.listing, index),
      listing_id: String(listing['id']),
      asker_id: userId(asker.email),
      author_name: publicName(asker.name, asker.country),
      country: asker.country,
      locale: each.locale,
      body: each.text,
      created_at: createdAt,
      answer: each.answer ?? null,
      answer_locale: each.answer ? String(enterprise?.['source_locale']) : null,
      answered_at: each.answer ? new Date(createdAt.getTime() + day) : null,
    });
  }
}
