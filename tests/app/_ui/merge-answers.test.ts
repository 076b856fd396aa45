import { expect, test } from "vitest";
import { mergeAnswers } from "@/app/_ui/merge-answers";

const read = { sender: "Maya", description: "Bread", services: ["a"], website: "" };

test("two tabs that changed different fields lose neither: the sender of one and the description of the other", () => {
  const typed = { ...read, description: "Bread and cakes" };
  const saved = { ...read, sender: "Amara", services: ["a", "b"] };
  expect(mergeAnswers(read, typed, saved)).toEqual({
    values: { sender: "Amara", description: "Bread and cakes", services: ["a", "b"], website: "" },
    conflicts: [],
  });
});

test.each([
  ["a text", { sender: "Ann" }, { sender: "Bob" }, ["sender"]],
  ["a list", { services: ["x"] }, { services: ["y"] }, ["services"]],
  ["a field that one side emptied", { sender: "" }, { sender: "Bob" }, ["sender"]],
  ["the same change on both sides", { sender: "Ann" }, { sender: "Ann" }, []],
  ["a change here only", { sender: "Ann" }, {}, []],
  ["a change there only", {}, { sender: "Bob" }, []],
])("only a field that both changed to different values asks for a choice: %s", (_, mine, theirs, conflicts) => {
  const merged = mergeAnswers(read, { ...read, ...mine }, { ...read, ...theirs });
  expect(merged.conflicts).toEqual(conflicts);
  // Nothing that was typed is lost while the choice is open.
  for (const field of conflicts as (keyof typeof read)[])
    expect(merged.values[field]).toEqual({ ...read, ...mine }[field]);
});
