import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type pg from 'pg';
import { store } from '#lib/media/index.ts';
import { addAfterPayment } from './after-payment.ts';
import { addBooks } from './books.ts';
import { addCheckout, addExpress } from './checkout.ts';
import { addCommunity } from './community.ts';
import { addContracts } from './contracts.ts';
import { copyRows } from './copy.ts';
import { addEnterprise } from './enterprises.ts';
import type { EnterpriseData } from './format.ts';
import { addImports } from './imports.ts';
import { addInsights } from './insights.ts';
import { addInvoices, addTaxDetails } from './invoices.ts';
import { addKindOrders } from './kind-orders.ts';
import { addKinds } from './kinds.ts';
import { addLicences } from './library.ts';
import { addLicenceMoney } from './licence-money.ts';
import { addLife } from './life.ts';
import { addListingMedia } from './listing-media.ts';
import { addLists } from './lists.ts';
import type { Files } from './media.ts';
import { addOrders } from './orders.ts';
import { addPayouts } from './payouts.ts';
import { addPeople } from './people.ts';
import { addPrices } from './prices.ts';
import { addReductions } from './reductions.ts';
import { readData } from './reference.ts';
import { addRefunds } from './refunds.ts';
import { addRights } from './rights.ts';
import { Rows, tableOrder } from './rows.ts';
import { addSearchDocuments } from './search.ts';
import { addStorefronts } from './storefronts.ts';
import { addTranslations } from './translations.ts';
import { addVoiceTranslations } from './voice-translations.ts';
import { addWorkbench } from './workbench.ts';
import { addWorks } from './works.ts';

/** The enterprises of the demo, in the order of their names. */
export async function readEnterprises(): Promise<EnterpriseData[]> {
  const folder = path.join(import.meta.dirname, 'data/enterprises');
  const names = (await readdir(folder)).filter((name) => name.endsWith('.json')).sort();
  return Promise.all(
    names.map(async (name) => JSON.parse(await readFile(path.join(folder, name), 'utf8')) as EnterpriseData),
  );
}

/** Makes the whole demo world in memory. `today` is the day it is seen on. */
export async function makeWorld(today: Date): Promise<{ rows: Rows; files: Files; enterprises: EnterpriseData[] }> {
  const rows = new Rows();
  const files: Files = new Map();
  const enterprises = await readEnterprises();
  for (const enterprise of enterprises) addEnterprise({ rows, files, today }, enterprise);
  addPrices(rows, enterprises, today);
  addExpress(rows);
  await addListingMedia(rows, files, enterprises, today);
  addLife(rows, today);
  addReductions(rows, today);
  await addStorefronts({ rows, files, today }, enterprises);
  await addPeople(rows, enterprises, today);
  addCheckout(rows, today);
  await addOrders(rows, today);
  await addCommunity(rows, today);
  await addVoiceTranslations(rows, today);
  addWorkbench(rows, today);
  await addLists(rows, today);
  await addInsights(rows, files, enterprises, today);
  const rights = addRights(rows, enterprises, today);
  if (rights) addWorks({ rows, files, today }, rights, enterprises);
  if (rights) await addContracts(rights, enterprises);
  const all = await addKinds({ rows, files, today }, enterprises);
  await addKindOrders(rows, today);
  addAfterPayment(rows, today);
  addRefunds(rows, today);
  addBooks(rows, today);
  addPayouts(rows, today);
  addTranslations(rows, today);
  addLicenceMoney(rows);
  await addInvoices(rows);
  addTaxDetails(rows, today);
  await addLicences(rows);
  addSearchDocuments(rows, all);
  const categories = await readData<{ slug: string }[]>('categories.json');
  await addImports(rows, files, enterprises, new Set(categories.map(({ slug }) => slug)), today);
  return { rows, files, enterprises };
}

/** Writes the world into the database, in one transaction, and its files into the media store. */
export async function writeWorld(client: pg.Client, rows: Rows, files: Files): Promise<void> {
  const keep = await store();
  for (const [key, bytes] of files) await keep.put(key, bytes, 'application/octet-stream');
  await client.query('begin');
  for (const table of tableOrder) await copyRows(client, table, rows.of(table));
  // A table's columns are those of its first row, and these are not of an order.
  await copyRows(client, 'payment', rows.of('translation_payment'));
  await copyRows(client, 'transfer', rows.of('translation_transfer'));
  // An enterprise owns its media and shows one of them: the picture is hung when both are there.
  for (const banner of rows.of('banner')) {
    await client.query('update enterprise set banner_media_id = $1 where id = $2', [
      banner['media_id'],
      banner['enterprise_id'],
    ]);
  }
  for (const { media_id: id, likeness } of rows.of('likeness'))
    await client.query('update media set likeness = $1 where id = $2', [likeness, id]);
  for (const logo of rows.of('logo')) {
    await client.query('update enterprise set logo_media_id = $1 where id = $2', [
      logo['media_id'],
      logo['enterprise_id'],
    ]);
  }
  for (const { licence_id: licence, listing_id: id } of rows.of('licensed_listing'))
    await client.query('update listing set licence_id = $1 where id = $2', [licence, id]);
  await client.query(`
    update listing l set rating_sum = r.sum, rating_count = r.count
    from (select listing_id, sum(rating)::int as sum, count(*)::int as count from review where hidden_at is null group by 1) r
    where l.id = r.listing_id`);
  await client.query('commit');
  await client.query('analyze');
}
