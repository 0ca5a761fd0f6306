import { countableVisitor, noteView } from '#lib/insights/index.ts';
import { fromOwnPage } from '../../studio/upload.ts';

const idLength = 36;

/** A listing's page was seen (app/_shop/count-view.tsx). Says nothing, whether it counts or not. */
export async function POST(request: Request): Promise<Response> {
  const length = Number(request.headers.get('content-length') ?? Number.NaN);
  if (length === idLength && fromOwnPage(request))
    await noteView(countableVisitor(request.headers), await request.text());
  return new Response(null, { status: 204 });
}
