import { expect, test } from "vitest";
import { judgeByReceiver, judgeSender } from "@/lib/company/mail/judge-sender";

type Lines = readonly (readonly [string, string])[];
const HOP = ["received", "from mx.case.example by inbound-smtp.eu-west-1.amazonaws.com with ESMTPS id 1"] as const;
const EARLIER = ["received", "from laptop by mx.case.example"] as const;
const ar = (value: string) => ["authentication-results", value] as const;
const message = (lines: Lines, from = "ann@case.example") => ({
  from: { address: from, name: "" },
  headers: lines.map(([name, value]) => ({ name, value })),
});
const ses = (results: string) => ar(`amazonses.com; ${results}`);
const PASS = ses("dmarc=pass header.from=case.example");

/** Our receiver signs as amazonses.com; its host has another name. */
const BY_RECEIVER: [string, Lines, string, string?][] = [
  ["its own line says pass", [HOP, PASS], "pass"],
  ["its line stands above its Received", [PASS, HOP, EARLIER], "pass"],
  [
    "all three pass",
    [
      HOP,
      ses("spf=pass smtp.mailfrom=case.example; dkim=pass header.i=@case.example; dmarc=pass header.from=case.example"),
    ],
    "pass",
  ],
  [
    "with comments",
    [HOP, ar("amazonses.com (border) ; dmarc=pass (p=none dis=none) header.from=case.example")],
    "pass",
  ],
  ["with a version", [HOP, ar("amazonses.com 1; dmarc=pass header.from=case.example")], "pass"],
  ["in capitals", [HOP, ar("AmazonSES.com; DMARC=PASS header.from=Case.Example")], "pass"],
  ["folded and tabbed", [HOP, ar("amazonses.com;\t dmarc=pass\t header.from=case.example")], "pass"],
  ["a subdomain is aligned", [HOP, ses("dkim=pass header.d=mail.case.example")], "pass"],
  [
    "a sibling under one name is aligned",
    [HOP, ses("dkim=pass header.d=news.case.example")],
    "pass",
    "ann@mail.case.example",
  ],
  ["spf aligned without dmarc", [HOP, ses("spf=pass smtp.mailfrom=bounce@case.example")], "pass"],
  ["dkim aligned by identity", [HOP, ses("dkim=pass header.i=@case.example header.s=x")], "pass"],
  [
    "an international domain in punycode",
    [HOP, ses("dmarc=pass header.from=xn--mller-kva.example")],
    "pass",
    "ann@müller.example",
  ],
  ["a quoted domain", [HOP, ses('dmarc=pass header.from="case.example"')], "pass"],
  ["dmarc fails", [HOP, ses("dmarc=fail header.from=case.example")], "fail"],
  [
    "dmarc fails though spf passes",
    [HOP, ses("spf=pass smtp.mailfrom=case.example; dmarc=fail header.from=case.example")],
    "fail",
  ],
  ["spf fails alone", [HOP, ses("spf=fail smtp.mailfrom=case.example")], "none"],
  ["softfail", [HOP, ses("spf=softfail smtp.mailfrom=case.example; dkim=none")], "none"],
  ["neutral", [HOP, ses("spf=neutral; dkim=neutral")], "none"],
  ["temporary errors", [HOP, ses("spf=temperror; dkim=temperror; dmarc=temperror")], "none"],
  ["permanent errors", [HOP, ses("spf=permerror; dkim=permerror")], "none"],
  ["dmarc none", [HOP, ses("dmarc=none header.from=case.example")], "unknown"],
  ["another domain's dkim", [HOP, ses("dkim=pass header.d=bulk.example")], "none"],
  ["another domain's spf", [HOP, ses("spf=pass smtp.mailfrom=bulk.example")], "none"],
  ["another domain's dmarc", [HOP, ses("dmarc=pass header.from=bulk.example")], "unknown"],
  ["a name that only ends alike", [HOP, ses("dkim=pass header.d=evilcase.example")], "none"],
  ["our name in front of another", [HOP, ses("dkim=pass header.d=case.example.evil.example")], "none"],
  ["a neighbour under a country's second level", [HOP, ses("dkim=pass header.d=evil.co.uk")], "none", "ann@bank.co.uk"],
  [
    "the same name under a country's second level",
    [HOP, ses("dkim=pass header.d=mail.bank.co.uk")],
    "pass",
    "ann@bank.co.uk",
  ],
  ["no results", [HOP, ar("amazonses.com; none")], "unknown"],
  ["an empty line", [HOP, ar("")], "unknown"],
  ["no line at all", [HOP], "unknown"],
  ["a line without an id", [HOP, ar("dmarc=pass header.from=case.example")], "unknown"],
  ["another host's id", [HOP, ar("mx.google.com; dmarc=pass header.from=case.example")], "unknown"],
  ["an id that contains ours", [HOP, ar("amazonses.com.evil.example; dmarc=pass header.from=case.example")], "unknown"],
  ["an id that ends in ours", [HOP, ar("evil-amazonses.com; dmarc=pass header.from=case.example")], "unknown"],
  ["a host below ours", [HOP, ar("x.amazonses.com; dmarc=pass header.from=case.example")], "unknown"],
  ["our id in a comment", [HOP, ar("(amazonses.com;) evil.example; dmarc=pass header.from=case.example")], "unknown"],
  [
    "a verdict in a comment",
    [HOP, ses("dmarc=fail (dmarc=pass header.from=case.example) header.from=case.example")],
    "fail",
  ],
  ["a verdict in a nested comment", [HOP, ses("dkim=none ((dkim=pass header.d=case.example))")], "none"],
  ["a forged line below ours that fails", [HOP, ses("dmarc=fail header.from=case.example"), PASS], "fail"],
  ["a forged line below ours that says nothing", [HOP, ses("dmarc=none"), PASS], "unknown"],
  ["a forged failure below ours", [HOP, PASS, ses("dmarc=fail header.from=case.example")], "pass"],
  ["only a forged line below the host before", [HOP, EARLIER, PASS], "unknown"],
  ["two forged lines below the host before", [HOP, EARLIER, PASS, PASS], "unknown"],
  [
    "ours and a forged one below the host before",
    [HOP, ses("dmarc=fail header.from=case.example"), EARLIER, PASS],
    "fail",
  ],
  ["two From headers", [HOP, PASS, ["from", "Ann <ann@case.example>"], ["from", "Eve <eve@evil.example>"]], "unknown"],
  ["two addresses in one From", [HOP, PASS, ["from", "Ann <ann@case.example>, Eve <eve@evil.example>"]], "unknown"],
  ["two bare addresses in one From", [HOP, PASS, ["from", "ann@case.example, eve@evil.example"]], "unknown"],
  ["an address and a bare one", [HOP, PASS, ["from", "Ann <ann@case.example>, eve@evil.example"]], "unknown"],
  ["a group of two", [HOP, PASS, ["from", "Team: ann@case.example, eve@evil.example;"]], "unknown"],
  ["a group of one", [HOP, PASS, ["from", "Team: ann@case.example;"]], "pass"],
  ["an address as a name", [HOP, PASS, ["from", '"boss@bank.example" <ann@case.example>']], "pass"],
  ["an address in a comment", [HOP, PASS, ["from", "ann@case.example (boss@bank.example)"]], "pass"],
  ["a Received-SPF alone", [HOP, ["received-spf", "pass (domain of case.example)"]], "unknown"],
  [
    "an ARC line",
    [HOP, ["arc-authentication-results", "i=1; amazonses.com; dmarc=pass header.from=case.example"]],
    "unknown",
  ],
  ["an X-header", [HOP, ["x-authentication-results", "amazonses.com; dmarc=pass header.from=case.example"]], "unknown"],
];
test.each(BY_RECEIVER)("of our receiver's verdict, %s", (_case, lines, verdict, from) => {
  expect(judgeByReceiver(message(lines, from), ["amazonses.com"])).toBe(verdict);
});
test.each([
  ["a neighbour's id under a country's second level", "mx.ours.co.uk", "evil.co.uk", "unknown"],
  ["our own id there", "mx.ours.co.uk", "ours.co.uk", "pass"],
])("without a known receiver, %s", (_case, host, id, verdict) => {
  const lines: Lines = [["received", `from x by ${host}`], ar(`${id}; dmarc=pass header.from=case.example`)];
  expect(judgeSender(message(lines))).toBe(verdict);
});
test("a message without a sender has no verdict", () => {
  expect(judgeByReceiver({ from: null, headers: message([HOP, PASS]).headers }, ["amazonses.com"])).toBe("unknown");
});
