import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { EmailAddress, parseEmailAddress, spellAddress } from "@/lib/platform/email-address";

/** RFC 5322 3.2.3: every character of an atom. */
const ATEXT = [..."abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!#$%&'*+-/=?^_`{|}~"];
const LETTERS = [..."äöüßñçéøåłžđğışαβγδжщийصדनि中文字日本"];
const INVISIBLE = [
  ..."\u00ad\u034f\u061c\u200b\u200c\u200d\u200e\u200f\u202a\u202e\u2060\u2066\u2069\ufe0f\ufeff\u3164",
];
const SPACES = [..." \u00a0\u1680\u2003\u202f\u205f\u3000\t\n\r\u0000\u007f\u2028"];

const atom = (letters: readonly string[]) =>
  fc.array(fc.constantFrom(...letters), { minLength: 1, maxLength: 12 }).map((characters) => characters.join(""));
const mailbox = (letters: readonly string[]) =>
  fc.array(atom(letters), { minLength: 1, maxLength: 3 }).map((atoms) => atoms.join("."));
const label = fc.stringMatching(/^[a-z0-9](?:[a-z0-9-]{0,10}[a-z0-9])?$/u).filter((text) => !text.startsWith("xn--"));
const domain = fc.array(label, { minLength: 1, maxLength: 3 }).map((labels) => [...labels, "example"].join("."));
const address = fc.tuple(mailbox(ATEXT), domain).map((parts) => parts.join("@"));

/** A text with characters put in at places of chance. */
const sprinkled = (text: string, characters: readonly string[]) =>
  fc
    .array(fc.tuple(fc.nat({ max: text.length }), fc.constantFrom(...characters)), { minLength: 1, maxLength: 5 })
    .map((marks) => marks.reduce((all, [at, mark]) => all.slice(0, at) + mark + all.slice(at), text));

describe("an address is taken", () => {
  test("with every character that an atom of RFC 5322 allows, in lower case", () => {
    fc.assert(
      fc.property(address, (text) => {
        expect(parseEmailAddress(text)).toBe(text.toLowerCase());
      }),
    );
  });

  test("with letters of any script in its mailbox (RFC 6531), in one Unicode form", () => {
    fc.assert(
      fc.property(mailbox([...ATEXT, ...LETTERS]), domain, (local, host) => {
        const spelled = parseEmailAddress(`${local}@${host}`);
        expect(spelled).not.toBeNull();
        expect(parseEmailAddress(`${local.normalize("NFD")}@${host}`)).toBe(spelled);
      }),
    );
  });

  test.each([
    ["vera@käse-hof.example", "vera@xn--kse-hof-5wa.example"],
    ["VERA@KÄSE-HOF.EXAMPLE", "vera@xn--kse-hof-5wa.example"],
    ["vera@ka\u0308se-hof.example", "vera@xn--kse-hof-5wa.example"],
    ["vera@XN--KSE-HOF-5WA.example", "vera@xn--kse-hof-5wa.example"],
    ["wim@xn--80a1acny.xn--p1ai", "wim@xn--80a1acny.xn--p1ai"],
    ["wim@почта.рф", "wim@xn--80a1acny.xn--p1ai"],
    ["yuki@例え。jp", "yuki@xn--r8jz45g.jp"],
    ["o'brien@example.com", "o'brien@example.com"],
  ])("%s is stored as %s", (typed, stored) => {
    expect(parseEmailAddress(typed)).toBe(stored);
  });

  test("a joiner that IDNA allows is part of the domain; any other is removed", () => {
    expect(parseEmailAddress("v@نامه\u200cای.com")).toBe("v@xn--mgba3gch31f060k.com");
    expect(parseEmailAddress("v@exam\u200dple.com")).toBe("v@example.com");
  });
});

describe("one person has one spelling", () => {
  test("any invisible characters, surrounding spaces and capitals", () => {
    const copied = address.chain((text) => fc.tuple(fc.constant(text), sprinkled(text, INVISIBLE), fc.boolean()));
    fc.assert(
      fc.property(copied, ([text, dirty, shout]) => {
        const typed = ` \u00a0${shout ? dirty.toUpperCase() : dirty}\ufeff\n`;
        expect(EmailAddress.parse(typed)).toBe(parseEmailAddress(text));
      }),
    );
  });

  test("and it is the spelling of itself", () => {
    const texts = fc.oneof(
      address,
      fc.tuple(mailbox([...ATEXT, ...LETTERS]), domain).map((parts) => parts.join("@")),
    );
    fc.assert(
      fc.property(texts, (text) => {
        const spelled = parseEmailAddress(text) ?? "";
        expect(parseEmailAddress(spelled)).toBe(spelled);
      }),
    );
  });
});

describe("refused, with a reason that shows what the eye cannot see", () => {
  test("white space and control characters inside an address", () => {
    const spaced = address.chain((text) =>
      sprinkled(text, SPACES).filter((dirty) => dirty.trim() === dirty && /.[\s\p{Cc}]+./su.test(dirty)),
    );
    fc.assert(
      fc.property(spaced, (text) => {
        const { error } = EmailAddress.safeParse(text);
        const [hidden] = text.match(/(?! )[\s\p{Cc}]/u) ?? [];
        const code = hidden?.codePointAt(0)?.toString(16).toUpperCase().padStart(4, "0");
        expect(error?.issues[0]?.message).toContain(code ? `⟨U+${code}⟩` : "must be an email address");
      }),
    );
  });

  test.each([
    ["", "is required"],
    [`${"x".repeat(250)}@example.com`, "may have at most 254 characters"],
    ...[
      "vera",
      "@example.com",
      "vera@",
      "vera@localhost",
      "vera@127.0.0.1",
      "vera@１２７.0.0.1",
      "vera@[127.0.0.1]",
      "a@b@example.com",
      "Vera <vera@example.com>",
      "mailto:vera@example.com",
      "“vera@example.com”",
      ".vera@example.com",
      "vera.@example.com",
      "ve..ra@example.com",
      "ve ra@example.com",
      "vera@example.com.",
      "vera@-example.com",
      "vera@exa_mple.com",
      "vera@ex%41mple.com",
      "vera@example.com/x",
      "vera@a.com,bob@b.com",
    ].map((text) => [text, "must be an email address"]),
  ])("%j: %s", (text, message) => {
    expect(EmailAddress.safeParse(text).error?.issues[0]?.message).toBe(message);
  });

  test("any text is judged without an exception, a long one too", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 300 }), (text) => {
        expect(typeof spellAddress(text)).toBe("string");
      }),
    );
    expect(parseEmailAddress(`${"a".repeat(5_000_000)}@example.com`)).toBeNull();
  });
});
