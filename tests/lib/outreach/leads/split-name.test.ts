import { expect, test } from "vitest";
import { splitName } from "@/lib/outreach/leads/split-name";

test.each([
  ["Ann Lee", "Ann", "Lee"],
  ["Dr. Amara Nwosu", "Amara", "Nwosu"],
  ["Nwosu, Amara", "Amara", "Nwosu"],
  ["Berg, Dr. Sue", "Sue", "Berg"],
  ["Herr Jan van der Berg", "Jan", "van der Berg"],
  ["Prof. Dr. Eva Groß", "Eva", "Groß"],
  ["Ann Lee, PhD", "Ann", "Lee"],
  ["Cher", "Cher", ""],
  ["", "", ""],
])("%j", (name, first, last) => {
  expect(splitName(name)).toEqual({ first, last });
});
