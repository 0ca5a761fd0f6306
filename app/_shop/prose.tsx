/** A text of several paragraphs, set for reading. */
export function Prose({ text }: { text: string }) {
  return (
    <div className="grid max-w-[64ch] gap-5">
      {text.split('\n\n').map((paragraph) => (
        <p key={paragraph}>{paragraph}</p>
      ))}
    </div>
  );
}
