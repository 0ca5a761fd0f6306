import { Watch } from './watch.tsx';

/** How far a job has come. */
export function Progress({ text, said, done, all }: { text: string; said: string; done: number; all: number }) {
  return (
    <div className="max-w-[640px]">
      <Watch />
      <noscript>
        <meta httpEquiv="refresh" content="3" />
      </noscript>
      <p>{text}</p>
      <progress value={done} max={Math.max(all, 1)} aria-label={text} className="mt-4 block h-2 w-full" />
      <p role="status" className="num mt-2 text-muted text-small">
        {all > 0 && said}
      </p>
    </div>
  );
}
