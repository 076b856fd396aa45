import { expect, test } from "vitest";
import { readRewrite } from "@/lib/outreach/drafts/read-rewrite";

const whole = JSON.stringify({ subject: "s", body: "b\n\nc" });

test.each([
  ["nothing else", whole],
  ["prose and a fence around it", `Here it is:\n\n\`\`\`json\n${whole}\n\`\`\`\nShall I change the tone?`],
  ["prose with brackets and quotes before it", `I chose "short" [as you asked] {really}:\n${whole}\nOK {?}`],
  ["thoughts before it", `<think>{"subject":"x","body":"y"}</think>${whole}`],
  ["thoughts that were never opened", `{"subject":"x","body":"y"}</think>${whole}`],
  ["line ends inside a text", '{"subject":"s","body":"b\n\nc"}'],
  ["a comma too many", whole.replace("}", ",}")],
  ["a list around it", `[${whole}]`],
  ["an object of emails around it", `{"emails":[${whole}]}`],
  ["braces in the text", JSON.stringify({ subject: "s", body: "b\n\nc" }).replace("{", '{"note":"} ] {",')],
])("an email is read with %s", (_case, content) => {
  expect(readRewrite(content)).toEqual({ subject: "s", body: "b\n\nc" });
});

test("a subject is one line, and both are fit for the database", () => {
  const content = JSON.stringify({ subject: "Hi\r\nBcc: evil@example.com", body: "a\0b\ud800" });
  expect(readRewrite(content)).toEqual({ subject: "Hi Bcc: evil@example.com", body: "ab\ufffd" });
});

test.each([
  ["nothing", ""],
  ["prose", "I would rather not."],
  ["JSON without an email", '{"answer":42}'],
  ["an email without a text", '{"subject":"s"}'],
  ["an empty text", '{"subject":"s","body":" "}'],
  ["an object that never closes", '{"subject":"s","body":"b"'],
  ["a thousand brackets", "[".repeat(1_000)],
])("%s is refused, and says that the draft keeps its text", (_case, content) => {
  expect(() => readRewrite(content)).toThrow(/The draft keeps its text\./);
});
