import { storyBlocks } from './blocks.ts';

/** A long text set for reading: paragraphs, and headings of the given level. */
export function Story({ text, lang, level = 'h3' }: { text: string; lang: string; level?: 'h3' | 'h4' }) {
  const Heading = level;
  return (
    <div className="grid max-w-[62ch] gap-4" lang={lang}>
      {storyBlocks(text).map((block, at) =>
        block.kind === 'heading' ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one text have no other name than their place
          <Heading key={at} className="mt-4 text-large first:mt-0">
            {block.text}
          </Heading>
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one text have no other name than their place
          <p key={at} className="whitespace-pre-line">
            {block.text}
          </p>
        ),
      )}
    </div>
  );
}
