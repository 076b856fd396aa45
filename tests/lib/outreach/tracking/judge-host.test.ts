import { expect, test } from "vitest";
import { judgeHost } from "@/lib/outreach/tracking/judge-host";
import type { AnswerSight, RecordSight } from "@/lib/outreach/tracking/look-at-host";
import type { Looked } from "@/lib/providers/dns/port";

const HOST = "link.acme.com";
const TARGET = "go.greenlight.com";
const TOKEN = "a".repeat(32);
const ZONE = { name: "acme.com", nameServers: ["ns1.acme.com"] };

const RIGHT: AnswerSight = { state: "answered", status: 200, body: `greenlight-tracking=${TOKEN}\n` };
const SILENT: AnswerSight = { state: "unknown", why: "It did not answer." };
const ALIAS: RecordSight = { state: "alias", to: TARGET };
const answered = (status: number, body = ""): AnswerSight => ({ state: "answered", status, body });

test.each<[string, RecordSight, AnswerSight, string, string, string]>([
  ["the record and the answer are right", ALIAS, RIGHT, "verified", "cname.right", "answer.right"],
  ["a proxy hides the record", { state: "addresses" }, RIGHT, "verified", "cname.proxied", "answer.right"],
  [
    "a proxy has a record of its own",
    { state: "alias", to: "cdn.net" },
    RIGHT,
    "verified",
    "cname.proxied",
    "answer.right",
  ],
  [
    "the name servers fail and the host answers",
    { state: "unknown", why: "they failed" },
    RIGHT,
    "verified",
    "unanswered",
    "answer.right",
  ],
  ["nothing answers", ALIAS, SILENT, "unknown", "cname.right", "unanswered"],
  ["nothing answers anywhere", { state: "unknown", why: "they failed" }, SILENT, "unknown", "unanswered", "unanswered"],
  [
    "it leads elsewhere and is silent",
    { state: "alias", to: "cdn.net" },
    SILENT,
    "unknown",
    "cname.other",
    "unanswered",
  ],
  ["the record is missing", { state: "none" }, SILENT, "failing", "cname.missing", "unanswered"],
  ["the domain does not exist", { state: "no_zone" }, SILENT, "failing", "cname.no_zone", "unanswered"],
  ["it is the domain itself", { state: "apex" }, answered(200, "Welcome"), "failing", "cname.apex", "answer.other"],
  ["the server is overloaded", ALIAS, answered(503), "unknown", "cname.right", "unanswered"],
  ["the server counts requests", ALIAS, answered(429), "unknown", "cname.right", "unanswered"],
  ["another server answers", ALIAS, answered(404, "Not found"), "failing", "cname.right", "answer.other"],
  [
    "the line is in an error page",
    ALIAS,
    answered(404, `greenlight-tracking=${TOKEN}`),
    "failing",
    "cname.right",
    "answer.other",
  ],
  [
    "a page only mentions the token",
    ALIAS,
    answered(200, `x greenlight-tracking=${TOKEN}`),
    "failing",
    "cname.right",
    "answer.other",
  ],
  [
    "another company holds it",
    ALIAS,
    answered(200, `greenlight-tracking=${"b".repeat(32)}`),
    "failing",
    "cname.right",
    "answer.taken",
  ],
  ["it redirects", ALIAS, { state: "redirected" }, "failing", "cname.right", "answer.redirected"],
  ["it leads into a private network", ALIAS, { state: "private" }, "failing", "cname.right", "answer.private"],
  ["its certificate is not its own", ALIAS, { state: "certificate" }, "failing", "cname.right", "answer.certificate"],
])("%s", (_case, record, answer, status, cname, answerCode) => {
  const judged = judgeHost({ zone: ZONE, record, answer, owner: null }, { host: HOST, target: TARGET, token: TOKEN });
  expect(judged.status).toBe(status);
  expect(judged.checks.map(({ code }) => code)).toEqual([cname, answerCode]);
  expect(judged.checks.every(({ words }) => /^[A-Zl].*\.$/.test(words))).toBe(true);
});

test.each<[string, AnswerSight, Looked<string>, string, string]>([
  [
    "with its line",
    RIGHT,
    { state: "found", values: ["v=other", `greenlight-tracking=${TOKEN}`] },
    "verified",
    "owner.right",
  ],
  [
    "with another one's line",
    RIGHT,
    { state: "found", values: [`greenlight-tracking=${"b".repeat(32)}`] },
    "failing",
    "owner.missing",
  ],
  [
    "with its line among other words",
    RIGHT,
    { state: "found", values: [`x greenlight-tracking=${TOKEN}`] },
    "failing",
    "owner.missing",
  ],
  ["without a record", RIGHT, { state: "none" }, "failing", "owner.missing"],
  ["whose name servers are silent", RIGHT, { state: "unknown", why: "they failed" }, "unknown", "unanswered"],
  [
    "that does not answer",
    SILENT,
    { state: "found", values: [`greenlight-tracking=${TOKEN}`] },
    "unknown",
    "owner.right",
  ],
])("a host that another company held before, %s", (_case, answer, owner, status, code) => {
  const judged = judgeHost({ zone: ZONE, record: ALIAS, answer, owner }, { host: HOST, target: TARGET, token: TOKEN });
  expect(judged.status).toBe(status);
  expect(judged.checks.find(({ purpose }) => purpose === "owner")?.code).toBe(code);
});
