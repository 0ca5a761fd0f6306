'use client';

import { classNames } from '#app/_ui/class-names.ts';
import type { UploadItem } from './upload-queue.ts';

export interface UploadListWords {
  readonly waiting: string;
  readonly sending: string;
  readonly checking: string;
  readonly done: string;
  readonly refused: string;
  readonly stopped: string;
  readonly cancel: string;
  readonly again: string;
  readonly dismiss: string;
}

const tones: Partial<Record<UploadItem['state'], string>> = {
  done: 'text-jade',
  refused: 'text-cinnabar',
  stopped: 'text-cinnabar',
};

function Line({ item, words, onAgain, onCancel }: { item: UploadItem } & Omit<Props, 'items'>) {
  const { key, file, state, share, message, link } = item;
  const running = state === 'waiting' || state === 'sending' || state === 'checking';
  return (
    <li className="border-line border-t py-3">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <span className="min-w-0 break-words">{file.name}</span>
        <span className={classNames('num', tones[state] ?? 'text-muted')}>
          {words[state]}
          {state === 'sending' && ` ${Math.floor(share * 100)}\u00a0%`}
        </span>
      </div>
      {running && <progress value={share} max={1} aria-label={file.name} className="mt-2 block h-1.5 w-full" />}
      {message && (
        <p className={classNames('mt-1', state === 'done' ? 'text-muted' : 'text-cinnabar')}>
          {link ? (
            <a href={link} className="link">
              {message}
            </a>
          ) : (
            message
          )}
        </p>
      )}
      <div className="flex gap-5">
        {state === 'stopped' && (
          <button type="button" className="link min-h-11" onClick={() => onAgain(key)}>
            {words.again} <span className="sr-only">{file.name}</span>
          </button>
        )}
        {state !== 'checking' && (
          <button type="button" className="link min-h-11 text-muted" onClick={() => onCancel(key)}>
            {state === 'done' || state === 'refused' ? words.dismiss : words.cancel}{' '}
            <span className="sr-only">{file.name}</span>
          </button>
        )}
      </div>
    </li>
  );
}

interface Props {
  readonly items: readonly UploadItem[];
  readonly words: UploadListWords;
  readonly onAgain: (key: number) => void;
  readonly onCancel: (key: number) => void;
}

/** Files on their way, each with how far it is, and what became of those that arrived. */
export function UploadList({ items, words, onAgain, onCancel }: Props) {
  // Progress is not read out; ends are.
  const ended = items.filter(({ state }) => state === 'done' || state === 'refused' || state === 'stopped');
  return (
    <>
      {items.length > 0 && (
        <ul className="mt-4 text-small">
          {items.map((item) => (
            <Line key={item.key} item={item} words={words} onAgain={onAgain} onCancel={onCancel} />
          ))}
        </ul>
      )}
      <p className="sr-only" role="status">
        {ended.map(({ file, state, message }) => `${file.name}: ${words[state]} ${message}`).join(' ')}
      </p>
    </>
  );
}
