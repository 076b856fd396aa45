import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { useOpenedByAddress } from "@/app/_ui/use-opened-by-address";

let search = "";
vi.mock("next/navigation", () => ({
  usePathname: () => "/companies/c1/leads",
  useSearchParams: () => new URLSearchParams(search),
}));

beforeEach(() => {
  const replaceState = (_state: unknown, _title: string, address: string): void => {
    search = address.split("?")[1] ?? "";
  };
  vi.stubGlobal("window", { history: { replaceState } });
});
afterEach(() => vi.unstubAllGlobals());

/** As a page with this address has it. */
function drawer(): ReturnType<typeof useOpenedByAddress> {
  const made: ReturnType<typeof useOpenedByAddress>[] = [];
  const Page = () => {
    made.push(useOpenedByAddress("import"));
    return null;
  };
  renderToStaticMarkup(createElement(Page));
  return made[0]!;
}

test("an address opens it also on the page that is open already, and again after it was closed", () => {
  search = "q=ann";
  expect(drawer().opened).toBe(false);
  for (const asked of ["q=ann&import=1", "import=1&q=ann"]) {
    search = asked;
    expect(drawer().opened).toBe(true);
    drawer().close();
    expect([drawer().opened, search]).toEqual([false, "q=ann"]);
  }
});

test("a button opens it and leaves the filter in the address", () => {
  search = "q=ann";
  drawer().open();
  expect([drawer().opened, search]).toEqual([true, "q=ann&import=1"]);
});
