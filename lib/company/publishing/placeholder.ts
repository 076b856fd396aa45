/** A file below this is not something that a company publishes. */
export const MIN_BYTES = 200;

const FILLER = /\blorem ipsum\b|\b(?:TODO|TBD|FIXME)\b/;

/** Why a file only stands in for one that is to come: too small, empty, one byte again and again, or filler text; null for a true one. */
export function whyPlaceholder(bytes: Uint8Array): string | null {
  if (bytes.length < MIN_BYTES) return `it has ${bytes.length} bytes, and at least ${MIN_BYTES} are expected`;
  if (bytes.every((byte) => byte === bytes[0])) return "it holds the same byte again and again";
  const text = textOf(bytes);
  if (text === null) return null;
  if (text.trim() === "") return "it is empty";
  const filler = FILLER.exec(text.replace(/lorem\s+ipsum/gi, "lorem ipsum"));
  return filler ? `it holds the filler “${filler[0]}”` : null;
}

function textOf(bytes: Uint8Array): string | null {
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return text.includes("\0") ? null : text;
  } catch {
    // Bytes that are no text hold no filler words.
    return null;
  }
}
