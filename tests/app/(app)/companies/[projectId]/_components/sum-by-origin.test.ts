import { expect, test } from "vitest";
import { sumByOrigin } from "@/app/(app)/companies/[projectId]/_components/sum-by-origin";

test("each origin that proposed anything is summed over all kinds of action, and one that proposed nothing is left out", () => {
  const email = { origins: [{ origin: "chat" as const, verified: 1, judged: 3 }] };
  const page = {
    origins: [
      { origin: "chat" as const, verified: 2, judged: 2 },
      { origin: "founder" as const, verified: 0, judged: 1 },
    ],
  };
  expect(sumByOrigin([email, page])).toEqual([
    { origin: "founder", verified: 0, judged: 1 },
    { origin: "chat", verified: 3, judged: 5 },
  ]);
  expect(sumByOrigin([])).toEqual([]);
});
