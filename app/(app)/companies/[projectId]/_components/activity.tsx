"use client";

import { Skeleton } from "@mantine/core";
import { useIntersection } from "@mantine/hooks";
import dynamic from "next/dynamic";
import { useState } from "react";
import type { DayStats } from "@/lib/metering/metrics/schemas";
import { ActivityTables } from "./activity-tables";

const Charts = dynamic(() => import("./activity-charts").then((module) => module.ActivityCharts), {
  ssr: false,
  loading: () => <Skeleton height={456} radius="md" />,
});

/** Charts, fetched once they come into view because they weigh half a page, and the same numbers as tables. */
export function Activity({ timeseries }: { timeseries: DayStats[] }) {
  const { ref, entry } = useIntersection();
  const [isSeen, setSeen] = useState(false);
  if (entry?.isIntersecting && !isSeen) setSeen(true);
  return (
    <>
      <div ref={ref} aria-hidden style={{ minHeight: 456 }}>
        {isSeen && <Charts timeseries={timeseries} />}
      </div>
      <ActivityTables timeseries={timeseries} />
    </>
  );
}
