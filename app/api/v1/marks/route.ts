import { notKept } from '#app/_lists/own-site.ts';
import { currentActor } from '#app/_session/actor.ts';
import { currentKeeper } from '#app/_session/keeper.ts';
import { uuidPattern } from '#lib/core/ids.ts';
import { limits } from '#lib/core/limits.ts';
import { followedAmong, savedAmong } from '#lib/lists/index.ts';

function ids(value: string | null): string[] {
  return (value ?? '')
    .split(',')
    .filter((id) => uuidPattern.test(id))
    .slice(0, limits.marks);
}

/** What of a page's listings this visitor has saved, and which of its enterprises they follow. */
export async function GET(request: Request): Promise<Response> {
  const asked = new URL(request.url).searchParams;
  const [saved, followed] = await Promise.all([
    savedAmong(await currentKeeper(), ids(asked.get('listings'))),
    followedAmong(await currentActor(), ids(asked.get('enterprises'))),
  ]);
  return Response.json({ saved, followed }, { headers: notKept });
}
