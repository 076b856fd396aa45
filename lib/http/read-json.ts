import { AppError } from "@/lib/platform/errors";

const LIMIT_BYTES = 1024 * 1024;
const MAX_DEPTH = 32;

const invalid = (message: string): AppError => new AppError("invalid", message, { code: "body.invalid" });

const tooLarge = (limitBytes: number): AppError =>
  new AppError("too_large", `The body is larger than ${Math.round(limitBytes / 1024 / 1024)} MiB. Send it in parts.`, {
    code: "body.too_large",
  });

/** Reads at most `limitBytes` of a body; what is larger is refused before it is held in memory. */
export async function readBytes(request: Request, limitBytes = LIMIT_BYTES): Promise<Buffer<ArrayBuffer>> {
  if (Number(request.headers.get("content-length") ?? 0) > limitBytes) throw tooLarge(limitBytes);
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength;
    if (size > limitBytes) throw tooLarge(limitBytes);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function assertText(text: string): void {
  if (text.includes("\0") || !text.isWellFormed())
    throw invalid("A text holds a NUL or half a character (a lone surrogate), which cannot be stored.");
}

/** What Postgres `jsonb` and `text` can hold: bounded depth, no U+0000, no lone surrogates. */
export function assertStorable(value: unknown, depth = 0): void {
  if (depth > MAX_DEPTH) throw invalid(`The body is nested more than ${MAX_DEPTH} levels deep.`);
  if (typeof value === "string") return assertText(value);
  if (typeof value !== "object" || value === null) return;
  if (Array.isArray(value)) {
    for (const child of value) assertStorable(child, depth + 1);
    return;
  }
  for (const [key, child] of Object.entries(value)) {
    assertText(key);
    assertStorable(child, depth + 1);
  }
}

const isJson = (request: Request): boolean =>
  /^application\/([a-z.+-]+\+)?json\b/i.test(request.headers.get("content-type") ?? "");

/** Whether a JSON body came with the request at all. */
export const hasJson = (request: Request): boolean =>
  isJson(request) && (request.headers.has("transfer-encoding") || Number(request.headers.get("content-length")) > 0);

/** A body of at most 1 MiB as the text it came as; 400 unless it is UTF-8. */
export async function readText(request: Request): Promise<string> {
  const bytes = await readBytes(request);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new AppError("invalid", "The body is not UTF-8.", { code: "body.invalid", cause });
  }
}

/** A JSON body of at most 1 MiB: 415 unless declared as JSON, 413 if larger, 400 if it cannot be read or stored. */
export async function readJson(request: Request): Promise<unknown> {
  if (!isJson(request)) {
    throw new AppError("unsupported", "Send JSON with the header content-type: application/json.", {
      code: "body.not_json",
    });
  }
  const bytes = await readBytes(request);
  if (bytes.length === 0) throw invalid("The body is empty; send a JSON object.");
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch (cause) {
    throw new AppError("invalid", "The body is not valid JSON in UTF-8.", { code: "body.invalid", cause });
  }
  assertStorable(value);
  return value;
}
