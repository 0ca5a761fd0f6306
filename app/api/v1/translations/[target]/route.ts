import { getTranslations } from 'next-intl/server';
import { DomainError } from '#lib/core/errors.ts';
import { limits } from '#lib/core/limits.ts';
import { log } from '#lib/core/log.ts';
import {
  applyTranslationImport,
  exportInterface,
  type FileFormat,
  fileEndings,
  fileFormats,
  importLines,
  isLocale,
  mediaTypes,
  previewImport,
  viewTranslationImport,
} from '#lib/languages/index.ts';
import { accessOf, problem } from '../access.ts';

type Props = { params: Promise<{ target: string }> };

const statuses: Readonly<Record<string, number>> = {
  'identity.sign_in_required': 401,
  'identity.not_allowed': 403,
  'languages.edited_meanwhile': 409,
  'translation_files.too_large': 413,
};

async function told(error: unknown): Promise<Response> {
  if (!(error instanceof DomainError)) {
    log.error({ err: error }, 'translations API');
    return problem(500, 'core.unexpected');
  }
  const t = await getTranslations({ locale: 'en', namespace: 'errors' });
  const params = Object.fromEntries(
    Object.entries(error.params).map(([name, value]) => [name, typeof value === 'number' ? value : String(value)]),
  );
  return problem(statuses[error.code] ?? 422, error.code, error.params, t.has(error.code) ? t(error.code, params) : '');
}

function formatOf(given: string | null): FileFormat | undefined {
  return fileFormats.find((format) => format === (given ?? 'json'));
}

/** A stream that is written as it is read, and no faster. */
function streamOf(parts: AsyncGenerator<Uint8Array>): ReadableStream<Uint8Array> {
  return new ReadableStream({
    pull: async (controller) => {
      const { value, done } = await parts.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    cancel: async () => {
      await parts.return(undefined);
    },
  });
}

/** All strings of a language as a file: `?format=xliff2|xliff1|po|json|csv|xlsx|tmx|tbx`, `&only=missing`. */
export async function GET(request: Request, { params }: Props): Promise<Response> {
  const { target } = await params;
  const query = new URL(request.url).searchParams;
  const format = formatOf(query.get('format'));
  if (!isLocale(target) || target === 'en' || !format) return problem(404, 'core.not_found');
  const access = await accessOf(request);
  if (!access?.may('read')) return problem(401, 'identity.sign_in_required');
  try {
    const parts = await exportInterface(
      access.actor,
      target,
      format,
      query.get('only') === 'missing' ? 'missing' : undefined,
    );
    return new Response(streamOf(parts), {
      headers: {
        'content-type': mediaTypes[format],
        'content-disposition': `attachment; filename="ambersilk-${target}.${fileEndings[format]}"`,
        'cache-control': 'private, no-store',
      },
    });
  } catch (error) {
    return told(error);
  }
}

/** Bytes of a body that may be so long; null for a longer one, which is not read to its end. */
async function bounded(request: Request, most: number): Promise<Uint8Array | null> {
  if (Number(request.headers.get('content-length') ?? 0) > most) return null;
  const parts: Uint8Array[] = [];
  let length = 0;
  if (request.body === null) return new Uint8Array();
  for await (const part of request.body) {
    length += part.byteLength;
    if (length > most) return null;
    parts.push(part);
  }
  return Buffer.concat(parts);
}

/**
 * Takes a file (the body; `?name=` says what it is called) and answers what it would change; with `&apply=1` it is done, and
 * `&conflicts=take` takes those whose original has moved.
 */
export async function POST(request: Request, { params }: Props): Promise<Response> {
  const { target } = await params;
  const query = new URL(request.url).searchParams;
  if (!isLocale(target) || target === 'en') return problem(404, 'core.not_found');
  const access = await accessOf(request);
  if (!access?.may('write'))
    return problem(access?.may('read') ? 403 : 401, access ? 'identity.not_allowed' : 'identity.sign_in_required');
  const { actor } = access;
  try {
    const bytes = await bounded(request, limits.translationFileBytes);
    if (!bytes)
      throw new DomainError('translation_files.too_large', { most: limits.translationFileBytes / 1024 / 1024 });
    const importId = await previewImport(actor, target, query.get('name') ?? 'file.json', bytes);
    const applied =
      query.get('apply') === '1'
        ? await applyTranslationImport(actor, {
            importId,
            conflicts: query.get('conflicts') === 'take' ? 'take' : 'leave',
          })
        : 0;
    const { counts } = await viewTranslationImport(actor, importId);
    const [changed, refused, conflicts, warned] = await Promise.all(
      ([undefined, 'refused', 'conflict', 'warned'] as const).map((change) => importLines(actor, importId, change)),
    );
    const shown = (page: typeof changed) =>
      page?.items.map(({ key, line, change, before, after, problem: code, details, warnings }) => ({
        key,
        line,
        change,
        before,
        after,
        problem: code,
        details,
        warnings,
      })) ?? [];
    return Response.json(
      {
        import: importId,
        applied,
        counts,
        lines: shown(changed),
        refused: shown(refused),
        conflicts: shown(conflicts),
        warned: shown(warned),
      },
      { headers: { 'cache-control': 'no-store' } },
    );
  } catch (error) {
    return told(error);
  }
}
