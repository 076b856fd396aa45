import type { UrlFilter } from "@/app/_ui/use-url-filter";
import type { AUDIT_FILTER } from "../../../_components/filter-names";

export type WorkspaceName = { id: string; name: string };
export type AuditFilter = UrlFilter<(typeof AUDIT_FILTER)[number]>;
