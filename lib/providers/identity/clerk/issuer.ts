import { env } from "@/lib/platform/env";

/** The host that issues sessions stands in the publishable key: `pk_live_`, then base64 of the host and a dollar sign. */
export function issuerHost(): string {
  const encoded = (env().NEXT_PUBLIC_CLERK_PUBLISHABLE_KEY ?? "").replace(/^pk_(live|test)_/, "");
  return Buffer.from(encoded, "base64").toString("utf8").replace(/\$$/, "");
}
