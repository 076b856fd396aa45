/** A sentence of the documentation; text between backticks is code. */
export function Prose({ text }: { text: string }) {
  return text.split("`").map((part, index) =>
    // Pieces never move: their place is their name.
    index % 2 === 1 ? <code key={index}>{part}</code> : part,
  );
}
