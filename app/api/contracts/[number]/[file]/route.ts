import { currentActor } from '#app/_session/actor.ts';
import { draftFile, readContract, sealedFile } from '#lib/contracts/index.ts';
import { DomainError } from '#lib/core/errors.ts';

const files = /^(?:signed|draft-(\d{1,2}))\.pdf$/;

/** A draft's file, or the sealed one, for those who may read the contract, each what they read of it. */
export async function GET(
  _request: Request,
  { params }: { params: Promise<{ number: string; file: string }> },
): Promise<Response> {
  const { number, file } = await params;
  const asked = files.exec(file);
  const missing = () => new Response('Not found', { status: 404 });
  if (!asked) return missing();
  try {
    const { contract } = await readContract(await currentActor(), number);
    const draft = contract.drafts.find(({ version }) => String(version) === asked[1]);
    if (asked[1] ? !draft : contract.status !== 'signed') return missing();
    const { bytes } = draft ? await draftFile(draft.id) : await sealedFile(contract.id);
    return new Response(new Uint8Array(bytes), {
      headers: {
        'content-type': 'application/pdf',
        'content-disposition': `inline; filename="${number}-${file}"`,
        'cache-control': 'private, no-store',
      },
    });
  } catch (error) {
    if (error instanceof DomainError) return missing();
    throw error;
  }
}
