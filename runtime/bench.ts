import { rmSync } from 'node:fs';
import { processorMs } from '../bench/processor.ts';
import { Progress } from './progress.ts';
import { scratchFolder } from './scratch.ts';
import { bringUp, explain } from './stack.ts';

/** Brings the product up on data of its own and prints figures: `npm run bench [-- pages | orders | browser | search | import | ledger | royalties | rights | contracts | languages | memory | translations]`. */
const base = 30_000 + (process.pid % 250) * 10;
const dataDir = scratchFolder('bench');
const only = process.argv[2];
const started = performance.now();
const processorBefore = processorMs();

try {
  const stack = await bringUp(new Progress(), {
    overrides: {
      DATA_DIR: dataDir,
      PORT: String(base),
      SITE_URL: `http://localhost:${base}`,
      EMBEDDED_DATABASE_PORT: String(base + 1),
      PAYMENT_SANDBOX_PORT: String(base + 2),
      MAIL_CATCHER_PORT: String(base + 3),
      DEMO: '1',
    },
  });
  console.log(`\ncold start, built: ${((performance.now() - started) / 1000).toFixed(1)} s`);
  Object.assign(process.env, stack.settings.env);
  const { prisma, disconnect } = await import('#lib/db/index.ts');
  const listing = await prisma().listing.findFirstOrThrow({
    where: { status: 'live', kind: 'physical' },
    include: { variants: true },
    orderBy: { popularity: 'desc' },
  });
  const site = stack.settings.config.SITE_URL;
  if (!only || only === 'pages')
    await (await import('../bench/pages.ts')).benchPages(site, {
      slug: listing.slug,
      category: listing.categorySlug,
      variantId: listing.variants[0]?.id ?? '',
    });
  if (!only || only === 'orders')
    await (await import('../bench/orders.ts')).benchOrders(stack.settings.config.STRIPE_API_BASE ?? '');
  if (!only || only === 'import') await (await import('../bench/import.ts')).benchImport(site, listing);
  if (!only || only === 'browser') await (await import('../bench/browser.ts')).benchBrowser(site, listing.slug);
  if (!only || only === 'royalties') await (await import('../bench/royalties.ts')).benchRoyalties();
  if (!only || only === 'contracts') await (await import('../bench/contracts.ts')).benchContracts(site);
  // Makes a hundred thousand listings first: only when asked for.
  if (only === 'search') await (await import('../bench/search.ts')).benchSearch(site);
  // Fills the books with half a million entries: only when asked for.
  if (only === 'ledger') await (await import('../bench/ledger.ts')).benchLedger(stack.settings.config.DATABASE_URL);
  // Makes five thousand listings first.
  if (only === 'languages') await (await import('../bench/languages.ts')).benchLanguages(site);
  // Makes a hundred thousand works with a million grants.
  if (only === 'rights') await (await import('../bench/rights.ts')).benchRights(site);
  // Fills the translations' memory to two hundred thousand units.
  if (only === 'memory') await (await import('../bench/memory.ts')).benchMemory();
  // Makes a hundred thousand listings first, too.
  if (only === 'translations') await (await import('../bench/translations.ts')).benchTranslations();
  console.log(
    `\nprocessor: a fixed piece of work takes ${processorBefore.toFixed(0)} ms before and ${processorMs().toFixed(0)} ms after; runs compare where these are alike`,
  );
  await disconnect();
  await stack.stop();
  rmSync(dataDir, { recursive: true, force: true });
  process.exit(0);
} catch (error) {
  console.error(explain(error));
  process.exit(1);
}
