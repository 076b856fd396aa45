import { expect, test } from "vitest";
import { guessMapping, resolveMapping } from "@/lib/outreach/leads/column-mapping";

test.each([
  ["E-Mail", "email"],
  ["Email Address", "email"],
  ["Vorname", "first_name"],
  ["first_name", "first_name"],
  ["Prénom", "first_name"],
  ["SURNAME", "last_name"],
  ["Company name", "company"],
  ["Job Title", "title"],
  ["URL", "website"],
  ["Bemerkungen", "notes"],
  ["Favourite colour", "custom"],
  ["constructor", "custom"],
])("%s is taken for %s", (header, target) => {
  expect(guessMapping([header])).toEqual([target]);
});

test("of two columns for one field the first gets it", () => {
  expect(guessMapping(["Email", "Work email"])).toEqual(["email", "custom"]);
});

test("a mapping decides; what it does not name is kept as custom", () => {
  expect(resolveMapping({ headers: ["A", "B", "Email"], rows: [] }, { B: "email", A: "ignore" })).toEqual([
    "ignore",
    "email",
    "custom",
  ]);
});

test.each([
  [{ Nowhere: "email" } as const, "lead_mapping.invalid"],
  [{ A: "email", B: "email" } as const, "lead_mapping.invalid"],
  [{ A: "company" } as const, "lead_file.email_column_missing"],
])("mapping %j is refused", (mapping, code) => {
  expect(() => resolveMapping({ headers: ["A", "B"], rows: [] }, mapping)).toThrow(expect.objectContaining({ code }));
});
