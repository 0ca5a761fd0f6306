import { getTranslations } from 'next-intl/server';
import { currentActor } from '#app/_session/actor.ts';
import { fromOwnPage } from '#app/api/studio/upload.ts';
import { syncListing, syncSchema, typedFields } from '#lib/catalogue/index.ts';
import { DomainError, hasSqlState } from '#lib/core/errors.ts';
import { limits } from '#lib/core/limits.ts';
import { log } from '#lib/core/log.ts';
import { defaultLocale, isLocale, writtenAs } from '#lib/languages/index.ts';

/** The text of a body that is not larger than it may be; null for one that is. */
async function boundedText(request: Request, max: number): Promise<string | null> {
  const text = await request.text();
  return Buffer.byteLength(text) > max ? null : text;
}

function json(body: object, status: number): Response {
  return Response.json(body, { status, headers: { 'cache-control': 'no-store' } });
}

const statusOf: Readonly<Record<string, number>> = {
  'identity.sign_in_required': 401,
  'identity.not_allowed': 403,
  'catalogue.unknown': 404,
};

/** What an open editor sends: what was typed, and that somebody is there. The answer is what the form says now. */
export async function POST(request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  if (!fromOwnPage(request)) return json({}, 403);
  if (Number(request.headers.get('content-length')) > limits.syncBody) return json({}, 413);
  const named = new URL(request.url).searchParams.get('locale') ?? '';
  const locale = isLocale(named) ? named : defaultLocale;
  const t = await getTranslations({ locale, namespace: 'errors' });
  // No sentence of a single field needs a list or a country in it.
  const sentence = ({ code, params: given }: DomainError) =>
    t.has(code)
      ? t(
          code,
          Object.fromEntries(
            Object.entries(given).map(([name, value]) => [name, typeof value === 'number' ? value : String(value)]),
          ),
        )
      : t('core.unexpected');
  try {
    const text = await boundedText(request, limits.syncBody);
    if (text === null) return json({}, 413);
    const { id: listingId } = await params;
    const input = syncSchema.safeParse({ ...JSON.parse(text), listingId });
    if (!input.success) return json({ message: t('core.check_fields') }, 422);
    const { problems, fields, conflicts, others, ...answer } = await syncListing(await currentActor(), input.data);
    const typed = typedFields(fields, locale);
    return json(
      {
        ...answer,
        others: new Intl.ListFormat(writtenAs(locale), { type: 'conjunction' }).format(others),
        fields: typed,
        conflicts: conflicts.map(({ field, theirs }) => ({ field, theirs: typed[field] ?? theirs })),
        problems: problems.map((each) => ({ field: each.field ?? '', message: sentence(each) })),
      },
      200,
    );
  } catch (error) {
    if (error instanceof DomainError) return json({ message: sentence(error) }, statusOf[error.code] ?? 409);
    if (error instanceof SyntaxError) return json({}, 400);
    log.error({ err: error }, 'a listing could not be synchronised');
    return json(
      { message: t('core.unexpected') },
      hasSqlState(error, '57P01', '57P03', 'P1001', 'ECONNREFUSED') ? 503 : 500,
    );
  }
}
