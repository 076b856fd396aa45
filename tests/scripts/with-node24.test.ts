import { expect, test } from "vitest";
import { explainInstallFailure, stalePackages } from "@/scripts/with-node24.mjs";

const entry = (version: string, rest: object = {}): object => ({ version, ...rest });
const lockfile = {
  packages: {
    "": { name: "greenlight" },
    "node_modules/next": entry("16.4.6"),
    "node_modules/pg": entry("8.23.1"),
    "node_modules/@next/swc-darwin-arm64": entry("16.4.6", { optional: true }),
  },
};

test("an installation with npm's receipt for the same versions is used as it is", () => {
  const receipt = {
    packages: {
      "node_modules/next": entry("16.4.6"),
      "node_modules/pg": entry("8.23.1"),
      "node_modules/more": entry("1"),
    },
  };
  expect(stalePackages(lockfile, receipt)).toEqual([]);
});

test("no receipt, a missing package or another version is an installation to repeat", () => {
  expect(stalePackages(lockfile, null)).toEqual(["node_modules/next", "node_modules/pg"]);
  expect(stalePackages(lockfile, { packages: { "node_modules/next": entry("16.4.6") } })).toEqual(["node_modules/pg"]);
  const older = { packages: { "node_modules/next": entry("16.4.5"), "node_modules/pg": entry("8.23.1") } };
  expect(stalePackages(lockfile, older)).toEqual(["node_modules/next"]);
});

test.each([
  ["npm error code ENOTFOUND", /registry could not be reached/],
  ["npm error network request to https://registry failed", /registry could not be reached/],
  ["npm error ENOSPC: no space left on device", /disk is full/],
  ["npm error code E403", /refused access/],
  ["npm error something odd", /something odd/],
])("%s is explained", (output, sentence) => {
  expect(explainInstallFailure(output, 1)).toMatch(sentence);
});
