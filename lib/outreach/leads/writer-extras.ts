const MOST = 60;
const LONGEST = 300;

/** Ways to reach a person, ids, and how they stand in another tool: no part of a text, and no business of a model's. */
const NOT_FOR_TEXT =
  /phone|mobile|fax|e-?mail|linkedin|facebook|twitter|url|\bid\b|_id$|status|stage|owner|unsubscrib|do not contact|opt.?out|replied|bounced|opened|clicked|sent|verif|catch.?all|confidence|source|list|sequence|date|created|updated/i;
const FOR_TEXT = /company name for emails|personali[sz](ed|ation)|icebreaker|first line/i;

/** The extra columns of an import that may help to write to a person, by their names; long ones are cut. */
export const writerExtras = (custom: Record<string, string>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(custom)
      .filter(([name, value]) => value.trim() !== "" && (FOR_TEXT.test(name) || !NOT_FOR_TEXT.test(name)))
      .slice(0, MOST)
      .map(([name, value]) => [name, value.trim().slice(0, LONGEST).toWellFormed()]),
  );
