import type { SystemCtx } from "@/lib/platform/ctx";
import { enqueue } from "@/lib/platform/queue";
import { withServiceTransaction } from "@/lib/platform/transaction";
import type { DnsNotice } from "@/lib/providers/dns/setup-port";
import { CheckDomains } from "./jobs";

/**
 * A message of the DNS vendor, as a bell: a job asks the name servers of the workspace's domains, whatever the message says. Repeated, it
 * rings for a job that waits already.
 */
export async function receiveDnsNotice({ requestId, db, now }: SystemCtx, { workspaceId }: DnsNotice): Promise<void> {
  if (workspaceId === null) return;
  await withServiceTransaction({ requestId, db, now }, (tx) => enqueue(tx, CheckDomains, { workspaceId, all: true }));
}
