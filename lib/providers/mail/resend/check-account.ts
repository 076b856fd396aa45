import { z } from "zod";
import type { CheckAccount } from "@/lib/providers/accounts/port";
import { runSteps, statusOf } from "@/lib/providers/accounts/run-steps";
import { env } from "@/lib/platform/env";
import { requestJson } from "@/lib/providers/http/request-json";
import { AppError } from "@/lib/platform/errors";

const Domains = z.object({
  data: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      capabilities: z.object({ sending: z.string().optional() }).optional(),
    }),
  ),
});
type Domain = z.infer<typeof Domains>["data"][number];

/** A key that may only send is answered 401 for everything else, by this name (resend.com/docs/api-reference/errors). */
const mayOnlySend = (error: unknown): boolean =>
  error instanceof AppError && statusOf(error) === 401 && String(error.details.excerpt).includes("restricted_api_key");

/** Lists the domains: the key, its scope, and whether the company's domain may send. */
export const resendCheck: CheckAccount<"resend"> = async ({ api_key: key, domain, from }, signal) => {
  let domains: Domain[] | null = null;
  const wanted = domain ?? from?.split("@")[1];
  return runSteps("Resend", [
    {
      name: "Key",
      fix: "Make a new API key in Resend and put it here.",
      ask: async () => {
        try {
          ({ data: domains } = await listDomains(key, signal));
          return { ok: true, observed: "The key has full access." };
        } catch (error) {
          if (mayOnlySend(error)) return { ok: true, observed: "The key may send, and nothing else." };
          throw error;
        }
      },
    },
    {
      name: "Domain",
      fix: "Verify the domain in Resend: its DNS records are listed there.",
      ask: async () => judgeDomain(domains, wanted),
    },
    {
      name: "Sender address",
      fix: `Use an address at ${wanted ?? "a verified domain"}.`,
      ask: async () => judgeSender(from, wanted),
    },
  ]);
};

const listDomains = (key: string, signal: AbortSignal): Promise<z.infer<typeof Domains>> =>
  requestJson({
    vendor: "resend",
    url: `${(env().RESEND_API_URL ?? "https://api.resend.com").replace(/\/+$/, "")}/domains`,
    init: { headers: { authorization: `Bearer ${key}`, "user-agent": "greenlight" } },
    schema: Domains,
    timeoutMs: 10_000,
    signal,
  });

type Seen = { ok: boolean; observed: string; fix?: string };

function judgeDomain(domains: readonly Domain[] | null, wanted: string | undefined): Seen {
  if (domains === null) return { ok: true, observed: "Not looked at: this key may not read domains." };
  const verified = domains.filter(({ status }) => status === "verified");
  if (wanted === undefined)
    return verified.length > 0
      ? { ok: true, observed: `Verified: ${verified.map(({ name }) => name).join(", ")}.` }
      : { ok: false, observed: "No domain of this account is verified." };
  const found = domains.find(({ name }) => name.toLowerCase() === wanted.toLowerCase());
  if (!found)
    return {
      ok: false,
      observed: `${wanted} is not a domain of this account.`,
      fix: `Add ${wanted} in Resend and verify it.`,
    };
  if (found.status !== "verified") return { ok: false, observed: `${wanted} is ${found.status.replaceAll("_", " ")}.` };
  if (found.capabilities?.sending === "disabled")
    return {
      ok: false,
      observed: `Sending is switched off for ${wanted}.`,
      fix: "Switch sending on for this domain in Resend.",
    };
  return { ok: true, observed: `${wanted} is verified.` };
}

function judgeSender(from: string | undefined, wanted: string | undefined): Seen {
  if (from === undefined) return { ok: true, observed: "No sender address was given." };
  const matches = from.split("@")[1]?.toLowerCase() === wanted?.toLowerCase();
  return { ok: matches, observed: matches ? `${from} may be used.` : `${from} is not at ${wanted}.` };
}
