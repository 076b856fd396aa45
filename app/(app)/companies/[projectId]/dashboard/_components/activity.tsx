"use client";

import { Skeleton } from "@mantine/core";
import dynamic from "next/dynamic";
import { WhenSeen } from "@/app/_ui/when-seen";
import type { DayStats } from "@/lib/metering/metrics/schemas";
import { ActivityTables } from "./activity-tables";

const HEIGHT = 456;
const Charts = dynamic(() => import("./activity-charts").then((module) => module.ActivityCharts), {
  ssr: false,
  loading: () => <Skeleton height={HEIGHT} radius="md" />,
});

/** Charts, fetched once they come into view because they weigh half a page, and the same numbers as tables. */
export function Activity({ timeseries }: { timeseries: DayStats[] }) {
  return (
    <>
      <WhenSeen minHeight={HEIGHT} hidden>
        <Charts timeseries={timeseries} />
      </WhenSeen>
      <ActivityTables timeseries={timeseries} />
    </>
  );
}
