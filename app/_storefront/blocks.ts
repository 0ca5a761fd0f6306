/** A piece of a story: a paragraph, or a heading between paragraphs. */
export interface Block {
  readonly kind: 'paragraph' | 'heading';
  readonly text: string;
}

/** A story in its pieces: blank lines part paragraphs, and a line that begins with # is a heading. Nothing else means anything. */
export function storyBlocks(story: string): Block[] {
  const pieces = story.replace(/^(#{1,6}\s.*)$/gm, '\n$1\n').split(/\n\s*\n/);
  return pieces.flatMap((piece): Block[] => {
    const text = piece.trim();
    const heading = /^#{1,6}\s+(.*)$/.exec(text)?.[1]?.trim();
    if (heading) return [{ kind: 'heading', text: heading }];
    return text === '' || /^#+$/.test(text) ? [] : [{ kind: 'paragraph', text }];
  });
}
