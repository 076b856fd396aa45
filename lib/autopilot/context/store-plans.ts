import { sql, type RawBuilder } from "kysely";
import type { Scope } from "./facts";

const day = (column: string): RawBuilder<string | null> =>
  sql`to_char(${sql.ref(column)} at time zone 'UTC', 'YYYY-MM-DD')`;

/** The accepted version of each packet. */
export const acceptedPackets = ({ workspaceId, projectId }: Scope): RawBuilder<unknown> => sql`
  select id, phase, version, synopsis, origin, fields, unknowns, ${day("accepted_at")} as at from phase_packets
  where workspace_id = ${workspaceId} and project_id = ${projectId} and status = 'accepted'
  order by phase
  limit 4`;

/** Recommendations of the last 14 nights, and those that the founder dismissed in the last 90 days; the open ones first. */
export const recentRecommendations = ({ workspaceId, projectId, at }: Scope): RawBuilder<unknown> => sql`
  select id, title, origin, state, reason, ${day("created_at")} as night, ${day("decided_at")} as decided,
    case when state = 'dismissed' then to_char(decided_at at time zone 'UTC' + interval '90 days', 'YYYY-MM-DD') end as returns,
    case when horizon = 7 then outcome_7 else coalesce(outcome_30, outcome_7) end as outcome, count(*) over ()::int as total
  from recommendations
  where workspace_id = ${workspaceId} and project_id = ${projectId} and created_at >= ${at}::timestamptz - interval '104 days'
    and (created_at >= ${at}::timestamptz - interval '14 days'
      or state = 'dismissed' and decided_at >= ${at}::timestamptz - interval '90 days')
  order by state = 'open' desc, created_at desc, rank, id
  limit 40`;
