import { expect, test } from "vitest";
import {
  afterSave,
  newStep,
  sentOf,
  unchanged,
} from "@/app/(app)/companies/[projectId]/campaigns/[campaignId]/sequence/_components/steps";

const { edited: read } = unchanged({ steps: sentOf({ steps: [newStep()], signature: "" }).steps, signature: "Maya" });
const sent = { ...read, signature: "Maya " };
const saved = { ...sentOf(sent), signature: "Maya" };

test("a saved sequence counts as saved, as the server made it, and its steps stay where they are on the screen", () => {
  const { edited, clean } = afterSave(sent, sent, saved);
  expect(edited).toBe(clean);
  expect(sentOf(edited)).toEqual(saved);
  expect(edited.steps.map(({ key }) => key)).toEqual(sent.steps.map(({ key }) => key));
});

test.each([
  ["a text", { ...sent, steps: sent.steps.map((step) => ({ ...step, subject: "Bread" })) }],
  ["the signature", { ...sent, signature: "Maya Lind" }],
  ["one more email", { ...sent, steps: [...sent.steps, newStep()] }],
])("what is changed while the save is under way stays and asks for another save: %s", (_, typed) => {
  const { edited, clean } = afterSave(typed, sent, saved);
  expect(edited).toEqual(typed);
  expect(edited).not.toBe(clean);
});
