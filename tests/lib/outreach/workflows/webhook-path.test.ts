import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { stableUuid, webhookPath } from "@/lib/outreach/workflows/webhook-path";

describe("a webhook's path", () => {
  it("is the campaign's own", () => {
    expect(webhookPath("0b0e7a52-6c1d-4f0e-9a55-6a1c4a3b2f10", "email-1")).toBe(
      "greenlight/0b0e7a52-6c1d-4f0e-9a55-6a1c4a3b2f10/email-1",
    );
  });
});

describe("a stable uuid", () => {
  it("is a uuid, the same for the same parts, another for any others", () => {
    const parts = fc.array(fc.string(), { minLength: 1 });
    fc.assert(
      fc.property(parts, parts, (some, others) => {
        expect(z.uuid().safeParse(stableUuid(...some)).success).toBe(true);
        expect(stableUuid(...some) === stableUuid(...others)).toBe(JSON.stringify(some) === JSON.stringify(others));
      }),
    );
    expect(stableUuid("a", "bc")).not.toBe(stableUuid("ab", "c"));
  });
});
