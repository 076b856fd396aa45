import { createHash } from "node:crypto";
import { vendorServer, type VendorServer } from "../support/vendor-server";

export const ENTRI_ID = "greenlight-test";
export const ENTRI_SECRET = "entri-secret-0123456789";

export type FakeEntri = VendorServer & {
  /** A message as it would send it: the signature covers the id and the time, and not the rest. */
  message(event: Record<string, unknown> & { id: string }, at?: Date): { body: string; headers: Headers };
};

/** Entri in memory: hands out tokens for the right secret, and signs its messages. */
export async function fakeEntri(): Promise<FakeEntri> {
  const server = await vendorServer({
    vendor: "entri",
    handle: ({ body }) => {
      const { applicationId, secret } = body as { applicationId: string; secret: string };
      return applicationId === ENTRI_ID && secret === ENTRI_SECRET
        ? { body: { auth_token: `token-for-${ENTRI_ID}` } }
        : { status: 401, body: { message: "Invalid credentials" } };
    },
  });
  return {
    ...server,
    message: (event, at = new Date()) => {
      const stamp = String(Math.floor(at.getTime() / 1000));
      const signature = createHash("sha256").update(`${event.id}${stamp}${ENTRI_SECRET}`).digest("hex");
      const headers = new Headers({ "Entri-Timestamp": stamp, "Entri-Signature-V2": signature });
      return { body: JSON.stringify(event), headers };
    },
  };
}
