import fc from "fast-check";
import { expect, test } from "vitest";
import { slugOf } from "@/lib/foundation/workspaces/slug";

test.each([
  ["Acme Rockets, Inc.", "acme-rockets-inc"],
  ["Crème Brûlée", "creme-brulee"],
  ["ﬁne ﬂow", "fine-flow"],
  ["  --  ", "company"],
  ["🚀", "company"],
  ["日本", "company"],
  ["a".repeat(100), "a".repeat(36)],
  [`${"a".repeat(35)} b`, "a".repeat(35)],
])("%s becomes %s", (name, slug) => {
  expect(slugOf(name)).toBe(slug);
});

test("the database accepts the slug of any name, with a part of the id appended", () => {
  const allowed = /^[a-z0-9]+(-[a-z0-9]+)*$/;
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 200 }), (name) => {
      const slug = `${slugOf(name)}-0a1b2c3d`;
      expect(slug).toMatch(allowed);
      expect(slug.length).toBeLessThanOrEqual(48);
    }),
  );
});
