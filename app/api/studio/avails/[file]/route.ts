import { currentActor } from '#app/_session/actor.ts';
import { DomainError } from '#lib/core/errors.ts';
import { uuidPattern } from '#lib/core/ids.ts';
import { exportAvails, exportOdrl, exportOnix } from '#lib/rights/index.ts';

const types: Readonly<Record<string, string>> = {
  'avails.csv': 'text/csv; charset=utf-8',
  'avails.xlsx': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'onix.xml': 'application/xml; charset=utf-8',
  'odrl.jsonld': 'application/ld+json; charset=utf-8',
};

async function bodyOf(file: string, enterpriseId: string) {
  const actor = await currentActor();
  if (file === 'onix.xml') return exportOnix(actor, enterpriseId);
  if (file === 'odrl.jsonld') return exportOdrl(actor, enterpriseId);
  return exportAvails(actor, enterpriseId, file === 'avails.xlsx' ? 'xlsx' : 'csv');
}

/** What of an enterprise's works is free, as a file of the trade. For anyone else's enterprise there is none. */
export async function GET(request: Request, { params }: { params: Promise<{ file: string }> }): Promise<Response> {
  const { file } = await params;
  const type = types[file];
  const enterpriseId = new URL(request.url).searchParams.get('enterprise') ?? '';
  if (!type || !uuidPattern.test(enterpriseId)) return new Response('Not found', { status: 404 });
  try {
    return new Response(await bodyOf(file, enterpriseId), {
      headers: {
        'content-type': type,
        'content-disposition': `attachment; filename="ambersilk-${file}"`,
        'cache-control': 'private, no-store',
      },
    });
  } catch (error) {
    if (error instanceof DomainError) return new Response('Not found', { status: 404 });
    throw error;
  }
}
