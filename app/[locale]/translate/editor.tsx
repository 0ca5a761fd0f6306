'use client';

import { type ReactNode, startTransition, useActionState, useEffect, useRef, useState } from 'react';
import { buttonStyle } from '#app/_ui/button-style.ts';
import type { EditorState } from './actions.ts';
import { Preview, Problems, type ReviewWords } from './checks.tsx';
import { useDirtyGuard, useNeighbourKeys } from './editor-keys.ts';
import type { Review } from './review.ts';

interface Props {
  readonly submit: (state: EditorState, form: FormData) => Promise<EditorState>;
  readonly review: (locale: string, namespace: string, key: string, value: string) => Promise<Review | null>;
  readonly message: {
    readonly locale: string;
    readonly namespace: string;
    readonly key: string;
    readonly version: number;
    readonly value: string;
  };
  readonly direction: 'ltr' | 'rtl';
  readonly firstReview: Review | undefined;
  /** Hidden fields: the filter, and the string that comes next. */
  readonly travelling: Readonly<Record<string, string>>;
  readonly insertable: readonly string[];
  readonly words: ReviewWords & {
    readonly target: string;
    readonly insert: string;
    readonly publish: string;
    readonly publishNext: string;
    readonly publishing: string;
    readonly check: string;
    readonly leave: string;
  };
  readonly keys: ReactNode;
  readonly children: ReactNode;
}

const typingPause = 350;

/** Asks for checks and preview a moment after the last key, and takes only the newest answer. */
function useLiveReview({ review, message, firstReview }: Props, value: string, sent: Review | undefined) {
  const [live, setLive] = useState<Review | undefined>(undefined);
  const asked = useRef(message.value);
  useEffect(() => {
    if (value === asked.current) return;
    let wanted = true;
    const timer = setTimeout(async () => {
      asked.current = value;
      const answer = await review(message.locale, message.namespace, message.key, value).catch(() => null);
      if (wanted && answer) setLive(answer);
    }, typingPause);
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [value, review, message]);
  return live ?? sent ?? firstReview;
}

/** One string: its wording, what the checks say of it and how it will read. Publishes by form, so it works without JavaScript too. */
export function Editor(props: Props) {
  const { submit, message, direction, travelling, insertable, words, keys, children } = props;
  const [state, send, pending] = useActionState(submit, { status: 'idle' });
  const typed = state.values?.['value'];
  const [value, setValue] = useState(typeof typed === 'string' ? typed : message.value);
  const [isLive, setLive] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  const said = useRef<HTMLParagraphElement>(null);
  const onward = useRef<HTMLButtonElement>(null);
  const review = useLiveReview(props, value, state.review);
  useDirtyGuard(value !== message.value && !pending, words.leave);
  useNeighbourKeys();
  useEffect(() => {
    // What was typed before this ran is in the field and not yet known here.
    setLive(true);
    if (field.current) setValue(field.current.value);
  }, []);
  useEffect(() => {
    if (state.status === 'error') said.current?.focus();
  }, [state]);

  const insert = (text: string) => {
    field.current?.setRangeText(text, field.current.selectionStart, field.current.selectionEnd, 'end');
    field.current?.focus();
    setValue(field.current?.value ?? value);
  };
  const replace = (text: string) => {
    if (field.current) field.current.value = text;
    setValue(text);
    field.current?.focus();
  };

  return (
    <form
      action={send}
      noValidate
      className="grid gap-x-12 gap-y-10 lg:grid-cols-[1fr_minmax(300px,380px)]"
      onSubmit={(event) => {
        // Sent by hand, because React empties a form that it sends itself.
        event.preventDefault();
        const { nativeEvent } = event;
        const form = new FormData(
          event.currentTarget,
          nativeEvent instanceof SubmitEvent ? nativeEvent.submitter : null,
        );
        startTransition(() => send(form));
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
          event.preventDefault();
          if (!pending) event.currentTarget.requestSubmit(onward.current);
        }
      }}
    >
      <div className="grid min-w-0 content-start gap-6">
        {Object.entries({
          ...travelling,
          locale: message.locale,
          namespace: message.namespace,
          key: message.key,
          version: String(message.version),
        }).map(([name, each]) => (
          <input key={name} type="hidden" name={name} value={each} />
        ))}
        {children}
        <div>
          <label htmlFor="target-text" className="mb-1.5 block font-medium text-small">
            {words.target}
          </label>
          {state.message && (
            <p
              ref={said}
              tabIndex={-1}
              role="alert"
              className="mb-3 border-cinnabar border-l-3 py-1 pl-4 text-cinnabar"
            >
              {state.message}
            </p>
          )}
          <textarea
            ref={field}
            id="target-text"
            name="value"
            rows={Math.min(14, Math.max(4, Math.ceil(value.length / 60)))}
            defaultValue={value}
            lang={message.locale}
            dir={direction}
            spellCheck
            autoComplete="off"
            aria-invalid={state.status === 'error' ? true : undefined}
            aria-describedby="editor-keys"
            onInput={(event) => setValue(event.currentTarget.value)}
            className="block w-full rounded-md border border-edge/70 bg-card px-3.5 py-2.5 text-ink hover:border-edge focus:border-ink aria-invalid:border-cinnabar"
          />
          {isLive && insertable.length > 0 && (
            <p className="mt-2 flex flex-wrap items-center gap-2 text-small">
              <span className="text-muted">{words.insert}</span>
              {insertable.map((each) => (
                <button
                  key={each}
                  type="button"
                  onClick={() => insert(each)}
                  className="min-h-8 rounded-sm border border-edge/60 bg-card px-2 font-mono text-amber hover:border-ink"
                >
                  {each}
                </button>
              ))}
            </p>
          )}
        </div>
        <div className="flex flex-wrap items-center gap-3">
          <button
            ref={onward}
            type="submit"
            name="intent"
            value="next"
            className={buttonStyle()}
            aria-disabled={pending}
          >
            {pending ? words.publishing : words.publishNext}
          </button>
          <button type="submit" name="intent" value="publish" className={buttonStyle('quiet')} aria-disabled={pending}>
            {words.publish}
          </button>
          {!isLive && (
            <button type="submit" name="intent" value="check" className={buttonStyle('quiet')}>
              {words.check}
            </button>
          )}
        </div>
        <p id="editor-keys" className="hidden text-muted text-small md:block">
          {keys}
        </p>
        <Problems review={review} lang={message.locale} words={words} onFix={replace} />
      </div>
      <div className="min-w-0">
        <Preview review={review} lang={message.locale} words={words} />
      </div>
    </form>
  );
}
