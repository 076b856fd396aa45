import { MantineProvider } from "@mantine/core";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { createElement, type ReactElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { GuardrailGate } from "@/app/(app)/companies/[projectId]/campaigns/[campaignId]/_components/guardrail-gate";
import { UnwrittenLeads } from "@/app/(app)/companies/[projectId]/campaigns/[campaignId]/drafts/_components/unwritten-leads";
import { PacingForm } from "@/app/(app)/companies/[projectId]/onboarding/_components/pacing-form";
import { ApiError } from "@/app/_ui/api-client";
import { RepliesGate } from "@/app/_ui/replies-gate";
import type { Project } from "@/lib/company/projects/schemas";
import type { Pacing } from "@/lib/outreach/mailbox/schemas";

const project = { id: "c1", workspace_id: "w1", name: "Acme" } as Project;
const PACING = ["company", "c1", "pacing"];
const UNWRITTEN = ["company", "c1", "unwritten leads", "k1"];

/** A part of a page whose data the browser has tried to read. */
function shown(part: ReactElement, key: string[], known: { error: Error } | { data: unknown }): string {
  const queries = new QueryClient({ defaultOptions: { queries: { retryOnMount: false, staleTime: Infinity } } });
  if ("data" in known) queries.setQueryData(key, known.data);
  else queries.getQueryCache().build(queries, { queryKey: key }).setState({ status: "error", error: known.error });
  return renderToStaticMarkup(
    createElement(QueryClientProvider, { client: queries }, createElement(MantineProvider, null, part)),
  );
}

test.each([
  ["the leads without drafts", createElement(UnwrittenLeads, { project, campaignId: "k1" }), UNWRITTEN],
  ["the pace", createElement(PacingForm, { project }), PACING],
  ["the gate for replies", createElement(RepliesGate, { project }), PACING],
  ["the guardrail", createElement(GuardrailGate, { project }), PACING],
])("%s that cannot be read say so, with the reason", (_, part, key) => {
  const html = shown(part, key, { error: new ApiError(500, { error: "The database is away." }) });
  expect(html).toContain("The database is away.");
  expect(html).toMatch(/role="alert"/);
});

const pacing = { paced: true, replies_heard: true, replies_read_since: null, guardrail: null } as Pacing;

test("the gate for replies says nothing that is false of an account that was exempted, and is silent where answers are read", () => {
  const gate = (more: Partial<Pacing>): string =>
    shown(createElement(RepliesGate, { project }), PACING, { data: { ...pacing, ...more } });
  expect(gate({})).toBe(gate({ paced: false }));
  expect(gate({ replies_read_since: "2026-11-01T09:00:00Z" })).toContain("Answers are not read here");
  expect(gate({ replies_heard: false })).toContain("Only first emails leave.");
});
