"use client";

import { usePathname, useSearchParams } from "next/navigation";
import type { DashboardQuery } from "@/lib/metering/metrics/schemas";
import { readFilter, toQuery, type Filter } from "./filter";

export type DashboardFilter = Filter & {
  query: DashboardQuery;
  set: (changes: Record<string, string | null>) => void;
};

/** The dashboard's filter lives in the address: it can be sent to somebody, and the back button takes the last change back. */
export function useDashboardFilter(): DashboardFilter {
  const pathname = usePathname();
  const search = useSearchParams();
  const filter = readFilter(search);

  const set: DashboardFilter["set"] = (changes) => {
    // From the address itself, because the rendered value may lag behind it.
    const next = new URLSearchParams(window.location.search);
    for (const [name, value] of Object.entries(changes)) {
      if (value) next.set(name, value);
      else next.delete(name);
    }
    // Past the router: the page is the same, only its numbers are read anew.
    window.history.pushState(null, "", next.size > 0 ? `${pathname}?${next}` : pathname);
  };
  return { ...filter, query: toQuery(filter), set };
}
