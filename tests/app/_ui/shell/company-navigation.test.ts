import { MantineProvider } from "@mantine/core";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { CompanyNavigation } from "@/app/_ui/shell/company-navigation";
import { LedgerShown } from "@/app/_ui/use-ledger-stream";

const company = { id: "c1", name: "Acme", workspaceId: "w1" };

function rendered({ ledger = true, integrations = true, unreadReplies = 0, queries = new QueryClient() }): string {
  const navigation = createElement(CompanyNavigation, {
    company,
    companies: [company],
    pathname: "/companies/c1",
    shown: {
      unreadReplies,
      waitingApprovals: 0,
      testMailbox: false,
      integrations,
      mail: true,
      recurring: true,
      context: true,
      runtimes: true,
    },
  });
  const page = createElement(LedgerShown, { value: ledger }, navigation);
  return renderToStaticMarkup(
    createElement(QueryClientProvider, { client: queries }, createElement(MantineProvider, null, page)),
  );
}

/** Where the navigation of a company leads. */
const linksOf = (ledger: boolean, integrations = true): string[] =>
  [...rendered({ ledger, integrations }).matchAll(/href="\/companies\/c1\/(\w+)"/g)].map(([, name = ""]) => name);

test("the navigation leads to the integrations unless the installation hides them", () => {
  expect(linksOf(true)).toContain("integrations");
  expect(linksOf(true, false)).toEqual(linksOf(true).filter((name) => name !== "integrations"));
});

test("the navigation leads to the ledger as long as that is shown", () => {
  expect(linksOf(true)).toContain("ledger");
  expect(linksOf(false)).toEqual(linksOf(true).filter((name) => name !== "ledger"));
  expect(linksOf(false).length).toBeGreaterThan(4);
});

test("unread replies are counted as they were read last, not as when the page was opened", () => {
  expect(rendered({ unreadReplies: 2 })).toMatch(/>2<.*? unread/);
  const queries = new QueryClient();
  queries.setQueryData(["company", "c1", "unread replies"], 5);
  expect(rendered({ unreadReplies: 2, queries })).toMatch(/>5<.*? unread/);
  queries.setQueryData(["company", "c1", "unread replies"], 0);
  expect(rendered({ unreadReplies: 2, queries })).not.toContain("unread");
});
