"use client";

import { useInterval } from "@mantine/hooks";
import { useRouter } from "next/navigation";

const LOOK_MS = 3_000;

/** Asks the server for the page again every few seconds; it leads back to the company once there is no freeze. */
export function ReturnWhenUnfrozen() {
  const router = useRouter();
  useInterval(() => document.visibilityState === "visible" && router.refresh(), LOOK_MS, { autoInvoke: true });
  return null;
}
