import { expect, test } from "vitest";
import { runExperiment } from "@/scripts/ingest/experiment";

test(
  "a killed process, a crashed database and an orderly stop under load: acknowledged = stored, exactly",
  { timeout: 180_000 },
  async () => {
    const { acknowledged, missing, database, answers, recoveredAfterMs, exitCode } = await runExperiment({
      seconds: 20,
      senders: 24,
      // The faults meet requests under way; how many a second there can be is what the benchmark measures.
      pauseMs: 50,
    });
    const expected = acknowledged.length;
    expect(expected).toBeGreaterThan(200);
    expect(new Set(acknowledged).size).toBe(expected);
    expect(missing).toEqual([]);
    expect(database).toEqual({ stored: expected, keys: expected, counted: expected, lines: expected });
    // The faults were felt, and only as what a sender may try again.
    expect(Object.keys(answers).filter((answer) => answer !== "200")).not.toEqual([]);
    expect(answers).not.toHaveProperty("500");
    expect(recoveredAfterMs).toBeLessThan(30_000);
    expect(exitCode).toBe(0);
  },
);
