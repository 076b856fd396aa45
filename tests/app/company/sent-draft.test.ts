import { MantineProvider } from "@mantine/core";
import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { DraftPreview } from "@/app/(app)/companies/[projectId]/campaigns/[campaignId]/drafts/_components/draft-preview";
import type { Project } from "@/lib/company/projects/schemas";
import type { Draft } from "@/lib/outreach/drafts/schemas";

const SENT: Draft = {
  id: "1f0a7f0e-1111-4111-8111-111111111111",
  campaign_id: "1f0a7f0e-2222-4222-8222-222222222222",
  lead_id: "1f0a7f0e-3333-4333-8333-333333333333",
  step: 1,
  status: "sent",
  approval_void: false,
  holes: [],
  version: 1,
  source: "claude-haiku-4-5",
  to: "grace@buyers.example",
  to_name: "Grace Buyer",
  company: "Buyer",
  from: "ada@engines.example",
  from_name: "Ada Lovelace",
  reply_to: "ada@engines.example",
  subject: "As it left",
  body: "Hello Grace",
  text: "Hello Grace\n\nBest regards,\nAda\n\n1 Engine Street\n\nUnsubscribe: https://app.example/u/1",
  html: "<p>Hello Grace</p>",
  variant: 1,
  same_thread: false,
  headers: {},
  as_sent: "kept",
  hash: null,
  drafted_at: "2026-11-29T09:00:00.000Z",
  decided_at: "2026-11-29T09:05:00.000Z",
};
const screenOf = (draft: Draft): string => {
  const project = { id: "p", workspace_id: "w" } as Project;
  const props = { project, draft, mode: "every", form: "edit", onForm() {}, onDecide() {}, deciding: false } as const;
  return renderToStaticMarkup(createElement(MantineProvider, null, createElement(DraftPreview, props)));
};

test("a sent email is shown as it left, and can be neither edited nor decided any more", () => {
  const screen = screenOf(SENT);
  for (const part of ["As it left", "Ada Lovelace &lt;ada@engines.example&gt;", "1 Engine Street", "Sent"])
    expect(screen).toContain(part);
  expect(screen).not.toMatch(/Approve|Regenerate|<textarea|Nothing can be approved yet|not known any more/);
});

test("one that left before sender and footer were kept shows its text, and says that they are not known", () => {
  const unknown = { from: null, from_name: null, reply_to: null, text: null, html: null } as const;
  const screen = screenOf({ ...SENT, ...unknown, as_sent: "unknown" });
  expect(screen).toContain("Its sender and footer are not known any more");
  expect(screen).toContain("Hello Grace");
  expect(screen).not.toMatch(/>From<|Nothing can be approved yet/);
});
