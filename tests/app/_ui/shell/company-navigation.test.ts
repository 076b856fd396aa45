import { MantineProvider } from "@mantine/core";
import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { CompanyNavigation } from "@/app/_ui/shell/company-navigation";
import { LedgerShown } from "@/app/_ui/use-ledger-stream";

/** Where the navigation of a company leads. */
function linksOf(ledger: boolean): string[] {
  const company = { id: "c1", name: "Acme" };
  const navigation = createElement(CompanyNavigation, { company, companies: [company], pathname: "/companies/c1" });
  const page = createElement(MantineProvider, null, createElement(LedgerShown, { value: ledger }, navigation));
  return [...renderToStaticMarkup(page).matchAll(/href="\/companies\/c1\/(\w+)"/g)].map(([, name = ""]) => name);
}

test("the navigation leads to the ledger as long as that is shown", () => {
  expect(linksOf(true)).toContain("ledger");
  expect(linksOf(false)).toEqual(linksOf(true).filter((name) => name !== "ledger"));
  expect(linksOf(false).length).toBeGreaterThan(4);
});
