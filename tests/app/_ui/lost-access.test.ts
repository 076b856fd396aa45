import { afterEach, expect, test, vi } from "vitest";
import { leaveCompany } from "@/app/_ui/lost-access";

const COMPANY = "0b8a1f0e-6a1e-4b7e-9f43-0d3c0f7d0a01";
const assign = vi.fn<(url: string) => void>();

afterEach(() => {
  assign.mockReset();
  vi.unstubAllGlobals();
});

function onPage(pathname: string): void {
  vi.stubGlobal("window", { location: { pathname, assign } });
}

test("a frozen company's page leads to the freeze, a lost one to the companies", () => {
  onPage(`/companies/${COMPANY}`);
  leaveCompany("workspace.frozen");
  leaveCompany("workspace.forbidden");
  expect(assign.mock.calls).toEqual([[`/frozen/${COMPANY}`], ["/companies?left=1"]]);
});

test("a refused action does not leave the page, nor does any answer on a page without a company", () => {
  onPage(`/companies/${COMPANY}/members`);
  leaveCompany("permission.missing");
  for (const path of ["/companies", "/companies/new", `/frozen/${COMPANY}`, "/admin", "/invites/abc"]) {
    onPage(path);
    leaveCompany("workspace.frozen");
    leaveCompany("workspace.forbidden");
  }
  expect(assign).not.toHaveBeenCalled();
});
