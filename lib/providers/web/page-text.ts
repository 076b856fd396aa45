const META_CHARSET = /<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w-]{1,40})/i;
const MARKS: readonly (readonly [string, readonly number[]])[] = [
  ["utf-8", [0xef, 0xbb, 0xbf]],
  ["utf-16be", [0xfe, 0xff]],
  ["utf-16le", [0xff, 0xfe]],
];
/** As browsers read pages that name no character set and are not UTF-8. */
const LEGACY = "windows-1252";

/** The text of a page in the character set that it has: by its first bytes, its header, itself, or its bytes. Never throws. */
export function pageText(bytes: Buffer, contentType = ""): string {
  const marked = MARKS.find(([, mark]) => mark.every((byte, at) => bytes[at] === byte))?.[0];
  const named = /charset\s*=\s*"?([\w-]{1,40})/i.exec(contentType)?.[1];
  const written = META_CHARSET.exec(bytes.subarray(0, 4096).toString("latin1"))?.[1];
  for (const name of [marked, named, written]) {
    const decoder = name === undefined ? null : decoderOf(name);
    if (decoder) return decoder.decode(bytes);
  }
  try {
    // A page that was cut after so many bytes may end in the middle of a letter.
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes, { stream: true });
  } catch {
    return new TextDecoder(LEGACY).decode(bytes); // not UTF-8
  }
}

function decoderOf(name: string): TextDecoder | null {
  try {
    return new TextDecoder(name);
  } catch {
    return null; // a character set that does not exist: the page's own bytes decide
  }
}
