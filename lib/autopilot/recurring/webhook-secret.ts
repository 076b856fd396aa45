import { hkdfSync } from "node:crypto";
import { currentKey } from "@/lib/foundation/vault/keyring";

/** The key that a company's outgoing webhooks are signed with, as Standard Webhooks writes it: `whsec_` and base64. */
export function webhookSecret(projectId: string): string {
  const { hex } = currentKey("vault");
  const key = hkdfSync("sha256", Buffer.from(hex, "hex"), "", `greenlight webhooks: ${projectId}`, 32);
  return `whsec_${Buffer.from(key).toString("base64")}`;
}
