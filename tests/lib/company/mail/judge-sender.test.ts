import { expect, test } from "vitest";
import { judgeSender } from "@/lib/company/mail/judge-sender";

const RECEIVED = ["received", "from mx.case.example by mx.google.com with ESMTPS id 1"] as const;
const EARLIER = ["received", "from laptop by mx.case.example"] as const;
const results = (value: string) => ["authentication-results", value] as const;
const judge = (...lines: (readonly [string, string])[]) =>
  judgeSender({
    from: { address: "ann@case.example", name: "" },
    headers: lines.map(([name, value]) => ({ name, value })),
  });

test.each([
  ["the receiving host says pass", [results("mx.google.com; dmarc=pass header.from=case.example"), RECEIVED], "pass"],
  [
    "its line stands below its own Received",
    [RECEIVED, results("mx.google.com; dkim=pass header.i=@case.example"), EARLIER],
    "pass",
  ],
  [
    "it says fail",
    [
      results("mx.google.com; spf=pass smtp.mailfrom=x.example; dmarc=fail (p=REJECT) header.from=case.example"),
      RECEIVED,
    ],
    "fail",
  ],
  [
    "a forged line stands below",
    [
      results("mx.google.com; dmarc=fail header.from=case.example"),
      RECEIVED,
      EARLIER,
      results("mx.google.com; dmarc=pass header.from=case.example"),
    ],
    "fail",
  ],
  [
    "only a forged line stands below",
    [RECEIVED, EARLIER, results("mx.google.com; dmarc=pass header.from=case.example")],
    "unknown",
  ],
  ["another host signed it", [results("evil.example; dmarc=pass header.from=case.example"), RECEIVED], "unknown"],
  [
    "the id hides in a comment",
    [results("(mx.google.com) evil.example; dmarc=pass header.from=case.example"), RECEIVED],
    "unknown",
  ],
  ["no host is named", [results("spf=pass smtp.mailfrom=case.example; dmarc=pass"), RECEIVED], "unknown"],
  [
    "another domain passes",
    [results("mx.google.com; dkim=pass header.d=bulk.example; spf=pass smtp.mailfrom=bulk.example"), RECEIVED],
    "none",
  ],
  ["nothing is said", [RECEIVED], "unknown"],
  ["no server received it", [results("mx.google.com; dmarc=pass")], "unknown"],
] as const)("%s", (_case, lines, verdict) => {
  expect(judge(...lines)).toBe(verdict);
});
