import { randomUUID } from 'node:crypto';
import { encode } from 'next-auth/jwt';
import { z } from 'zod';
import { config } from '#lib/core/config.ts';
import { prisma } from '#lib/db/index.ts';
import { openSession } from '#lib/identity/index.ts';
import { table } from './load.ts';

const strings = 10_000;
const rounds = 40;
const translators = 20;
const wordings = 20;

interface Measured {
  readonly status: number;
  readonly ms: number;
  readonly body: unknown;
}

async function timed(run: () => Promise<Response>): Promise<Measured> {
  const began = performance.now();
  const response = await run();
  const json = response.headers.get('content-type')?.startsWith('application/json');
  const body: unknown = await (json ? response.json() : response.text());
  return { status: response.status, ms: performance.now() - began, body };
}

function quantile(times: readonly number[], share: number): string {
  const sorted = [...times].sort((a, b) => a - b);
  return `${(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0).toFixed(0)} ms`;
}

/** Listings' texts until the list of people's content holds ten thousand strings. */
async function fill(): Promise<void> {
  const enterprise = await prisma().enterprise.findFirstOrThrow({ where: { status: 'verified' } });
  const category = await prisma().category.findFirstOrThrow();
  await prisma().$executeRaw`
    with made as (
      insert into texts (source_locale) select 'bg' from generate_series(1, ${strings / 2}) returning id),
    worded as (
      insert into translation (text_id, locale, fields, state)
      select id, 'bg', jsonb_build_object('title', 'Кана ' || id, 'summary', 'Ръчно изработена кана ' || id), 'source' from made)
    insert into listing (enterprise_id, slug, kind, status, category_slug, text_id, price_minor, currency)
    select ${enterprise.id}::uuid, 'bench-' || id, 'physical', 'live', ${category.slug}, id, 1000, 'EUR' from made`;
}

/** The cookie of somebody who has signed in. */
async function cookieOf(email: string): Promise<string> {
  const user = await prisma().user.findUniqueOrThrow({ where: { email } });
  const sessionId = await openSession(user.id, 'bench');
  const token = await encode({ token: { sessionId, sub: user.id }, secret: config().AUTH_SECRET });
  return `next-auth.session-token=${token}`;
}

/**
 * Milliseconds from the answer to a translator who saved a word of the home page until a reader's page has it, for each of some new wordings.
 * The page was kept whole before.
 */
async function untilRead(site: string, save: (value: string, seen: string) => Promise<number>, before: string) {
  const page = async () => (await fetch(`${site}/pl`)).text();
  const times: number[] = [];
  let seen = before;
  for (let at = 0; at < wordings; at++) {
    await page();
    const value = `Nowości ${randomUUID()}`;
    await save(value, seen);
    seen = value;
    const began = performance.now();
    while (!(await page()).includes(value))
      if (performance.now() - began > 30_000) throw new Error('after 30 s the home page has not the new word');
    times.push(performance.now() - began);
  }
  return times;
}

/** The workbench over HTTP: opening its page and a string, saving, until readers see it, and twenty who save at once. */
export async function benchLanguages(site: string): Promise<void> {
  await fill();
  const cookie = await cookieOf('eszter@demo.ambersilk.example');
  const get = (path: string) => timed(() => fetch(`${site}${path}`, { headers: { cookie } }));
  const post = (body: object) =>
    timed(() =>
      fetch(`${site}/api/translate/change`, {
        method: 'POST',
        headers: { cookie, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
    );
  const save = async (unit: string, value: string, seen: string) => {
    const saved = await post({ do: 'save', locale: 'pl', unit, value, seen });
    if (saved.status !== 200) throw new Error(`saving answered ${saved.status}: ${JSON.stringify(saved.body)}`);
    return saved.ms;
  };
  const list = '/api/translate/list?locale=pl&part=content-listing&which=all&search=&offset=';
  await get(`${list}0`);
  const texts = await prisma().$queryRaw<{ unit: string; source: string }[]>`
    select 'text:' || t.text_id || '.title' as unit, t.fields->>'title' as source
    from translation t join listing l on l.text_id = t.text_id where l.slug like 'bench-%' and t.state = 'source' order by 1 limit 400`;
  const page = '/en/translate/pl?part=content-listing';
  await get(page);
  const pages: number[] = [];
  const lists: number[] = [];
  const opens: number[] = [];
  const saves: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const unit = texts[round]?.unit ?? '';
    pages.push((await get(page)).ms);
    lists.push((await get(`${list}${(round * 200) % strings}`)).ms);
    opens.push((await get(`/api/translate/string?locale=pl&unit=${unit}`)).ms);
    saves.push(await save(unit, `Dzbanek ${randomUUID()}`, ''));
  }
  const word = 'shop.home.new';
  const { body } = await get(`/api/translate/string?locale=pl&unit=${word}`);
  const { target } = z.object({ target: z.string() }).parse(body);
  const read = await untilRead(site, (value, seen) => save(word, value, seen), target);
  const together = await Promise.all(
    Array.from({ length: translators }, (_, at) =>
      post({ do: 'save', locale: 'pl', unit: texts[100 + at]?.unit ?? '', value: `Kubek ${randomUUID()}`, seen: '' }),
    ),
  );
  const contested = texts[200]?.unit ?? '';
  const over = await Promise.all(
    Array.from({ length: translators }, (_, at) =>
      post({ do: 'save', locale: 'pl', unit: contested, value: `Talerz ${at}`, seen: '' }),
    ),
  );
  const taken = over.filter((each) => each.status === 200).length;
  console.log(
    `\n${table([
      ['languages, 10,000 strings', 'p50', 'p95', ''],
      ['opening the editor’s page', quantile(pages, 0.5), quantile(pages, 0.95), ''],
      ['a stretch of the list', quantile(lists, 0.5), quantile(lists, 0.95), ''],
      ['opening a string', quantile(opens, 0.5), quantile(opens, 0.95), ''],
      ['saving', quantile(saves, 0.5), quantile(saves, 0.95), ''],
      ['from saved to read on the home page', quantile(read, 0.5), quantile(read, 0.95), ''],
      [
        'twenty at once, each their own',
        quantile(
          together.map((each) => each.ms),
          0.5,
        ),
        quantile(
          together.map((each) => each.ms),
          0.95,
        ),
        `${together.filter((each) => each.status === 200).length} saved`,
      ],
      [
        'twenty at once, one string',
        quantile(
          over.map((each) => each.ms),
          0.5,
        ),
        quantile(
          over.map((each) => each.ms),
          0.95,
        ),
        `${taken} saved, ${over.length - taken} shown the other’s wording`,
      ],
    ])}`,
  );
}
