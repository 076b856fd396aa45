import { expect, test } from "vitest";
import { maskAddress, oneLine, quoted } from "@/lib/platform/text";

test("another's words are quoted on one line, and can end neither the quotation nor the sentence", () => {
  expect(quoted("550 No\r\nsuch “user” ”\u202e here")).toBe("“550 No such 'user' ' here”");
  expect(quoted("")).toBe("“”");
});

test("of long words 120 characters are kept, none of them in halves", () => {
  const long = quoted("🚀".repeat(500));
  expect(Array.from(long)).toHaveLength(122);
  expect(long.isWellFormed()).toBe(true);
  expect(quoted("x".repeat(120))).toBe(`“${"x".repeat(120)}”`);
});

test("characters that turn the direction of reading, or end a line, are gone", () => {
  expect(oneLine("a\u061cb\u200fc\u2069d\u2028e\u0007f\tg")).toBe("a b c d e f g");
});

test("an address that is masked once stays the same", () => {
  expect(maskAddress("lena@buyer.example")).toBe("l•••@buyer.example");
  expect(maskAddress(maskAddress("lena@buyer.example"))).toBe("l•••@buyer.example");
});
