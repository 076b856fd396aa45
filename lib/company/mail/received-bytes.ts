import { createHash } from "node:crypto";

/** From here on a message is refused. */
export const MAX_EMAIL_BYTES = 25_000_000;

export const hashOfBytes = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");
