import { describe, expect, it } from "vitest";
import { AUDIT_FILTER } from "@/app/(admin)/_components/filter-names";
import { filterOf } from "@/app/(admin)/_components/filter-of";
import { ListAuditLinesQuery } from "@/lib/foundation/audit/schemas";

describe("filterOf", () => {
  it("reads the named filters of an address", () => {
    const filter = filterOf(ListAuditLinesQuery, AUDIT_FILTER, { action: "workspace.frozen", from: "2026-11-22" });
    expect(filter).toMatchObject({ action: "workspace.frozen", from: "2026-11-22T00:00:00.000Z", limit: 50 });
  });

  it("leaves out what is not valid, not named or given twice, and keeps the rest", () => {
    const given = {
      workspace_id: "nonsense",
      from: "yesterday",
      search: "key",
      action: ["a", "b"],
      cursor: "7",
      format: "csv",
    };
    const filter = filterOf(ListAuditLinesQuery, AUDIT_FILTER, given);
    expect(filter).toMatchObject({ search: "key", format: "json" });
    for (const name of ["workspace_id", "from", "action", "cursor"] as const) expect(filter[name]).toBeUndefined();
  });
});
