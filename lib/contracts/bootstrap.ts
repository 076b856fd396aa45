import { z } from "zod";
import { Egress } from "./instance";

const pem = (kind: string, most: number) =>
  z
    .string()
    .max(most)
    .regex(
      new RegExp(`^-----BEGIN ${kind}-----\\n[A-Za-z0-9+/=\\n]+-----END ${kind}-----\\n?$`),
      `must be a PEM ${kind}`,
    );

/** A machine's first words: the token of its script, its id by the vendor's metadata, its own key and the certificate of its door. */
export const Bootstrap = z.object({
  token: z.string().regex(/^[0-9a-f]{64}$/, "must be 64 hex characters"),
  vendor_id: z.string().regex(/^\d{1,20}$/, "must be a number"),
  public_key: pem("PUBLIC KEY", 1_000),
  certificate: pem("CERTIFICATE", 5_000),
  egress: Egress,
});
export type Bootstrap = z.infer<typeof Bootstrap>;
