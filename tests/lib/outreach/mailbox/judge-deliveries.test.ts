import { expect, test } from "vitest";
import { judgeDeliveries } from "@/lib/outreach/mailbox/judge-deliveries";

test.each([
  // sent, bounced, complained
  [0, 0, 0, null],
  [1, 1, 0, null],
  [39, 39, 0, null],
  [40, 1, 0, null],
  [40, 2, 0, "bounces"],
  [41, 2, 0, null],
  [100, 4, 0, null],
  [100, 5, 0, "bounces"],
  [10_000, 499, 0, null],
  [10_000, 500, 0, "bounces"],
  [10, 0, 2, null],
  [10, 0, 3, "complaints"],
  [0, 0, 3, "complaints"],
  [299, 0, 1, null],
  [299, 0, 2, null],
  [300, 0, 1, "complaints"],
  [333, 0, 1, "complaints"],
  [334, 0, 1, null],
  [1_000, 0, 2, null],
  [1_000, 0, 3, "complaints"],
  [40, 40, 3, "complaints"],
] as const)("%i sent, %i bounced, %i complaints: %s", (sent, bounced, complained, guardrail) => {
  expect(judgeDeliveries({ sent, bounced, complained })).toBe(guardrail);
});
