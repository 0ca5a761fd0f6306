'use client';

import { useRouter } from 'next/navigation';
import { type FormEvent, useId, useState } from 'react';
import { buttonStyle } from '#app/_ui/button-style.ts';

export interface UploadWords {
  readonly send: string;
  readonly sending: string;
  readonly done: string;
  readonly failed: string;
  readonly tooLarge: string;
  readonly away: string;
}

interface Props {
  readonly action: string;
  readonly field: string;
  readonly accept?: string;
  readonly multiple?: boolean;
  readonly maxBytes: number;
  readonly listingId: string;
  readonly locale: string;
  readonly label: string;
  readonly hint: string;
  readonly words: UploadWords;
}

interface Answer {
  readonly ok: boolean;
  readonly message: string;
}

function answerOf(request: XMLHttpRequest, away: string): Answer {
  const body: unknown = request.response;
  const message = body instanceof Object && 'message' in body && typeof body.message === 'string' ? body.message : '';
  return { ok: request.status === 200, message: message || away };
}

/** Sends one form and tells how far it has come, from 0 to 1. (fetch cannot tell.) */
function send(address: string, form: FormData, progress: (share: number) => void, away: string): Promise<Answer> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open('POST', address);
    request.responseType = 'json';
    request.setRequestHeader('accept', 'application/json');
    request.upload.onprogress = (event) => progress(event.lengthComputable ? event.loaded / event.total : 0);
    request.onload = () => resolve(answerOf(request, away));
    request.onerror = () => resolve({ ok: false, message: away });
    request.send(form);
  });
}

/** Files for a listing, sent one after another with their progress. Without JavaScript it is a plain form that sends all at once. */
export function Upload({
  action,
  field,
  accept,
  multiple = false,
  maxBytes,
  listingId,
  locale,
  label,
  hint,
  words,
}: Props) {
  const id = useId();
  const router = useRouter();
  const [sending, setSending] = useState<{ file: string; share: number } | null>(null);
  const [problems, setProblems] = useState<readonly string[]>([]);
  const [done, setDone] = useState(false);

  async function onSubmit(event: FormEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    const form = event.currentTarget;
    const chosen = new FormData(form).getAll(field).filter((each) => each instanceof File && each.name !== '');
    if (sending || chosen.length === 0) return;
    const wrong: string[] = [];
    setDone(false);
    setProblems([]);
    for (const file of chosen) {
      if (!(file instanceof File)) continue;
      setSending({ file: file.name, share: 0 });
      const body = new FormData();
      body.set('listingId', listingId);
      body.set('locale', locale);
      body.set(field, file);
      const answer =
        file.size > maxBytes
          ? { ok: false, message: words.tooLarge }
          : await send(action, body, (share) => setSending({ file: file.name, share }), words.away);
      if (!answer.ok) wrong.push(`${words.failed.replace('{file}', file.name)} ${answer.message}`);
    }
    setSending(null);
    setProblems(wrong);
    setDone(wrong.length < chosen.length);
    form.reset();
    router.refresh();
  }

  return (
    <form
      action={`${action}?listing=${listingId}&locale=${locale}`}
      method="post"
      encType="multipart/form-data"
      onSubmit={onSubmit}
      className="max-w-[560px] rounded-md border border-edge/70 border-dashed p-5"
    >
      <input type="hidden" name="listingId" value={listingId} />
      <input type="hidden" name="locale" value={locale} />
      <label htmlFor={id} className="block font-medium text-small">
        {label}
      </label>
      <p id={`${id}-hint`} className="mt-1 mb-3 text-muted text-small">
        {hint}
      </p>
      <div className="flex flex-wrap items-center gap-3">
        <input
          id={id}
          type="file"
          name={field}
          accept={accept}
          multiple={multiple}
          required
          aria-describedby={`${id}-hint`}
          className="min-h-11 min-w-0 max-w-full flex-1 basis-60 py-2 text-small file:mr-3 file:rounded-md file:border-0 file:bg-silk file:px-4 file:py-2 file:text-ink"
        />
        <button type="submit" aria-disabled={sending !== null} className={buttonStyle('quiet')}>
          {words.send}
        </button>
      </div>
      <div aria-live="polite" className="text-small">
        {sending && (
          <p className="mt-3">
            {words.sending.replace('{file}', sending.file)}
            <progress
              value={sending.share}
              max={1}
              aria-label={sending.file}
              className="mt-1 block h-2 w-full accent-amber"
            />
          </p>
        )}
        {done && !sending && <p className="mt-3 text-jade">{words.done}</p>}
        {problems.map((problem) => (
          <p key={problem} className="mt-3 text-cinnabar">
            {problem}
          </p>
        ))}
      </div>
    </form>
  );
}
