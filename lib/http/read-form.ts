import { AppError } from "@/lib/platform/errors";
import { assertStorable, readBytes } from "./read-json";

/** A whole form, its file included. Next truncates bodies beyond its own `proxyClientMaxBodySize`, which must stay above this. */
export const FORM_LIMIT_BYTES = 30 * 1024 * 1024;

export type FormFile = { name: string; bytes: Uint8Array };

async function parseForm(bytes: Buffer<ArrayBuffer>, contentType: string): Promise<FormData> {
  try {
    return await new Response(bytes, { headers: { "content-type": contentType } }).formData();
  } catch (cause) {
    throw new AppError("invalid", "The body is not a readable multipart form, or it was cut off on its way.", {
      code: "body.invalid",
      cause,
    });
  }
}

/**
 * A multipart form of at most 30 MiB as an object of its fields: a text, or a file's name and bytes. 415 unless declared as multipart,
 * 413 if larger (refused before it is held), 400 if it cannot be read, names a field twice or holds a text that cannot be stored.
 */
export async function readForm(request: Request): Promise<Record<string, string | FormFile>> {
  const contentType = request.headers.get("content-type") ?? "";
  if (!/^multipart\/form-data\s*;/i.test(contentType)) {
    throw new AppError("unsupported", "Send a form with the header content-type: multipart/form-data.", {
      code: "body.not_form",
    });
  }
  const form = await parseForm(await readBytes(request, FORM_LIMIT_BYTES), contentType);
  const fields = new Map<string, string | FormFile>();
  for (const [name, value] of form) {
    if (fields.has(name))
      throw new AppError("invalid", `The form names ${name.slice(0, 50)} twice.`, { code: "body.invalid" });
    fields.set(
      name,
      typeof value === "string" ? value : { name: value.name, bytes: new Uint8Array(await value.arrayBuffer()) },
    );
  }
  assertStorable(
    Object.fromEntries([...fields].map(([name, value]) => [name, typeof value === "string" ? value : value.name])),
  );
  return Object.fromEntries(fields);
}
