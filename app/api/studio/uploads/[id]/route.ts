import { dropUpload, speakTus, viewUpload } from '#lib/media/index.ts';
import { answerUpload } from '../answer.ts';

type Context = { params: Promise<{ id: string }> };

/** The next bytes of an upload, or the question how far it has come (tus). Who may send is asked each time. */
async function speak(request: Request, { params }: Context): Promise<Response> {
  const { id } = await params;
  return answerUpload(request, async (actor) => speakTus(request, await viewUpload(actor, id)));
}

export { speak as HEAD, speak as PATCH };

/** Gives an upload up (tus: termination). */
export async function DELETE(request: Request, { params }: Context): Promise<Response> {
  const { id } = await params;
  return answerUpload(request, async (actor) => {
    await dropUpload(actor, { uploadId: id });
    return new Response(null, { status: 204, headers: { 'tus-resumable': '1.0.0' } });
  });
}
