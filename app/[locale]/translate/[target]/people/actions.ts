'use server';

import { getTranslations } from 'next-intl/server';
import { done, type FormState, formAction } from '#app/_forms/form-action.ts';
import { addMember, addMemberSchema, changeMember, changeMemberSchema } from '#lib/workbench/index.ts';

const add = formAction(addMemberSchema, async (actor, input) => {
  await addMember(actor, input);
  return done((await getTranslations('workbench'))('team.added'));
});

/** Takes somebody into the team. */
export async function takeIn(state: FormState, form: FormData): Promise<FormState> {
  return add(state, form);
}

const change = formAction(changeMemberSchema, async (actor, input) => {
  await changeMember(actor, input);
  return done((await getTranslations('workbench'))('team.changed'));
});

/** Gives a member another role, or takes them out. */
export async function changeRole(state: FormState, form: FormData): Promise<FormState> {
  return change(state, form);
}
