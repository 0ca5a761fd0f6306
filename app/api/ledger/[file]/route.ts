import { getTranslations } from 'next-intl/server';
import { currentActor } from '#app/_session/actor.ts';
import type { Actor } from '#lib/core/actor.ts';
import { DomainError } from '#lib/core/errors.ts';
import { defaultLocale, isLocale } from '#lib/languages/index.ts';
import { accountCsv, readAccount, readDay, trialBalanceCsv } from '#lib/ledger/index.ts';

async function fileOf(actor: Actor, file: string, query: URLSearchParams): Promise<ReadableStream<Uint8Array> | null> {
  const named = query.get('locale') ?? '';
  const locale = isLocale(named) ? named : defaultLocale;
  const t = await getTranslations({ locale, namespace: 'admin' });
  const sides = [t('ledger.debit'), t('ledger.credit')];
  if (file === 'trial-balance.csv') {
    const header = [t('ledger.accounts.currency'), t('ledger.accounts.kind'), t('ledger.account'), ...sides];
    return trialBalanceCsv(actor, header, (kind) => t(`ledger.kind.${kind}`), readDay(query.get('on') ?? undefined));
  }
  const [, id] = /^account-([0-9a-f-]{36})\.csv$/.exec(file) ?? [];
  const account = id ? await readAccount(actor, id) : null;
  if (!account) return null;
  const span = { from: readDay(query.get('from') ?? undefined), until: readDay(query.get('until') ?? undefined) };
  return accountCsv(actor, account, span, [
    t('ledger.account_page.number'),
    t('ledger.account_page.when'),
    t('ledger.account_page.what'),
    t('ledger.account_page.why'),
    t('ledger.account_page.order'),
    t('ledger.accounts.currency'),
    ...sides,
    t('ledger.account_page.balance'),
  ]);
}

/** Finance's files: trial-balance.csv, and account-<id>.csv with an account's entries. */
export async function GET(request: Request, { params }: { params: Promise<{ file: string }> }): Promise<Response> {
  const { file } = await params;
  try {
    const body = await fileOf(await currentActor(), file, new URL(request.url).searchParams);
    if (!body) return new Response('Not found', { status: 404 });
    return new Response(body, {
      headers: {
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': `attachment; filename="ambersilk-${file}"`,
        'cache-control': 'private, no-store',
      },
    });
  } catch (error) {
    if (error instanceof DomainError) return new Response('Not found', { status: 404 });
    throw error;
  }
}
