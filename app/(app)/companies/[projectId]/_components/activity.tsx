"use client";

import type { DayStats } from "@/lib/metering/metrics/schemas";
import { ActivityCharts } from "./activity-charts";
import { ActivityTables } from "./activity-tables";

/** Charts to look at, and the same as tables: fetched after the page, which is quicker to read without them. */
export function Activity({ timeseries }: { timeseries: DayStats[] }) {
  return (
    <>
      <div aria-hidden>
        <ActivityCharts timeseries={timeseries} />
      </div>
      <ActivityTables timeseries={timeseries} />
    </>
  );
}
