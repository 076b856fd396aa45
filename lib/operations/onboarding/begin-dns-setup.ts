import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { DomainRef } from "@/lib/outreach/sending-domains/schemas";
import { getTracking } from "@/lib/outreach/tracking/get-tracking";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { AppError } from "@/lib/platform/errors";
import type { Dns } from "@/lib/providers/dns/port";
import { selectDns } from "@/lib/providers/dns/select";
import { selectDnsSetup } from "@/lib/providers/dns/select-setup";
import type { DnsSetup, SetupRecord } from "@/lib/providers/dns/setup-port";
import { generateDns } from "./generate-dns";
import type { DnsSetupSession } from "./schemas";

const TTL_SECONDS = 3_600;

type Servers = { dns?: Dns; setup?: DnsSetup | null };

/**
 * A session in which the founder lets a vendor enter the records that the domain still needs, and those of the tracking domain if it is in the
 * same zone. The browser gets a token, never the secret. 404 `dns_setup.off` where the operator has no such vendor, 422 `dns_setup.nothing`
 * when nothing is to be entered.
 */
export async function beginDnsSetup(
  ctx: WorkspaceCtx,
  input: DomainRef,
  { dns = selectDns(), setup = selectDnsSetup() }: Servers = {},
): Promise<DnsSetupSession> {
  requirePermission(ctx, "onboarding.write");
  // No event: it asks for a token, and changes nothing.
  if (!setup) {
    const message = "Records cannot be entered from here: the operator has no account for it. Enter them yourself.";
    throw new AppError("not_found", message, { code: "dns_setup.off" });
  }
  const plan = await generateDns(ctx, input, dns);
  const zone = plan.zone ?? plan.domain;
  const records = plan.records.flatMap(({ action, relative_name: host, value }): SetupRecord[] =>
    value !== null && (action === "add" || action === "replace")
      ? [{ type: "TXT", host, value, ttl: TTL_SECONDS }]
      : [],
  );
  const toEnter = [...records, ...(await recordOfHost(ctx, zone))];
  if (plan.zone === null || toEnter.length === 0)
    throw new AppError("impossible", plan.message, { code: "dns_setup.nothing" });
  const session = await setup.begin({ domain: zone, signal: AbortSignal.timeout(15_000) });
  return {
    application_id: session.applicationId,
    auth_token: session.token,
    user_id: ctx.workspaceId,
    domain: zone,
    dns_records: toEnter,
  };
}

async function recordOfHost(ctx: WorkspaceCtx, zone: string): Promise<SetupRecord[]> {
  const { host, status, record, owner_record: owner } = await getTracking(ctx);
  if (host === null || record === null || status === "verified" || !host.endsWith(`.${zone}`)) return [];
  const relative = (name: string): string => name.slice(0, -(zone.length + 1));
  return [record, ...(owner ? [owner] : [])].map(({ type, name, value }) => ({
    type,
    host: relative(name),
    value,
    ttl: TTL_SECONDS,
  }));
}
