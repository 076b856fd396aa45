import { BYTE_ORDER_MARK, toCsv } from "@/lib/platform/csv";
import type { WorkspaceCtx } from "@/lib/platform/ctx";
import { withReadTransaction } from "@/lib/platform/transaction";
import { requirePermission } from "@/lib/foundation/access/require-permission";
import type { Lead, LeadFilter } from "./schemas";
import { selectLeadPage } from "./store-leads";

const BATCH = 500;
const COLUMNS = [
  "email",
  "first_name",
  "last_name",
  "company",
  "title",
  "website",
  "notes",
  "tags",
  "status",
  "suppressed_for",
  "held_for",
  "campaign",
  "emails_sent",
  "last_sent_at",
  "next_at",
  "created_at",
  "custom",
];

const rowOf = ({ progress, tags, ...lead }: Lead): object => ({
  ...lead,
  tags: tags.join(", "),
  campaign: progress?.campaign,
  emails_sent: progress?.sent ?? 0,
  last_sent_at: progress?.last_sent_at,
  next_at: progress?.next_at,
});

/** The leads that match as CSV, newest first, a batch at a time: as much memory for many leads as for few. */
export function exportLeads(ctx: WorkspaceCtx, filter: LeadFilter): AsyncGenerator<string> {
  requirePermission(ctx, "leads.read");
  return batches(ctx, filter);
}

async function* batches(ctx: WorkspaceCtx, filter: LeadFilter): AsyncGenerator<string> {
  yield BYTE_ORDER_MARK + toCsv([], { columns: COLUMNS });
  let cursor: string | undefined;
  do {
    const at = { sort: "newest", cursor, limit: BATCH } as const;
    const page = await withReadTransaction(ctx, (tx) => selectLeadPage(tx, filter, at));
    yield toCsv(page.data.map(rowOf), { columns: COLUMNS, header: false });
    cursor = page.next_cursor ?? undefined;
  } while (cursor !== undefined);
}
