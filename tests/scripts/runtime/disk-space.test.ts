import { tmpdir } from "node:os";
import { expect, test } from "vitest";
import { requireDiskSpace } from "@/scripts/runtime/disk-space";

const need = (megabytes: number): Promise<void> =>
  requireDiskSpace({ folder: tmpdir(), megabytes, what: "Greenlight", variable: "GREENLIGHT_HOME" });

test("a disk with enough room says nothing", async () => {
  await expect(need(1)).resolves.toBeUndefined();
});

test("a disk without it is named in one sentence that says what to do", async () => {
  await expect(need(1e12)).rejects.toThrow(
    /^The disk of \S+ has only \d+ MB left and Greenlight needs 1000000000000: free some space, or set GREENLIGHT_HOME to another disk, and start again\.$/,
  );
});
