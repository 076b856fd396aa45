import { createHmac } from "node:crypto";
import { connect } from "./connect";

type Post = {
  /** The same for a repetition, so that a receiver can drop it. */
  id: string;
  at: Date;
  body: string;
  /** `whsec_` and base64. */
  secret: string;
  signal: AbortSignal;
  allowLoopback: boolean;
};

/**
 * Posts JSON with the headers of Standard Webhooks. The address is resolved, checked and connected to as one act, and a redirect is not
 * followed, so that none leads into our own network. Throws as {@link connect} does.
 */
export async function postSigned(url: string, { id, at, body, secret, ...options }: Post): Promise<{ status: number }> {
  const timestamp = String(Math.floor(at.getTime() / 1000));
  const key = Buffer.from(secret.replace(/^whsec_/, ""), "base64");
  const signature = createHmac("sha256", key).update(`${id}.${timestamp}.${body}`).digest("base64");
  const headers = {
    "content-type": "application/json",
    "user-agent": "Greenlight webhooks",
    "webhook-id": id,
    "webhook-timestamp": timestamp,
    "webhook-signature": `v1,${signature}`,
  };
  const { status } = await connect(url, { ...options, method: "POST", headers, body });
  return { status };
}
