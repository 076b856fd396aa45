import { isUtf8 } from "node:buffer";
import { AppError } from "@/lib/platform/errors";

export type Encoding = "utf-8" | "utf-16le" | "utf-16be" | "windows-1252";

export const fileError = (code: string, message: string): AppError =>
  new AppError("invalid", message, { code: `lead_file.${code}`, details: { field: "file" } });

/** Enough of a file to tell its encoding by. */
const SAMPLE = 64 * 1024;
const WORKBOOK = "504b0304";
const OLD_WORKBOOK = "d0cf11e0";

function firstBadLine(bytes: Buffer): number {
  let line = 1;
  for (let start = 0; start < bytes.length; line += 1) {
    const newline = bytes.indexOf(0x0a, start);
    const end = newline === -1 ? bytes.length : newline;
    if (!isUtf8(bytes.subarray(start, end))) return line;
    start = end + 1;
  }
  return line;
}

/** UTF-16 without a mark: every other byte of plain text is zero. */
function unmarkedUtf16(bytes: Buffer): Encoding | null {
  const sample = bytes.subarray(0, SAMPLE);
  if (sample.length < 4) return null;
  const zeros = [0, 0];
  for (const [index, byte] of sample.entries()) if (byte === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  const many = sample.length / 4;
  if (odd > many && even < many / 10) return "utf-16le";
  return even > many && odd < many / 10 ? "utf-16be" : null;
}

/** UTF-8 that was damaged: most of its letters beyond ASCII are whole. Windows-1252 has next to none that look whole by chance. */
function isDamagedUtf8(bytes: Buffer): boolean {
  const letters = bytes.toString("utf8").match(/[^\p{ASCII}\ufffd]/gu)?.length ?? 0;
  const broken = bytes.toString("utf8").match(/\ufffd/g)?.length ?? 0;
  return letters > broken;
}

const isBinary = (bytes: Buffer): boolean => {
  const controls = bytes.subarray(0, SAMPLE).filter((byte) => byte < 0x20 && ![0x09, 0x0a, 0x0d].includes(byte)).length;
  return controls > bytes.subarray(0, SAMPLE).length / 50;
};

/**
 * The bytes of an uploaded file as UTF-8 without byte order mark, and the encoding they were in: UTF-8, UTF-16 with or without its mark
 * (Excel's "Unicode text"), or else Windows-1252, in which Excel of western Europe saves.
 */
export function decodeCsv(file: Uint8Array): { text: Buffer; encoding: Encoding } {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
  const mark = bytes.subarray(0, 4).toString("hex");
  if (mark === WORKBOOK || mark === OLD_WORKBOOK)
    throw fileError(
      "workbook",
      "This is an Excel workbook. Open it, choose “Save as” and “CSV UTF-8”, and take that file.",
    );
  const wide = mark.startsWith("fffe") ? "utf-16le" : mark.startsWith("feff") ? "utf-16be" : unmarkedUtf16(bytes);
  if (wide) return { text: decodeFrom(bytes, wide), encoding: wide };
  if (isUtf8(bytes)) return { text: mark.startsWith("efbbbf") ? bytes.subarray(3) : bytes, encoding: "utf-8" };
  if (isBinary(bytes) || isDamagedUtf8(bytes)) throw notReadable(`line ${firstBadLine(bytes)} is not valid UTF-8`);
  return { text: decodeFrom(bytes, "windows-1252"), encoding: "windows-1252" };
}

const notReadable = (why: string, cause?: unknown): AppError =>
  new AppError("invalid", `The file cannot be read: ${why}. Save it as “CSV UTF-8” and try again.`, {
    code: "lead_file.encoding",
    details: { field: "file" },
    cause,
  });

function decodeFrom(bytes: Buffer, encoding: Encoding): Buffer {
  try {
    return Buffer.from(new TextDecoder(encoding, { fatal: true }).decode(bytes));
  } catch (cause) {
    throw notReadable(`it is not valid ${encoding}`, cause);
  }
}
