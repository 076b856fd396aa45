import type { Metadata } from "next";
import { listAuditLines } from "@/lib/foundation/audit/list-audit-lines";
import { ListAuditLinesQuery } from "@/lib/foundation/audit/schemas";
import { listWorkspaces } from "@/lib/operations/governance/list-workspaces";
import { pageAdmin } from "@/lib/http/page-ctx";
import { AUDIT_FILTER } from "../../_components/filter-names";
import { filterOf, type SearchParams } from "../../_components/filter-of";
import { AuditLog } from "./_components/audit-log";

export const metadata: Metadata = { title: "Audit log" };

/** As many workspaces as the filter offers by name; others are found by their id. */
const NAMED = 200;

export default async function AuditLogPage({ searchParams }: { searchParams: SearchParams }) {
  const ctx = await pageAdmin("/admin/audit-log");
  const filter = filterOf(ListAuditLinesQuery, AUDIT_FILTER, await searchParams);
  const [firstPage, workspaces] = await Promise.all([
    listAuditLines(ctx, filter),
    listWorkspaces(ctx, { limit: NAMED }),
  ]);
  const names = workspaces.data.map(({ id, name }) => ({ id, name }));
  return <AuditLog firstPage={firstPage} workspaces={names} me={ctx.user.userId} />;
}
