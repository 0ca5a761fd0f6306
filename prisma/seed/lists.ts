import { hashToken } from '#lib/core/ids.ts';
import { stableId } from './ids.ts';
import { type PersonData, userId } from './people.ts';
import { readData } from './reference.ts';
import type { Row, Rows } from './rows.ts';

const day = 86_400_000;

interface KeeperData {
  readonly who: string;
  readonly lists: readonly {
    readonly name: string | null;
    readonly shared?: boolean;
    /** Slugs, the first on top. */
    readonly saved: readonly string[];
    readonly notes?: Readonly<Record<string, string>>;
  }[];
  readonly follows: readonly string[];
  readonly searches: readonly { name: string; address: string; frequency: string; asked: object }[];
}

/** The same link at every seeding, as long as a real one; only demo data has it. */
function demoToken(name: string): string {
  return hashToken(`demo list ${name}`).slice(0, 43);
}

/** What the demo's buyers have saved, whom they follow and what they look for. */
export async function addLists(rows: Rows, today: Date): Promise<void> {
  const people = await readData<PersonData[]>('people.json');
  const listings = new Map(rows.of('listing').map((row) => [String(row['slug']), row]));
  const enterprises = new Map(rows.of('enterprise').map((row) => [String(row['slug']), row]));
  const titles = new Map(
    rows
      .of('translation')
      .map((row) => [`${row['text_id']} ${row['locale']}`, (row['fields'] as { title?: string } | null)?.title ?? '']),
  );
  for (const keeper of await readData<KeeperData[]>('lists.json')) {
    const person = people.find((each) => each.email.startsWith(`${keeper.who}@`));
    if (!person) continue;
    const id = userId(person.email);
    addPersonsLists(rows, today, { keeper, id, locale: person.locale, listings, titles });
    for (const [index, slug] of keeper.follows.entries()) {
      const enterprise = enterprises.get(slug);
      if (!enterprise) continue;
      const created_at = new Date(today.getTime() - (20 + index * 9) * day);
      rows.add('follow', { user_id: id, enterprise_id: String(enterprise['id']), created_at });
    }
    rows.add('alert_settings', { user_id: id, follows: 'weekly', follows_sent_at: today, searches: true });
    for (const search of keeper.searches) {
      rows.add('saved_search', {
        id: stableId('saved search', keeper.who, search.address),
        user_id: id,
        ...search,
        locale: person.locale,
        currency: person.currency,
        last_checked_at: today,
        created_at: new Date(today.getTime() - 12 * day),
      });
    }
  }
}

interface Kept {
  readonly keeper: KeeperData;
  readonly id: string;
  readonly locale: string;
  readonly listings: ReadonlyMap<string, Row>;
  readonly titles: ReadonlyMap<string, string>;
}

function addPersonsLists(rows: Rows, today: Date, { keeper, id, locale, listings, titles }: Kept): void {
  for (const list of keeper.lists) {
    const listId = stableId('saved list', keeper.who, list.name ?? '');
    rows.add('saved_list', {
      id: listId,
      user_id: id,
      name: list.name,
      share_token: list.shared ? demoToken(list.name ?? '') : null,
      created_at: new Date(today.getTime() - 40 * day),
      updated_at: today,
    });
    for (const [position, slug] of list.saved.entries()) {
      const listing = listings.get(slug);
      if (!listing) continue;
      // Some cost more when they were saved, and one less.
      const price = BigInt(String(listing['price_minor']));
      rows.add('saved_item', {
        id: stableId('saved item', listId, slug),
        list_id: listId,
        listing_id: String(listing['id']),
        note: list.notes?.[slug] ?? '',
        position,
        title: titles.get(`${listing['text_id']} ${locale}`) || titles.get(`${listing['text_id']} en`) || slug,
        title_lang: locale,
        price_minor: position === 1 ? (price * 110n) / 100n : position === 3 ? (price * 95n) / 100n : price,
        currency: String(listing['currency']),
        saved_at: new Date(today.getTime() - (3 + position * 4) * day),
      });
    }
  }
}
