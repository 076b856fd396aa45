import { expect, test } from "vitest";
import { openingAnswers, typedIn } from "@/app/(app)/companies/[projectId]/onboarding/_components/typed-answers";

const saved = { sender: "Maya", tone: "", website: "", window: { days: [1], from: "09:00", to: "17:00" } };
const NOTHING = { read: {}, typed: {} };
const open = (draft: object, here: object | null = null, now = saved) =>
  openingAnswers({ saved: now, draft: { ...NOTHING, ...draft }, here: here && { ...NOTHING, ...here } });

test("only fields that differ are kept, each with what was saved in it; a field that is not named never is", () => {
  const values = { ...saved, tone: "Short", password: "hunter2" };
  expect(typedIn(["sender", "tone", "window"], saved, values)).toEqual({
    read: { tone: "" },
    typed: { tone: "Short" },
  });
});

test("a form opens with what is saved, what the server kept, and over both what only this browser has", () => {
  const draft = { read: { tone: "", sender: "Maya" }, typed: { tone: "Sh", sender: "Maya Lind" } };
  expect(open(draft)).toEqual({ values: { ...saved, tone: "Sh", sender: "Maya Lind" }, conflicts: [] });
  expect(open(draft, { read: { tone: "Sh" }, typed: { tone: "Short" } })).toEqual({
    values: { ...saved, tone: "Short", sender: "Maya Lind" },
    conflicts: [],
  });
});

test("text that arrived at the server when the page was left is no conflict with itself", () => {
  const draft = { read: { tone: "" }, typed: { tone: "Short" } };
  expect(open(draft, { read: { tone: "Sh" }, typed: { tone: "Short" } }).conflicts).toEqual([]);
});

test("a field that others saved meanwhile is taken, or is a conflict where it was typed into as well", () => {
  const now = { ...saved, sender: "Amara", website: "https://a.example" };
  const draft = { read: { sender: "Maya", tone: "" }, typed: { sender: "Maya Lind", tone: "Short" } };
  expect(open(draft, null, now)).toEqual({
    values: { ...now, sender: "Maya Lind", tone: "Short" },
    conflicts: [{ field: "sender", mine: "Maya Lind", theirs: "Amara" }],
  });
});

test("text of another machine is a conflict with text that only this browser has, once a field", () => {
  const draft = { read: { tone: "" }, typed: { tone: "Long" } };
  const here = { read: { tone: "Sh" }, typed: { tone: "Short" } };
  expect(open(draft, here).conflicts).toEqual([{ field: "tone", mine: "Short", theirs: "Long" }]);
  const three = open(draft, here, { ...saved, tone: "Warm" });
  expect(three.values.tone).toBe("Short");
  expect(three.conflicts).toEqual([{ field: "tone", mine: "Short", theirs: "Warm" }]);
});
