import { expect, test } from "vitest";
import { writtenBy } from "@/app/(app)/companies/[projectId]/approvals/[approvalId]/_components/written-by";

test.each([
  ["user", "user_ceba083ac7d5a763d43bac22139", "a member"],
  ["key", "0b1e6d2c-5f0a-4f57-9f39-9a3c6f1e0d11", "an API key"],
  ["job", null, "Greenlight"],
  ["agent", "night_shift", "night shift"],
])("a version of the type %s is written by words, never by an id", (author_type, author, words) => {
  expect(writtenBy({ author, author_type })).toBe(words);
});
