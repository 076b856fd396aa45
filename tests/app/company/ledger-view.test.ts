import { MantineProvider } from "@mantine/core";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test, vi } from "vitest";
import { LedgerView } from "@/app/(app)/companies/[projectId]/ledger/_components/ledger-view";
import type { LedgerEntry } from "@/lib/foundation/ledger/schemas";

vi.mock("next/navigation", () => ({
  useRouter: () => ({}),
  usePathname: () => "/companies/c1/ledger",
  useSearchParams: () => new URLSearchParams(),
}));

const line = (id: number): LedgerEntry => ({
  id,
  type: "lead.added",
  message: `Line ${id}.`,
  data: {},
  actor_type: "user",
  actor_id: null,
  created_at: "2026-11-22T09:00:00.000Z",
});

/** The lines on the page, as it is opened with what the server read. */
function linesOf(queries: QueryClient, ids: number[], position: string): number[] {
  const firstPage = { data: ids.map(line), next_cursor: null, position };
  const view = createElement(LedgerView, { projectId: "c1", filter: {}, people: {}, firstPage });
  const page = createElement(QueryClientProvider, { client: queries }, createElement(MantineProvider, null, view));
  return [...renderToStaticMarkup(page).matchAll(/Line (\d+)\./g)].map(([, id]) => Number(id));
}

test("returning to the ledger shows the lines written meanwhile", () => {
  const queries = new QueryClient();
  expect(linesOf(queries, [2, 1], "10:0")).toEqual([2, 1]);
  expect(linesOf(queries, [4, 3, 2, 1], "12:0")).toEqual([4, 3, 2, 1]);
});
