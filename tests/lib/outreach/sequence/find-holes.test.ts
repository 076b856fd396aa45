import { describe, expect, test } from "vitest";
import { EMPTY_BODY, EMPTY_SUBJECT, findHoles } from "@/lib/outreach/sequence/find-holes";
import { growsLinearly } from "../../../support/grows-linearly";

const inBody = (body: string): string[] => findHoles({ subject: "A question", body });

const HOLES = [
  "[First Name]", "[Company]", "[Your Name]", "[insert pain point]", "[COMPANY_NAME]", "[Vorname]", "[Prénom]", "[date]", "[name]",
  "[Specific Achievement]", "[mutual connection]", "[[first_name]]", "[XXX]", "【会社名】", "[]",
  "{{first_name}}", "{{ firstName }}", "{{first_name|there}}", "{{{name}}}", "{first}", "{name}", "{First Name}", "{Hi|Hello}", "${name}",
  "#{name}", "{% if name %}", "{!Contact.FirstName}", "{0}",
  "<first name>", "<Company>", "<insert a compliment>", "<<FirstName>>", "<%= name %>", "&lt;first name&gt;", "«Vorname»",
  "%FIRSTNAME%", "%first_name%", "%%name%%", "%recipient.first_name%", "*|FNAME|*", "__NAME__", "##first name##", "@@company@@",
  "$FIRST_NAME", "FIRST_NAME", "company_name", "FNAME",
  "XXX", "xxx", "XX%", "$XX", "TODO", "TODO: ask Tom", "FIXME", "TBD",
  "(insert name)", "(First Name)", "(company name)", "insert name here", "your company name here",
  "[object Object]", "lorem ipsum", "As an AI language model",
]; // prettier-ignore

describe("a hole is found wherever it stands", () => {
  test.each(HOLES)("%s", (hole) => {
    expect(inBody(`Hello Ann,\n\nI saw what ${hole} does, and liked it.\n\nAda`)).not.toEqual([]);
    expect(findHoles({ subject: `Idea for ${hole}`, body: "Hello Ann,\n\nshall we talk?" })).not.toEqual([]);
  });

  test.each([
    "Dear ,", "Hi ,", "Hello  ,\n", "Dear,", "Hi !", "Sehr geehrter Herr ,", "Sehr geehrte ,", "Bonjour ,", "Hola ,", "Liebe ,", "Hi undefined,",
    "Hello null,", "Dear N/A,", "Hi None,", "Dear Name,", "Hallo Vorname,", "Dear Mr.,",
  ])("greeting without a name: %s", (greeting) => {
    expect(inBody(`${greeting}\n\nshall we talk?`)).toHaveLength(1);
  }); // prettier-ignore

  test.each(["Best,\nYour Name", "People at undefined like this.", "Our rate is ___ a month."])("%s", (body) => {
    expect(inBody(body)).toHaveLength(1);
  });

  test("an empty subject, one of nothing but “Re:”, an empty text", () => {
    for (const subject of ["", "  ", "Re:", "RE: Fwd: "])
      expect(findHoles({ subject, body: "Hello" })).toEqual([EMPTY_SUBJECT]);
    expect(inBody(" \n")).toEqual([EMPTY_BODY]);
  });

  test("it is named as it stands in the text, each once", () => {
    expect(inBody("Hi [First Name],\n\n[Company] and {{company|you}}. Again: [Company].")).toEqual([
      "{{company|you}}",
      "[First Name]",
      "[Company]",
    ]);
  });
});

describe("an honest text passes", () => {
  test.each([
    "Hello,", "Hi there,", "Hello Ann,", "Dear Ms. O’Neil,", "Dear Sir or Madam,", "Bonjour !", "Guten Tag,", "Hallo Jörg,",
    "As Smith wrote [1], and Jones [2, 3] …", "“We was [sic] late”", "See [our report](https://example.com/a_b).", "Call items[0] or map[key].",
    "ada [at] example [dot] com", "[…] and so on [...]", "He said that “they [engineers] like it”.", "- [ ] open\n- [x] done",
    "<https://example.com/?first_name=1>", "<ada@example.com>", "1 < 2 and 3 > 2", "teams of <10 people and >5 machines", "I <3 trains",
    'Send { "name": "Ann" } to us.', "An empty {} is fine.", "The set {1, 2, 3}.", "a {b: c} rule",
    "50% of teams save 30% a year.", "between 20% and 30%", "20%-30%", "100% sure", "It costs $100 or US$ 5,000.", "(your team included)",
    "size XXL", "Your to-do list is short.", "Todo el mundo lo sabe.", "See example.com/first_name and my_file_name.csv.", "snake_case works",
    "We cut costs (by 30%) at Fox & Co (Berlin).", "«Bonjour» is French.", "null and undefined are two values.", "check for null",
    "_____________\nAda", "Add your name to the list.", "An A/B test | a pipe", "Python's __init__ runs first.", "C# and C++ [ISO]", "Q&A; R&D",
    "[Update] for you", "5 * 3 | 2 * 4", "I am at null-island.example", "That is $5|$10 apart",
  ])("%s", (text) => {
    expect(inBody(`Hello Ann,\n\n${text}\n\nAda`)).toEqual([]);
    expect(inBody(text)).toEqual([]);
  }); // prettier-ignore

  test.each(["[Northbeam] a quick question", "[Update] our call", "Re: [EXT] invoice", "50% less, 30% more"])(
    "the subject %s",
    (subject) => {
      expect(findHoles({ subject, body: "Hello Ann" })).toEqual([]);
    },
  );

  test("a long text of brackets is read in linear time", () => {
    expect(growsLinearly((size) => inBody("[{<(%_".repeat(size)), 8_000)).toBe(true);
  });
});
