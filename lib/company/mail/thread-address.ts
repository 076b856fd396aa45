import { randomBytes } from "node:crypto";
import { isShortMac, shortMac, toBase32 } from "@/lib/foundation/vault/short-mac";

const TAG = /^([a-z2-7]{10})\.([a-z2-7]{20})$/;

export const newToken = (): string => toBase32(randomBytes(7)).slice(0, 10);

type Thread = { projectId: string; token: string };
const signed = ({ projectId, token }: Thread) => ({ audience: "mail-thread", text: `${projectId}:${token}` });

/** `acme+<thread>.<signature>@host`: a message to it belongs to this conversation. It can be revoked and gives no other right. */
export function threadAddress(address: string, thread: Thread): string {
  const at = address.lastIndexOf("@");
  return `${address.slice(0, at)}+${thread.token}.${shortMac(signed(thread))}${address.slice(at)}`;
}

/** The thread's token in the part behind the plus sign; null unless its signature is ours and of this company. */
export function readTag(tag: string | null, projectId: string): string | null {
  const [, token, mac] = TAG.exec(tag?.toLowerCase() ?? "") ?? [];
  return token && mac && isShortMac(signed({ projectId, token }), mac) ? token : null;
}
