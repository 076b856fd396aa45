import { fileTypeFromBuffer } from "file-type";

const OPAQUE = "application/octet-stream";

/** Kinds that no program runs: named as what they are. Everything else that is recognised is only bytes. */
const HARMLESS =
  /^(image\/(?!svg)|video\/|audio\/|font\/|application\/(pdf|zip|gzip|x-7z-compressed|rtf|vnd\.(openxmlformats-officedocument|oasis\.opendocument)\.))/;
/** Text has no signature: here the uploader is believed, once the bytes are text and do not begin like markup. */
const TEXTS: ReadonlySet<string> = new Set(["text/plain", "text/csv", "text/markdown", "application/json"]);
/** Content types that a browser may show inline. */
const SHOWN: ReadonlySet<string> = new Set([
  "image/png",
  "image/jpeg",
  "image/gif",
  "image/webp",
  "image/avif",
  "application/pdf",
]);

export const isShown = (contentType: string): boolean => SHOWN.has(contentType);

/** The content type by the file's bytes; `application/octet-stream` for markup, scripts, programs and unknown content. */
export async function sniffContentType(bytes: Uint8Array, declared: string): Promise<string> {
  // A file that breaks off where its signature promises more is of no kind.
  const found = await fileTypeFromBuffer(bytes).catch(() => undefined);
  if (found) return HARMLESS.test(found.mime) ? found.mime : OPAQUE;
  return TEXTS.has(declared) && isPlainText(bytes) ? declared : OPAQUE;
}

function isPlainText(bytes: Uint8Array): boolean {
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return false;
  }
  return !text.includes("\0") && !/^\s*</.test(text);
}
