import { createHash, createPrivateKey } from "node:crypto";
import { CompactSign } from "jose";
import { INSTANCE_ISSUER } from "@/lib/contracts/instance";

const TIMEOUT_MS = 10_000;

/** `post` is true once the application took the packet, or refused it for good: then it is not worth sending again. */
export type InstanceClient = { post(path: string, body: object): Promise<boolean> };

/** Speaks to the application in the name of this machine, signed by the machine's own key. */
export function instanceClient({ url, name, keyPem }: { url: string; name: string; keyPem: string }): InstanceClient {
  const key = createPrivateKey(keyPem);
  const sign = (body: string): Promise<string> => {
    const body_sha256 = createHash("sha256").update(body).digest("hex");
    const claims = JSON.stringify({ iss: INSTANCE_ISSUER, sub: name, body_sha256 });
    return new CompactSign(new TextEncoder().encode(claims)).setProtectedHeader({ alg: "EdDSA" }).sign(key);
  };
  return {
    async post(path, packet) {
      const body = JSON.stringify(packet);
      const headers = { "content-type": "application/json", authorization: `Bearer ${await sign(body)}` };
      const signal = AbortSignal.timeout(TIMEOUT_MS);
      try {
        const response = await fetch(`${url}${path}`, { method: "POST", headers, body, redirect: "error", signal });
        await response.body?.cancel();
        if (response.ok) return true;
        const msg = "the application refused a packet";
        console.error(JSON.stringify({ level: "warn", msg, path, status: response.status }));
        return response.status < 500 && response.status !== 429 && response.status !== 401;
      } catch {
        return false; // away: it is sent again
      }
    },
  };
}
