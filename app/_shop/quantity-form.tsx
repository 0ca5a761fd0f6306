'use client';

import type { FormState } from '#app/_forms/form-action.ts';
import { Form } from '#app/_ui/form.tsx';
import { Submit } from '#app/_ui/submit.tsx';

interface Props {
  readonly action: (state: FormState, form: FormData) => Promise<FormState>;
  readonly variantId: string;
  readonly quantity: number;
  readonly digital: boolean;
  readonly words: {
    readonly quantity: string;
    readonly update: string;
    readonly remove: string;
    readonly removeNamed: string;
  };
}

/** How many of a thing, and its removal. A download is there once. */
export function QuantityForm({ action, variantId, quantity, digital, words }: Props) {
  return (
    <div className="mt-2 flex flex-wrap items-center gap-x-4">
      {!digital && (
        <Form action={action} className="flex flex-wrap items-center gap-2">
          <input type="hidden" name="variantId" value={variantId} />
          <input
            key={quantity}
            name="quantity"
            type="text"
            inputMode="numeric"
            defaultValue={quantity}
            aria-label={words.quantity}
            className="num h-11 w-16 rounded-md border border-edge/70 bg-card text-center"
            onBlur={(event) =>
              event.currentTarget.value !== String(quantity) && event.currentTarget.form?.requestSubmit()
            }
          />
          <Submit kind="text">{words.update}</Submit>
        </Form>
      )}
      <Form action={action}>
        <input type="hidden" name="variantId" value={variantId} />
        <input type="hidden" name="quantity" value="0" />
        <Submit kind="text" className="text-muted">
          <span aria-hidden="true">{words.remove}</span>
          <span className="sr-only">{words.removeNamed}</span>
        </Submit>
      </Form>
    </div>
  );
}
