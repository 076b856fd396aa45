import { createClient } from "@supabase/supabase-js";
import { AppError } from "@/lib/platform/errors";
import { fetchWithin } from "../../http/request-json";
import { objectPath } from "../object-path";
import type { DirectStorage } from "../port";

const TIMEOUT_MS = 60_000;
/** The fixed lifetime of Supabase's signed upload addresses. */
const UPLOAD_LIFETIME_SECONDS = 2 * 60 * 60;
const BUCKET = "project-assets";

type Account = { url: string; serviceRoleKey: string; maxBytes: number };
type Failure = { message: string; status?: number; statusCode?: string };

/** Storage answers a missing file or bucket with 400 and says 404 in the body. */
const says = (code: string, { status, statusCode }: Failure): boolean =>
  statusCode === code || (statusCode === undefined && String(status) === code);

function failed(error: Failure): AppError {
  return new AppError("unavailable", "The storage of files does not answer as it should. Try again shortly.", {
    code: "storage.failed",
    details: { status: error.statusCode ?? error.status ?? null },
    cause: error,
  });
}

/** A private bucket in Supabase's storage, made when it is missing. */
export function supabaseStorage({ url, serviceRoleKey, maxBytes }: Account): DirectStorage {
  const { storage } = createClient(url, serviceRoleKey, {
    auth: { persistSession: false, autoRefreshToken: false, detectSessionInUrl: false },
    global: { fetch: fetchWithin(TIMEOUT_MS) },
  });
  const bucket = storage.from(BUCKET);
  let prepared: Promise<void> | undefined;

  async function prepare(): Promise<void> {
    const { data, error } = await storage.getBucket(BUCKET);
    if (data?.public) {
      throw new AppError("impossible", `The bucket ${BUCKET} is public: make it private before files go there.`, {
        code: "storage.public_bucket",
      });
    }
    if (data) return;
    if (!says("404", error)) throw failed(error);
    const made = await storage.createBucket(BUCKET, { public: false, fileSizeLimit: maxBytes });
    if (made.error && !says("409", made.error)) throw failed(made.error);
  }

  const whenPrepared = (): Promise<void> => {
    prepared ??= prepare().catch((error: unknown) => {
      prepared = undefined;
      throw error;
    });
    return prepared;
  };

  return {
    kind: "direct",
    uploadAddress: async (key) => {
      await whenPrepared();
      const { data, error } = await bucket.createSignedUploadUrl(objectPath(key));
      if (error) throw failed(error);
      return { url: data.signedUrl, lifetimeSeconds: UPLOAD_LIFETIME_SECONDS };
    },
    read: async (key) => {
      const { data, error } = await bucket.download(objectPath(key)).asStream();
      if (!error) return data as ReadableStream<Uint8Array>;
      if (says("404", error)) return null;
      throw failed(error);
    },
    put: async (key, bytes) => {
      await whenPrepared();
      const { error } = await bucket.upload(objectPath(key), bytes, { upsert: false });
      if (error && !says("409", error)) throw failed(error);
    },
    remove: async (key) => {
      const { error } = await bucket.remove([objectPath(key)]);
      if (error && !says("404", error)) throw failed(error);
    },
  };
}
