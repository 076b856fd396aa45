import { create } from "content-disposition";
import { log } from "@/lib/platform/log";

type File = { name: string; type: string; body: string | AsyncGenerator<string> };

/** Text as it is made: a slow reader holds its source back. A source that fails breaks the download off, so that half of it is not taken for all. */
function streamOf(source: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream<Uint8Array>({
    pull: async (controller) => {
      const { done, value } = await source.next().catch((error: unknown) => {
        log().error({ err: error }, "a download broke off");
        throw error;
      });
      if (done) return controller.close();
      controller.enqueue(encoder.encode(value));
    },
    cancel: async () => void (await source.return(undefined)),
  });
}

/** A file to keep rather than to show. */
export const attachment = ({ name, type, body }: File): Response =>
  new Response(typeof body === "string" ? body : streamOf(body), {
    headers: {
      "content-type": type,
      "content-disposition": create(name),
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
    },
  });

type Bytes = { name: string; type: string; bytes: ReadableStream<Uint8Array>; sizeBytes: number };

/** The same of bytes whose number is known: a download that is cut off is seen as such. */
export const fileAttachment = ({ name, type, bytes, sizeBytes }: Bytes): Response => {
  const { headers } = attachment({ name, type, body: "" });
  headers.set("content-length", String(sizeBytes));
  return new Response(bytes, { headers });
};
