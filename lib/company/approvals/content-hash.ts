import { createHash } from "node:crypto";
import canonicalize from "canonicalize";
import type { Sealed } from "./define-action";
import type { Json } from "./schemas";

const SCHEME = "greenlight.approval.v1\n";

/** The same value with every text in Unicode form NFC: “é” typed in two ways is one text. */
export function normalized<T extends Json>(value: T): T;
export function normalized(value: Json): Json {
  if (typeof value === "string") return value.normalize("NFC");
  if (Array.isArray(value)) return value.map((item) => normalized(item));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name.normalize("NFC"), normalized(item)]));
}

/** The hash that an approval is bound to: SHA-256 over the canonical form (RFC 8785) of everything with an effect, texts in NFC. */
export function contentHash(sealed: Sealed<Json>): string {
  return createHash("sha256")
    .update(SCHEME + canonicalize(normalized(sealed)))
    .digest("hex");
}
