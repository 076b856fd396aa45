import { z } from "zod";
import { AppError } from "@/lib/platform/errors";
import { requestJson, requestStream } from "../../http/request-json";
import { composeMime } from "../inbound/compose-mime";
import type { ReceivedMail } from "../inbound/port";

const API = "https://api.resend.com";
const TIMEOUT_MS = 30_000;
const MAX_ATTACHMENTS = 50;

type Options = { apiKey: string; baseUrl?: string | undefined };

/** `GET /emails/receiving/{id}`; `raw` is in the vendor's SDK types of 6.x and not in its OpenAPI file. */
const Received = z.object({
  from: z.string().default(""),
  to: z.array(z.string()).nullish(),
  cc: z.array(z.string()).nullish(),
  subject: z.string().nullish(),
  message_id: z.string().nullish(),
  html: z.string().nullish(),
  text: z.string().nullish(),
  headers: z.record(z.string(), z.unknown()).nullish(),
  raw: z.object({ download_url: z.url() }).nullish(),
  attachments: z.array(z.unknown()).nullish(),
});
type Received = z.infer<typeof Received>;

const Attachments = z.object({
  data: z.array(
    z.object({ filename: z.string().nullish(), content_type: z.string().nullish(), download_url: z.url() }),
  ),
});

/** Messages that Resend received for this installation's domain. */
export function resendReceivedMail({ apiKey, baseUrl = API }: Options): ReceivedMail {
  const api = baseUrl.replace(/\/+$/, "");
  const headers = { authorization: `Bearer ${apiKey}` };
  const ask = <T>(path: string, schema: z.ZodType<T>, signal: AbortSignal): Promise<T> =>
    requestJson({
      vendor: "resend",
      url: api + path,
      init: { headers },
      schema,
      timeoutMs: TIMEOUT_MS,
      signal,
      maxBytes: 64 * 1024 * 1024,
    });

  /** A signed address of the vendor's storage: only over TLS, or where the API itself is. */
  async function download(
    url: string,
    { maxBytes, signal }: { maxBytes: number; signal: AbortSignal },
  ): Promise<Buffer> {
    const { protocol, origin } = new URL(url);
    if (protocol !== "https:" && origin !== new URL(api).origin) {
      throw new AppError("upstream", "resend named an address that is not secure.", { code: "resend.bad_answer" });
    }
    const chunks: Uint8Array[] = [];
    const request = { vendor: "resend", url, init: {}, timeoutMs: TIMEOUT_MS, signal, maxBytes };
    for await (const chunk of requestStream(request)) chunks.push(chunk);
    return Buffer.concat(chunks);
  }

  async function compose(
    id: string,
    mail: Received,
    options: { maxBytes: number; signal: AbortSignal },
  ): Promise<Buffer> {
    const has = (mail.attachments ?? []).length > 0;
    const listed = has ? await ask(`/emails/receiving/${id}/attachments`, Attachments, options.signal) : { data: [] };
    const attachments = [];
    for (const { filename, content_type: type, download_url: url } of listed.data.slice(0, MAX_ATTACHMENTS)) {
      const content = await download(url, options);
      attachments.push({ name: filename ?? "", type: type ?? "application/octet-stream", content });
    }
    const given = Object.entries(mail.headers ?? {}).map(([name, value]): [string, string] => [name, String(value)]);
    const hasId = given.some(([name]) => name.toLowerCase() === "message-id");
    return composeMime({
      from: mail.from,
      to: (mail.to ?? []).join(", "),
      cc: (mail.cc ?? []).join(", "),
      subject: mail.subject ?? "",
      headers: hasId || !mail.message_id ? given : [...given, ["Message-ID", mail.message_id]],
      text: mail.text ?? "",
      html: mail.html ?? "",
      attachments,
    });
  }

  return {
    fetchRaw: async (providerMessageId, options) => {
      const id = encodeURIComponent(providerMessageId);
      try {
        const mail = await ask(`/emails/receiving/${id}`, Received, options.signal);
        return mail.raw ? await download(mail.raw.download_url, options) : await compose(id, mail, options);
      } catch (error) {
        if (error instanceof AppError && error.code === "resend.http_404") return null;
        throw error;
      }
    },
  };
}
