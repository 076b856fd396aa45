import { readdirSync } from "node:fs";
import { expect, test } from "vitest";
import { knownItems, matching } from "@/app/_ui/shell/palette-items";

const company = { id: "c1", name: "Northwind" };
const items = knownItems({
  company,
  companies: [company, { id: "c2", name: "Ålesund Fisk" }],
  installed: {
    ledger: true,
    testMailbox: false,
    integrations: true,
    mail: true,
    recurring: true,
    context: true,
    runtimes: true,
  },
});

test("every page of a company can be reached, but those that this installation hides", () => {
  const folder = "app/(app)/companies/[projectId]";
  const pages = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith("_"))
    .map(({ name }) => `/companies/c1/${name}`)
    .filter((path) => !path.endsWith("/test-mailbox"));
  const reached = items.filter(({ group }) => group === "Pages").map(({ href }) => href);
  expect(reached.toSorted()).toEqual(["/companies/c1", ...pages].toSorted());
});

test("a page that this installation has not is not offered", () => {
  const labels = (ledger: boolean, testMailbox: boolean): string[] =>
    knownItems({
      company,
      companies: [company],
      installed: {
        ledger,
        testMailbox,
        integrations: false,
        mail: true,
        recurring: true,
        context: true,
        runtimes: true,
      },
    }).map(({ label }) => label);
  expect(labels(true, true)).toEqual(expect.arrayContaining(["Ledger", "Test mailbox"]));
  expect(labels(false, true)).not.toContain("Ledger");
  expect(labels(true, false)).not.toContain("Test mailbox");
  expect(labels(true, true)).not.toContain("Integrations");
});

test.each([
  ["Create a campaign", "/campaigns?new=1"],
  ["Import leads", "/leads?import=1"],
  ["Invite a teammate", "/members?invite=1"],
])("“%s” leads to %s, which opens it", (label, path) => {
  expect(items.find((item) => item.label === label)?.href).toBe(`/companies/c1${path}`);
});

test.each([
  ["set", ["Settings"]],
  ["ÅLES", ["Ålesund Fisk"]],
  ["mail acc", ["Change the mail account"]],
  ["zzz", []],
])("%s finds %j", (question, labels) => {
  expect(matching(items, question).map(({ label }) => label)).toEqual(labels);
});

test("outside a company there are companies and no page of one; the present one is not offered again", () => {
  const outside = knownItems({
    company: undefined,
    companies: [company],
    installed: {
      ledger: false,
      testMailbox: false,
      integrations: true,
      mail: true,
      recurring: true,
      context: true,
      runtimes: true,
    },
  });
  expect(outside.map(({ href }) => href)).toEqual(["/companies/c1", "/companies", "/companies/new"]);
  expect(items.some(({ href, group }) => group === "Companies" && href === "/companies/c1")).toBe(false);
});
