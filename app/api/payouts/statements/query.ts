import { uuidPattern } from '#lib/core/ids.ts';
import { defaultLocale, isLocale, type Locale } from '#lib/languages/index.ts';
import type { StatementQuery } from '#lib/payouts/index.ts';

/** Which statement an address asks for, and in which language; null where it names no enterprise. */
export function statementAsked(request: Request): { query: StatementQuery; locale: Locale } | null {
  const params = new URL(request.url).searchParams;
  const [enterpriseId = '', currency = '', month = '', asked = ''] = ['enterprise', 'currency', 'month', 'locale'].map(
    (name) => params.get(name) ?? '',
  );
  if (!uuidPattern.test(enterpriseId)) return null;
  return { query: { enterpriseId, currency, month }, locale: isLocale(asked) ? asked : defaultLocale };
}

/** How a statement's file is answered. */
export function statementHeaders({ month, currency }: StatementQuery, type: string, extension: string): HeadersInit {
  return {
    'content-type': type,
    'content-disposition': `attachment; filename="ambersilk-${month}-${currency}.${extension}"`,
    'cache-control': 'private, no-store',
  };
}
