import { z } from "zod";
import { requestJson } from "../../http/request-json";
import type { DnsSetup } from "../setup-port";

const TIMEOUT_MS = 10_000;
const Token = z.object({ auth_token: z.string().min(1).max(10_000) });

type Account = { applicationId: string; secret: string; apiUrl: string };

/** Entri Connect: the secret is exchanged here for a token that one browser may use for an hour. Fails as `requestJson` does. */
export const entriSetup = ({ applicationId, secret, apiUrl }: Account): DnsSetup => ({
  async begin({ domain, signal }) {
    const { auth_token: token } = await requestJson({
      vendor: "entri",
      url: `${apiUrl.replace(/\/+$/, "")}/token`,
      init: {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ applicationId, secret, domain }),
      },
      schema: Token,
      timeoutMs: TIMEOUT_MS,
      signal,
    });
    return { applicationId, token };
  },
});
