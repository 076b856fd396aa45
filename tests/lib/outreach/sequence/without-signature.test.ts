import { describe, expect, test } from "vitest";
import { withoutSignature } from "@/lib/outreach/sequence/without-signature";

const TEXT = "Hi Ann,\n\nis this worth ten minutes?";

describe("a signature under a text is cut off", () => {
  test.each([
    "Best regards,\nMaya Okafor",
    "Best,\nMaya",
    "Kind regards\n\nMaya Okafor\nTidewater Robotics",
    "Thanks,\nMaya\nHead of Growth, Tidewater\ntidewater.example",
    "Mit freundlichen Grüßen\nMaya Okafor",
    "Viele Gruesse,\nMaya",
    "Cordialement,\nMaya Okafor",
    "Bien à vous,\nMaya",
    "Un saludo,\nMaya",
    "Met vriendelijke groet,\nMaya Okafor",
    "Cordiali saluti,\nMaya",
    "Med venlig hilsen\nMaya",
    "Cheers!\nMaya",
    "Best regards,",
  ])("%s", (signature) => {
    expect(withoutSignature(`${TEXT}\n\n${signature}\n`)).toBe(TEXT);
  });
});

describe("a text that only looks like one stays as it is", () => {
  test.each([
    "Hi Ann,\n\nThanks,\nwe looked at your site and found three pages that load slowly.",
    "Hi Ann,\n\nBest,\nor second best?",
    `${TEXT}\n\nBest regards,\nMaya\n\nPS: I am in Leeds on Tuesday, and would gladly come by your office.`,
    `${TEXT}\n\nBest regards,\nMaya\n\nPS: I'm in Leeds on Tuesday`,
    `${TEXT}\n\nBest regards,\nMaya\nP.S. See you there`,
    TEXT,
  ])("%s", (text) => {
    expect(withoutSignature(text)).toBe(text);
  });
});
