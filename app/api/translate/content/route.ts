import { currentActor } from '#app/_session/actor.ts';
import { may } from '#lib/core/authorize.ts';
import { uuidPattern } from '#lib/core/ids.ts';
import { contentUnits, exportUnits, isLocale, mediaTypes } from '#lib/languages/index.ts';

/** What an enterprise wrote of its listings, with a language's translations, as XLIFF 2.1, written while it is read from. */
export async function GET(request: Request): Promise<Response> {
  const query = new URL(request.url).searchParams;
  const enterpriseId = query.get('enterprise') ?? '';
  const to = query.get('to') ?? '';
  const actor = await currentActor();
  if (!isLocale(to) || !uuidPattern.test(enterpriseId) || !may(actor, 'listing.edit', { enterpriseId }))
    return new Response('Not found', { status: 404 });
  const parts = exportUnits('xliff2', contentUnits(actor, enterpriseId, to), to, 'mul');
  return new Response(
    new ReadableStream({
      pull: async (controller) => {
        const { value, done } = await parts.next();
        if (done) controller.close();
        else controller.enqueue(value);
      },
      cancel: async () => {
        await parts.return(undefined);
      },
    }),
    {
      headers: {
        'content-type': mediaTypes.xliff2,
        'content-disposition': `attachment; filename="ambersilk-listings-${to}.xlf"`,
        'cache-control': 'private, no-store',
      },
    },
  );
}
