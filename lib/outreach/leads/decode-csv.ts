import { isUtf8 } from "node:buffer";
import { AppError } from "@/lib/platform/errors";

export const fileError = (code: string, message: string): AppError =>
  new AppError("invalid", message, { code: `lead_file.${code}`, details: { field: "file" } });

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

/** The bytes of an uploaded file as UTF-8 without byte order mark; UTF-16 is read when its mark says so (Excel's "Unicode text"). */
export function decodeCsv(file: Uint8Array): Buffer {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
  const mark = bytes.subarray(0, 2).toString("hex");
  if (mark === "fffe" || mark === "feff") return fromUtf16(bytes, mark === "fffe" ? "utf-16le" : "utf-16be");
  if (!isUtf8(bytes)) throw notReadable(`line ${firstBadLine(bytes)} is not valid UTF-8`);
  return bytes.subarray(0, 3).toString("hex") === "efbbbf" ? bytes.subarray(3) : bytes;
}

const notReadable = (why: string, cause?: unknown): AppError =>
  new AppError("invalid", `The file cannot be read: ${why}. Save it as “CSV UTF-8” and try again.`, {
    code: "lead_file.encoding",
    details: { field: "file" },
    cause,
  });

function fromUtf16(bytes: Buffer, encoding: "utf-16le" | "utf-16be"): Buffer {
  try {
    return Buffer.from(new TextDecoder(encoding, { fatal: true }).decode(bytes));
  } catch (cause) {
    throw notReadable(`it is not valid ${encoding}`, cause);
  }
}
