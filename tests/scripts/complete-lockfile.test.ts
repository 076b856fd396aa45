import { expect, test } from "vitest";
import { completeLockfile } from "@/scripts/complete-lockfile";

test("optional packages of other platforms get an entry that says where they run", () => {
  const optionalDependencies = {
    "@x/cli-linux-x64": "1.0.0",
    "@x/cli-linux-x64-musl": "1.0.0",
    "@x/cli-windows-arm64": "1.0.0",
  };
  const packages = {
    "node_modules/x": { version: "1.0.0", optionalDependencies },
    "node_modules/@x/cli-linux-x64": { version: "1.0.0" },
  };
  const { lockfile, added } = completeLockfile({ packages });
  expect(added).toEqual(["@x/cli-linux-x64-musl", "@x/cli-windows-arm64"]);
  expect(lockfile.packages).toMatchObject({
    "node_modules/@x/cli-linux-x64-musl": {
      version: "1.0.0",
      os: ["linux"],
      cpu: ["x64"],
      libc: ["musl"],
      optional: true,
    },
    "node_modules/@x/cli-windows-arm64": { os: ["win32"], cpu: ["arm64"], optional: true },
  });
  expect(completeLockfile(lockfile).added).toEqual([]);
});

test("a nested copy counts as present", () => {
  const packages = {
    "node_modules/a": { version: "1.0.0" },
    "node_modules/a/node_modules/b": { version: "1.0.0", optionalDependencies: { "b-darwin-arm64": "1.0.0" } },
    "node_modules/a/node_modules/b-darwin-arm64": { version: "1.0.0" },
  };
  expect(completeLockfile({ packages }).added).toEqual([]);
});
