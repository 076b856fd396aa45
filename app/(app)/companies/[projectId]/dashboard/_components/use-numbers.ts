"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "@/app/_ui/api-client";
import type { DashboardAggregate, DashboardQuery } from "@/lib/metering/metrics/schemas";
import type { Project } from "@/lib/company/projects/schemas";

/** The numbers that the server fetched for the opened address; null if that failed. */
export type FirstNumbers = { query: DashboardQuery; data: DashboardAggregate } | null;

export type ShownNumbers = {
  data: DashboardAggregate | undefined;
  /** They are of an earlier filter: those of the present one are on their way, or did not come. */
  stale: boolean;
  error: Error | null;
  retry: () => void;
};

type Last = { data: DashboardAggregate | undefined; error: Error | null; asked: string };

/**
 * The numbers of a filter. Until they are there the last ones stay, and say so. A failure stays until it is over: it does not come and go
 * with every further attempt.
 */
export function useNumbers({ id, workspace_id }: Project, query: DashboardQuery, first: FirstNumbers): ShownNumbers {
  const known = first && sameQuery(first.query, query) ? first.data : undefined;
  const asked = JSON.stringify(query);
  const [last, setLast] = useState<Last>({ data: known, error: null, asked });
  const answer = useQuery({
    queryKey: ["company", id, "dashboard", query],
    queryFn: ({ signal }) =>
      api<DashboardAggregate>("/api/dashboard/aggregate", { query: { workspace_id, ...query }, signal }),
    initialData: known,
    initialDataUpdatedAt: known && Date.parse(known.as_of),
    // Beside the stream, which knows nothing of what was written before it was open. One statement on day sums: it costs little.
    refetchInterval: 10_000,
  });
  const now = lastOf(last, asked, answer);
  if (now !== last) setLast(now);
  return {
    data: answer.data ?? now.data,
    stale: answer.data === undefined,
    error: now.error,
    retry: () => void answer.refetch(),
  };
}

type Answer = { data: DashboardAggregate | undefined; error: Error | null; isSuccess: boolean };

function lastOf(last: Last, asked: string, { data, error, isSuccess }: Answer): Last {
  const failed = isSuccess ? null : (error ?? (last.asked === asked ? last.error : null));
  const next = { data: data ?? last.data, error: failed, asked };
  const same = next.data === last.data && next.error === last.error && asked === last.asked;
  return same ? last : next;
}

const sameQuery = (a: DashboardQuery, b: DashboardQuery): boolean =>
  (["days", "start", "end", "campaign_group_id", "campaign"] as const).every((name) => a[name] === b[name]);
