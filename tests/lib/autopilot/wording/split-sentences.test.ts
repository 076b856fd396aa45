import { expect, test } from "vitest";
import { splitSentences } from "@/lib/autopilot/wording/split-sentences";
import { growsLinearly } from "../../../support/grows-linearly";

const trimmed = (text: string): string[] => splitSentences(text).map((sentence) => sentence.trim());

test.each([
  ["We sent 3 emails. Two were answered.", 2],
  ["Revenue was $1,234.56 (3 payments). It moved.", 2],
  ["Dr. Lena Fischer of Acme Inc. wrote to us. She asks for a call.", 2],
  ["Write to lena@example.com. Her page is https://example.com/a.b?c=1.2.", 2],
  ["Das Treffen ist am 3. März bzw. später. Danach z. B. am Montag.", 2],
  ["Mødet er d. 3. marts, f.eks. kl. 10. Derefter ringer vi.", 2],
  ["It was sent. [e:12] [t:5a] Then it stopped. [e:13]", 2],
  ["Is it live? Yes! It is “done.” [e:1]", 3],
  ["One\nTwo\n\nThree", 3],
  ["1. First item.\n2. Second item.", 2],
  ["Wait… It works. e.g. this one.", 3],
])("%s", (text, count) => {
  expect(trimmed(text)).toHaveLength(count);
});

test("joined, the sentences are the text again", () => {
  const text = "  A. B? [e:1]\n\n- c. 3.5 d!  \nEnd without a stop";
  expect(splitSentences(text).join("")).toBe(text);
});

test("1 MB without a single sentence is split in linear time", () => {
  expect(splitSentences("a.".repeat(500_000))).toHaveLength(1);
  expect(splitSentences(". ".repeat(20_000)).length).toBeGreaterThan(0);
  for (const piece of ["a.", ". "])
    expect(
      growsLinearly((size) => splitSentences(piece.repeat(size)), 20_000),
      piece,
    ).toBe(true);
});
