import { currentActor } from '#app/_session/actor.ts';
import { checkJobString, jobCheckSchema } from '#lib/translations/index.ts';
import { checkSchema, checkString } from '#lib/workbench/index.ts';
import { answered, invalid, ownJson } from '../answer.ts';

/** Checks and preview of what is being typed. */
export async function POST(request: Request): Promise<Response> {
  return ownJson(request, async (asked) => {
    const job = jobCheckSchema.safeParse(asked);
    if (job.success) return answered(async () => checkJobString(await currentActor(), job.data));
    const parsed = checkSchema.safeParse(asked);
    if (!parsed.success) return invalid(parsed.error);
    return answered(async () => checkString(await currentActor(), parsed.data));
  });
}
