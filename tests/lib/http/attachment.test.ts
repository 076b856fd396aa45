import { beforeAll, expect, test } from "vitest";
import { attachment } from "@/lib/http/attachment";

beforeAll(() => {
  Object.assign(process.env, {
    DATABASE_URL: "postgresql://nobody@127.0.0.1:1/nowhere",
    ENCRYPTION_MASTER_KEY: "0".repeat(64),
    LOG_LEVEL: "silent",
  });
});

type Seen = { made: number; ended: boolean };

async function* pieces(seen: Seen, failAfter = Infinity): AsyncGenerator<string> {
  try {
    for (;;) {
      if (seen.made === failAfter) throw new Error("the source broke");
      seen.made += 1;
      yield "ä".repeat(1_000);
    }
  } finally {
    seen.ended = true;
  }
}

const csv = (body: string | AsyncGenerator<string>): Response => attachment({ name: "x.csv", type: "text/csv", body });

test("a file is kept, not shown, and nobody guesses its type", async () => {
  const response = csv("a,b");
  expect(Object.fromEntries(response.headers)).toEqual({
    "content-type": "text/csv",
    "content-disposition": "attachment; filename=x.csv",
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
  });
  expect(await response.text()).toBe("a,b");
});

test("a slow reader holds the source back, one that goes away ends it", async () => {
  const seen: Seen = { made: 0, ended: false };
  const reader = csv(pieces(seen)).body?.getReader();
  for (let n = 0; n < 3; n += 1) expect((await reader?.read())?.value?.byteLength).toBe(2_000);
  expect(seen.made).toBeLessThan(6);
  await reader?.cancel();
  expect(seen.ended).toBe(true);
});

test("a source that fails breaks the download off", async () => {
  const seen: Seen = { made: 0, ended: false };
  await expect(csv(pieces(seen, 3)).text()).rejects.toThrow("the source broke");
  expect(seen.ended).toBe(true);
});
