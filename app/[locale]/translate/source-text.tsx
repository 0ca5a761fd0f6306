import { messageParts } from '#lib/languages/index.ts';

/** A message with what must be carried over as it stands set apart from the words. */
export function SourceText({ message, lang }: { message: string; lang: string }) {
  return (
    <p lang={lang} className="whitespace-pre-wrap rounded-md bg-silk px-3.5 py-2.5">
      {messageParts(message).map((part) =>
        part.code ? (
          <code key={part.at} className="rounded-sm border border-edge/50 bg-card px-1 text-amber text-small">
            {part.text}
          </code>
        ) : (
          part.text
        ),
      )}
    </p>
  );
}
