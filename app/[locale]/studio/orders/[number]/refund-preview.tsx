'use client';

import { useEffect, useRef, useState } from 'react';
import type { FormState } from '#app/_forms/form-action.ts';
import { previewRefundAction } from './actions.ts';

const idle: FormState = { status: 'idle' };
const pause = 350;

/** Says what the form around it would give back, and what of that is the seller's, a moment after something was typed. */
export function RefundPreview() {
  const place = useRef<HTMLParagraphElement>(null);
  const [said, say] = useState<FormState>(idle);
  useEffect(() => {
    const form = place.current?.closest('form');
    if (!form) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let latest = 0;
    const ask = () => {
      clearTimeout(timer);
      timer = setTimeout(async () => {
        latest += 1;
        const mine = latest;
        const answer = await previewRefundAction(idle, new FormData(form)).catch(() => idle);
        if (mine === latest) say(answer);
      }, pause);
    };
    form.addEventListener('input', ask);
    return () => {
      clearTimeout(timer);
      form.removeEventListener('input', ask);
    };
  }, []);
  return (
    <p
      ref={place}
      aria-live="polite"
      className={said.status === 'error' ? 'text-cinnabar text-small' : 'num text-small'}
    >
      {said.message}
    </p>
  );
}
