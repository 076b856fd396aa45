import { expect, test } from "vitest";
import { checkDrafts } from "@/lib/outreach/research/check-drafts";

const GROUND = {
  findings: [{ number: 1, fact: "They opened a clinic in Graz.", quote: "We opened a clinic in Graz." }],
  known: ["Ada", "Acme"],
  leadCompany: "Acme",
  language: "en",
};
const good = {
  step: 1,
  subject: "Graz",
  body: "Hi Ada,\n\nYou opened a clinic in Graz [1]. Shall we talk about it soon?",
};
const lie = { ...good, body: "Hi Ada,\n\nYou raised 20 million [2]. Shall we talk about it soon?" };

test("texts that are borne out lose their citations", () => {
  const { body } = good;
  expect(checkDrafts([good], GROUND, { isLast: false })).toEqual({
    drafts: [{ ...good, body: body.replace(" [1]", "") }],
  });
});

test("one that is not is refused with its sentence, and the last time kept without it", () => {
  expect(checkDrafts([good, lie], GROUND, { isLast: false })).toEqual({
    failure: "The model cites a finding that does not exist: “You raised 20 million [2].”",
  });
  expect(checkDrafts([lie], GROUND, { isLast: true })).toEqual({
    drafts: [{ ...lie, body: "Hi Ada,\n\nShall we talk about it soon?" }],
  });
});

test("a claim in the subject counts, and an email of which too little is left is none", () => {
  const subject = { ...good, subject: "Your 20 million round" };
  expect(checkDrafts([subject], GROUND, { isLast: false })).toMatchObject({
    failure: expect.stringContaining("round"),
  });
  const bare = { ...good, body: "Hi Ada,\n\nYou raised 20 million [2]." };
  expect(checkDrafts([bare], GROUND, { isLast: true })).toMatchObject({ failure: expect.any(String) });
});
