import { expect, test } from "vitest";
import { doubtOf } from "@/lib/outreach/leads/doubtful-address";

test.each([
  "info@x.example",
  "no-reply@x.example",
  "noreply@x.example",
  "do.not.reply@x.example",
  "sales+uk@x.example",
  "kontakt@x.example",
  "postmaster@x.example",
])("%s belongs to a role", (email) => {
  expect(doubtOf(email)).toBe("role_address");
});

test.each(["dora@gmial.com", "d@gmai.com", "d@hotmial.com", "d@yaho.com", "d@outlok.com", "d@gmail.con", "d@acme.cmo"])(
  "%s looks mistyped",
  (email) => {
    expect(doubtOf(email)).toBe("address_typo");
  },
);

test.each([
  "dora@gmail.com",
  "d@ymail.com",
  "d@mail.com",
  "d@gmx.de",
  "ann.info@x.example",
  "salesman@x.example",
  "d@acme.com",
  "d@yahoo.fr",
  "d@hotmail.es",
])("%s is a person's as it stands", (email) => {
  expect(doubtOf(email)).toBeNull();
});
