import { z } from 'zod';
import { askingLocale } from '#app/_i18n/reader.ts';
import { currentActor } from '#app/_session/actor.ts';
import { deskString } from '#app/_workbench/desk-string.ts';
import type { Actor } from '#lib/core/actor.ts';
import type { Locale } from '#lib/languages/index.ts';
import { jobSaveSchema, openJobString, saveJobString } from '#lib/translations/index.ts';
import {
  acceptSuggestion,
  alignSchema,
  alignStrings,
  assignSchema,
  assignString,
  commentOnString,
  commentSchema,
  confirmSchema,
  confirmString,
  decideSchema,
  declineSuggestion,
  describeString,
  lockSchema,
  lockString,
  noteSchema,
  openString,
  reviewSchema,
  reviewString,
  saveSchema,
  saveString,
  suggestSchema,
  suggestString,
  unitSchema,
  voteOnSuggestion,
  voteSchema,
} from '#lib/workbench/index.ts';
import { answered, invalid, ownJson } from '../answer.ts';

const of = unitSchema.shape;
const change = z.discriminatedUnion('do', [
  saveSchema.extend({ do: z.literal('save') }),
  suggestSchema.extend({ do: z.literal('suggest') }),
  confirmSchema.extend({ do: z.literal('confirm') }),
  alignSchema.extend({ do: z.literal('align') }),
  reviewSchema.extend({ do: z.literal('review') }),
  lockSchema.extend({ do: z.literal('lock') }),
  assignSchema.extend({ do: z.literal('assign') }),
  noteSchema.extend({ do: z.literal('describe') }),
  commentSchema.extend({ do: z.literal('comment') }),
  voteSchema.extend({ do: z.literal('vote'), ...of }),
  decideSchema.extend({ do: z.literal('accept'), ...of }),
  decideSchema.omit({ seen: true }).extend({ do: z.literal('decline'), ...of }),
]);

function perform(actor: Actor, input: z.output<typeof change>): Promise<unknown> {
  switch (input.do) {
    case 'save':
      return saveString(actor, input);
    case 'suggest':
      return suggestString(actor, input);
    case 'confirm':
      return confirmString(actor, input);
    case 'align':
      return alignStrings(actor, input);
    case 'review':
      return reviewString(actor, input);
    case 'lock':
      return lockString(actor, input);
    case 'assign':
      return assignString(actor, input);
    case 'describe':
      return describeString(actor, input);
    case 'comment':
      return commentOnString(actor, input);
    case 'vote':
      return voteOnSuggestion(actor, input);
    case 'accept':
      return acceptSuggestion(actor, input);
    case 'decline':
      return declineSuggestion(actor, input);
  }
}

/** In a job there is nothing but saving: it is between two sides, and no public talk. */
const jobChange = jobSaveSchema.extend({ do: z.literal('save') });

/** Changes something of a string and answers with the string as it is then. */
export async function POST(request: Request): Promise<Response> {
  return ownJson(request, async (asked) => {
    if (asked instanceof Object && 'job' in asked) return changeOfJob(asked, askingLocale(request));
    const parsed = change.safeParse(asked);
    if (!parsed.success) return invalid(parsed.error);
    return answered(async () => {
      const actor = await currentActor();
      await perform(actor, parsed.data);
      return deskString(await openString(actor, parsed.data), askingLocale(request));
    });
  });
}

async function changeOfJob(asked: object, reader: Locale): Promise<Response> {
  const parsed = jobChange.safeParse(asked);
  if (!parsed.success) return invalid(parsed.error);
  return answered(async () => {
    const actor = await currentActor();
    await saveJobString(actor, parsed.data);
    return deskString(await openJobString(actor, parsed.data), reader);
  });
}
