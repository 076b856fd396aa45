import { describe, expect, test } from "vitest";
import { judgePicture, judgeRequest } from "@/lib/outreach/tracking/judge-request";

const BROWSER =
  "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36";
const PHONE =
  "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.0 Mobile/15E148 Safari/604.1";
const asked = (headers: Record<string, string>, method = "GET") =>
  judgeRequest({ method, headers: new Headers(headers) });

test.each([BROWSER, PHONE])("a person's browser: %s", (agent) => {
  expect(asked({ "user-agent": agent })).toBeNull();
});

test.each([
  ["head", { "user-agent": BROWSER }, "HEAD"],
  ["prefetch", { "user-agent": BROWSER, "sec-purpose": "prefetch;prerender" }, "GET"],
  ["prefetch", { "user-agent": BROWSER, "x-purpose": "preview" }, "GET"],
  ["prefetch", { "user-agent": BROWSER, "x-moz": "prefetch" }, "GET"],
  ["agent", {}, "GET"],
  ["agent", { "user-agent": "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)" }, "GET"],
  ["agent", { "user-agent": "Slackbot-LinkExpanding 1.0" }, "GET"],
  ["agent", { "user-agent": "Mozilla/5.0 (Windows) BarracudaCentral" }, "GET"],
  ["agent", { "user-agent": "python-requests/2.32" }, "GET"],
  ["agent", { "user-agent": "SkypeUriPreview Preview/0.5" }, "GET"],
] as const)("a machine by its %s: %j %s", (why, headers, method) => {
  expect(asked(headers, method)).toBe(why);
});

describe("the picture of an email", () => {
  const fetched = (headers: Record<string, string>, method = "GET") =>
    judgePicture({ method, headers: new Headers(headers) });
  const MAIL_APP = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko)";

  test.each([BROWSER, PHONE, MAIL_APP])("a person may have looked: %s", (agent) => {
    expect(fetched({ "user-agent": agent })).toBeNull();
  });

  test.each([
    ["Apple's Mail Privacy Protection", "Mozilla/5.0"],
    ["Gmail", "Mozilla/5.0 (Windows NT 5.1; rv:11.0) Gecko Firefox/11.0 (via ggpht.com GoogleImageProxy)"],
    ["Yahoo", "YahooMailProxy; https://help.yahoo.com/kb/yahoo-mail-proxy-SLN28749.html"],
  ])("is fetched by the proxy of %s", (_whose, agent) => {
    expect(fetched({ "user-agent": agent })).toBe("proxy");
  });

  test("is fetched by scanners as links are", () => {
    expect(fetched({})).toBe("agent");
    expect(fetched({ "user-agent": "Mozilla/5.0 (Windows) BarracudaCentral" })).toBe("agent");
    expect(fetched({ "user-agent": BROWSER }, "HEAD")).toBe("head");
    expect(fetched({ "user-agent": BROWSER, purpose: "prefetch" })).toBe("prefetch");
  });
});
