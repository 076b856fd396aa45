import { expect, test } from "vitest";
import { readAddresses } from "@/lib/outreach/leads/read-address";

test.each([
  ["ann@x.example", ["ann@x.example"]],
  ["Mailto:Ann@X.example", ["ann@x.example"]],
  ["mailto:ann@x.example?subject=Hi", ["ann@x.example"]],
  ["Bob Lee <bob@x.example>", ["bob@x.example"]],
  ['"Lee, Bob" <bob@x.example>', ["bob@x.example"]],
  ["<bob@x.example>", ["bob@x.example"]],
  ["ann@x.example; bob@x.example", ["ann@x.example", "bob@x.example"]],
  ["ann@x.example,bob@x.example", ["ann@x.example", "bob@x.example"]],
  ["ann@x.example / bob@x.example", ["ann@x.example", "bob@x.example"]],
  ["ann@x.example\nann@x.example", ["ann@x.example"]],
  ["Ann <ann@x.example>, Bob <bob@x.example>", ["ann@x.example", "bob@x.example"]],
  ["ann@x.example.", ["ann@x.example"]],
  ["zoe@kärcherlog.example", ["zoe@xn--krcherlog-v2a.example"]],
  ["wim@xn--80a1acny.xn--p1ai", ["wim@xn--80a1acny.xn--p1ai"]],
  ["ordering&billing@case.example", ["ordering&billing@case.example"]],
  ["smith/x400=k@case.example", ["smith/x400=k@case.example"]],
  ["50%off@case.example", ["50%off@case.example"]],
  ["\u200bann@x.example\ufeff", ["ann@x.example"]],
  ["o'brien@x.example", ["o'brien@x.example"]],
])("%j is read", (cell, expected) => {
  const read = readAddresses(cell);
  expect(read && [read.email, ...read.others]).toEqual(expected);
});

test.each(["", "n/a", "ann at x.example", "ann@", "@x.example", "ann@localhost", "a@1.2.3.4", "x".repeat(3_000)])(
  "%j holds no address",
  (cell) => {
    expect(readAddresses(cell)).toBeNull();
  },
);
