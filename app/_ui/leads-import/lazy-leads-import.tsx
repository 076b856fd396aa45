"use client";

import { Skeleton } from "@mantine/core";
import dynamic from "next/dynamic";

/** The import with its drop zone, loaded when it is first shown. */
export const LeadsImport = dynamic(() => import("./leads-import").then((module) => module.LeadsImport), {
  ssr: false,
  loading: () => <Skeleton height={120} radius="md" />,
});
