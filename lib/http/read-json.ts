import { AppError } from "@/lib/platform/errors";
import { findUnstorable } from "@/lib/platform/storable";

const LIMIT_BYTES = 1024 * 1024;

const invalid = (message: string, details = {}): AppError =>
  new AppError("invalid", message, { code: "body.invalid", details });

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

/** Throws 400 `body.invalid` for what the database cannot store; see {@link findUnstorable}. */
export function assertStorable(value: unknown): void {
  const problem = findUnstorable(value);
  if (problem !== null) throw invalid(problem);
}

/** The same for a body; of a batch, the sentence and `index` say which item it is. */
function assertStorableBody(body: unknown): void {
  if (!Array.isArray(body)) return assertStorable(body);
  for (const [index, item] of body.entries()) {
    const problem = findUnstorable(item, "item");
    if (problem !== null) throw invalid(`Number ${index} (from 0): ${problem}`, { index });
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

/**
 * A JSON body of at most 1 MiB: 415 unless declared as JSON, 413 if larger, 400 if it cannot be read or stored. With `itemwise` the
 * items of an array are not looked at: the handler judges each by itself.
 */
export async function readJson(request: Request, { itemwise = false } = {}): Promise<unknown> {
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
  if (!itemwise || !Array.isArray(value)) assertStorableBody(value);
  return value;
}
