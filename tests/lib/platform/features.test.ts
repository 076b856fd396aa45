import { expect, test, vi } from "vitest";
import type { Feature } from "@/lib/platform/features";

/** The features of a process with this environment. */
async function onWith(given: Record<string, string>): Promise<Feature[]> {
  vi.resetModules();
  vi.stubEnv("DATABASE_URL", "postgresql://u@h/d");
  vi.stubEnv("ENCRYPTION_MASTER_KEY", "ab".repeat(32));
  for (const [name, value] of Object.entries(given)) vi.stubEnv(name, value);
  try {
    const { isOn } = await import("@/lib/platform/features");
    return (["ledger", "integrations", "kpis"] as const).filter(isOn);
  } finally {
    vi.unstubAllEnvs();
  }
}

test("everything is on unless it is switched off", async () => {
  expect(await onWith({})).toEqual(["ledger", "integrations", "kpis"]);
  expect(await onWith({ FEATURE_PROJECT_EVENTS: "", FEATURE_PROJECT_KPI_INGESTION: "true" })).toHaveLength(3);
});

test.each([
  ["FEATURE_PROJECT_EVENTS", ["integrations", "kpis"]],
  ["FEATURE_PROJECT_INTEGRATIONS", ["ledger", "kpis"]],
  ["FEATURE_PROJECT_KPI_INGESTION", ["ledger", "integrations"]],
])("%s=false switches off that one", async (name, left) => {
  expect(await onWith({ [name]: "false" })).toEqual(left);
});

test("a switch says true or false, nothing else", async () => {
  await expect(onWith({ FEATURE_PROJECT_EVENTS: "no" })).rejects.toThrow(/FEATURE_PROJECT_EVENTS/);
});
