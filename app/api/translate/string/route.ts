import { currentActor } from '#app/_session/actor.ts';
import { openString, unitSchema } from '#lib/workbench/index.ts';
import { answered, invalid } from '../answer.ts';

/** Everything the editor shows of a string. */
export async function GET(request: Request): Promise<Response> {
  const parsed = unitSchema.safeParse(Object.fromEntries(new URL(request.url).searchParams));
  if (!parsed.success) return invalid();
  return answered(async () => openString(await currentActor(), parsed.data));
}
