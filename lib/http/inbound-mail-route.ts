import { AppError } from "@/lib/platform/errors";
import type { SystemCtx } from "@/lib/platform/ctx";
import type { InboundNotice } from "@/lib/providers/mail/inbound/port";
import { admitInbound, readProviderBody } from "@/lib/providers/mail/inbound/read-notice";
import { readResendEvent } from "@/lib/providers/mail/inbound/resend";
import { largeBodies, senderOf } from "./large-bodies";
import { readBytes, readText } from "./read-json";
import { makeRoute, type RouteHandler, type RouteOptions } from "./route";

/** Next cuts bodies off beyond its own `proxyClientMaxBodySize`. */
const LIMIT_BYTES = 31 * 1024 * 1024;

export type InboundMailCtx = SystemCtx & { notice: InboundNotice | null };
type Caller = SystemCtx & { admitted: ReturnType<typeof admitInbound> };

/** Enters: a mail provider that signs its body, or knows the shared secret; the secret is asked before anything is read. */
export const inboundMailRoute = (options: RouteOptions<InboundMailCtx, object>): RouteHandler =>
  makeRoute<InboundMailCtx, Caller, object>(
    {
      who: "signature",
      body: "unread",
      identify: async (request, system) => ({ ...system, admitted: admitInbound(request.headers) }),
      enter: async ({ admitted, ...system }, _raw, request) => ({
        ...system,
        notice:
          admitted.by === "svix"
            ? readResendEvent(await readText(request), request.headers, admitted.secret)
            : await inTurn(request, system, () => readNotice(request, system.requestId)),
      }),
    },
    options,
  );

/** Large ones take turns, because several copies of each are held while it is read. */
const inTurn = <T>(request: Request, { address }: SystemCtx, read: () => Promise<T>): Promise<T> =>
  Number(request.headers.get("content-length") ?? 0) > 1024 * 1024
    ? largeBodies.run(senderOf(request, address), read)
    : read();

async function readNotice(request: Request, requestId: string): Promise<InboundNotice> {
  try {
    const bytes = await readBytes(request, LIMIT_BYTES);
    const contentType = request.headers.get("content-type") ?? "";
    if (/^application\/([a-z.+-]+\+)?json\b/i.test(contentType)) return await readProviderBody(parsed(bytes), []);
    return await readFormBody(bytes, contentType);
  } catch (error) {
    if (!(error instanceof AppError) || error.kind !== "too_large") throw error;
    const unread = { sender: "", subject: "", raw: null, isOversized: true } as const;
    return { kind: "message", provider: "raw", providerMessageId: requestId, ...unread, recipients: [] };
  }
}

function parsed(bytes: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch (cause) {
    throw new AppError("invalid", "The body is not valid JSON in UTF-8.", { code: "body.invalid", cause });
  }
}

/** Files are attachments, whatever their field is called; of a field that is named twice the first counts. */
async function readFormBody(bytes: Buffer<ArrayBuffer>, contentType: string): Promise<InboundNotice> {
  const form = await new Response(bytes, { headers: { "content-type": contentType } })
    .formData()
    .catch((cause: unknown) => {
      throw new AppError("unsupported", "Send JSON, or the fields of a form.", { code: "body.not_form", cause });
    });
  const fields = new Map<string, string>();
  const files = [];
  for (const [name, value] of form) {
    if (typeof value !== "string") {
      files.push({ name: value.name, type: value.type, content: Buffer.from(await value.arrayBuffer()) });
    } else if (!fields.has(name)) fields.set(name, value);
  }
  return readProviderBody(Object.fromEntries(fields), files);
}
