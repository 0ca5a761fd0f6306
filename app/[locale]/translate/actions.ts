'use server';

import { z } from 'zod';
import { type FormState, formAction, redirectTo } from '#app/_forms/form-action.ts';
import { currentActor } from '#app/_session/actor.ts';
import { may } from '#lib/core/authorize.ts';
import { publishMessage, publishSchema, restoreMessage, restoreSchema } from '#lib/languages/index.ts';
import { type DeskFilter, filterOf, listPath, stringPath } from './desk-path.ts';
import { type Review, reviewOf } from './review.ts';

export interface EditorState extends FormState {
  readonly review?: Review;
}

/** What the form carries beside the message: the filter to come back to, and the string that comes next. */
const travelling = {
  part: z.string().default(''),
  which: z.string().default(''),
  q: z.string().default(''),
  next: z.string().max(250).default(''),
  intent: z.string().default(''),
};
const reviewSchema = publishSchema.omit({ version: true });

function filterIn({ part, which, q }: Readonly<Record<'part' | 'which' | 'q', string>>): DeskFilter {
  return filterOf({ part, which, q });
}

const publish = formAction(publishSchema.extend(travelling), async (actor, input) => {
  await publishMessage(actor, input);
  const filter = filterIn(input);
  const id = `${input.namespace}.${input.key}`;
  if (input.intent === 'publish') return redirectTo(stringPath(input.locale, filter, id, id));
  return redirectTo(
    input.next ? stringPath(input.locale, filter, input.next, id) : listPath(input.locale, filter, 1, id),
  );
});

/** The editor's form: publishes, or (without JavaScript) checks or takes a check's fix. */
export async function submitString(state: EditorState, form: FormData): Promise<EditorState> {
  const read = (name: string) => String(form.get(name) ?? '');
  const [intent, code] = read('intent').split(':');
  const after = intent === 'publish' || intent === 'next' ? await publish(state, form) : undefined;
  const review = await reviewString(read('locale'), read('namespace'), read('key'), read('value'));
  if (after) return review ? { ...after, review } : after;
  const fixed = intent === 'fix' ? review?.problems.find((problem) => problem.code === code)?.fix : undefined;
  const value = fixed ?? read('value');
  const again =
    fixed === undefined ? review : await reviewString(read('locale'), read('namespace'), read('key'), fixed);
  return { status: 'idle', values: { value }, ...(again ? { review: again } : {}) };
}

/** Checks and preview of what is being typed; null where the person may not edit or the input makes no sense. */
export async function reviewString(
  locale: string,
  namespace: string,
  key: string,
  value: string,
): Promise<Review | null> {
  const parsed = reviewSchema.safeParse({ locale, namespace, key, value });
  if (!parsed.success || !may(await currentActor(), 'message.edit', { locale: parsed.data.locale })) return null;
  return reviewOf(parsed.data);
}

const restore = formAction(restoreSchema.extend(travelling), async (actor, input) => {
  await restoreMessage(actor, input);
  const id = `${input.namespace}.${input.key}`;
  return redirectTo(stringPath(input.locale, filterIn(input), id, id));
});

/** Publishes an earlier version again. */
export async function restoreString(state: FormState, form: FormData): Promise<FormState> {
  return restore(state, form);
}
