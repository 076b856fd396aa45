import { beforeAll, expect, test } from "vitest";
import type { ClaimedEmail } from "@/lib/contracts/engine";
import { isSigned, readClickToken } from "@/lib/outreach/tracking/click-token";
import { dressLinks } from "@/lib/outreach/tracking/dress-links";
import { isOpenSigned, readOpenToken } from "@/lib/outreach/tracking/open-token";
import { linksIn } from "@/lib/outreach/tracking/links-in";

const OWN = "https://app.example";
const COMPANYS = "https://link.acme.com";
const OPT_OUT = `${OWN}/u/${"a1".repeat(24)}`;
const WORKSPACE = "0b9f3c1e-5a52-4d0e-9d53-6d1c1f3b7a01";
const CLAIM = "d3c2b1a0-4f5e-4d6c-8b7a-9f8e7d6c5b07";
const WORDS = `Hi <Ann> & "co",\n\nhttps://acme.com/x?a=1&b=2 and (https://acme.com/y), https://acme.com/x?a=1&b=2.`;
const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

const email: ClaimedEmail = {
  claim_id: CLAIM,
  lead_id: "e4d3c2b1-5a6f-4e7d-9c8b-0a9f8e7d6c11",
  to: "ann@example.org",
  to_name: null,
  from: "ada@acme.com",
  from_name: "Ada",
  reply_to: "ada@acme.com",
  subject: "Hi",
  text: `${WORDS}\n\nAcme, see https://acme.com\n\nUnsubscribe: ${OPT_OUT}`,
  html: `<div style="white-space:pre-wrap">${escaped(WORDS)}</div><p style="color:#666">Acme, see https://acme.com\n<a href="${OPT_OUT}">Unsubscribe</a></p>`,
  headers: { "List-Unsubscribe": `<${OPT_OUT}>`, "In-Reply-To": "<1@acme.com>" },
  message_id: "<2@acme.com>",
};
beforeAll(() => {
  process.env.APP_URL = OWN;
  process.env.DATABASE_URL = "postgresql://nobody@127.0.0.1:1/nowhere";
  process.env.ENCRYPTION_MASTER_KEY = "0".repeat(64);
});

test("an email without settings stays as it is", () => {
  expect(dressLinks(email, { workspaceId: WORKSPACE, origin: OWN, countsClicks: false, countsOpens: false })).toEqual(
    email,
  );
});

test("the opt-out of each part moves to the company's host, and nothing else changes", () => {
  const dressed = dressLinks(email, {
    workspaceId: WORKSPACE,
    origin: COMPANYS,
    countsClicks: false,
    countsOpens: false,
  });
  expect(JSON.parse(JSON.stringify(dressed).replaceAll(COMPANYS, OWN))).toEqual(email);
  for (const part of [dressed.text, dressed.html, dressed.headers["List-Unsubscribe"]])
    expect(part).toContain(`${COMPANYS}/u/`);
});

test("counted links lead through us by their place in the text, show the address that they lead to, and leave the text as it is", () => {
  const dressed = dressLinks(email, {
    workspaceId: WORKSPACE,
    origin: COMPANYS,
    countsClicks: true,
    countsOpens: false,
  });
  expect(dressed.text).toBe(email.text.replace(OWN, COMPANYS));
  const anchors = [
    ...dressed.html.matchAll(/<a href="https:\/\/link\.acme\.com\/api\/track\/click\/([\w.]+)">([^<]*)<\/a>/g),
  ];
  expect(anchors.map(([, , shown]) => shown)).toEqual([
    "https://acme.com/x?a=1&amp;b=2",
    "https://acme.com/y",
    "https://acme.com/x?a=1&amp;b=2",
  ]);
  for (const [, token = "", shown = ""] of anchors) {
    const read = readClickToken(token);
    expect(read?.claimId).toBe(CLAIM);
    const of = { workspaceId: WORKSPACE, claimId: CLAIM, link: read?.link ?? -1 };
    expect(isSigned(of, read?.mac ?? "")).toBe(true);
    expect(isSigned({ ...of, link: of.link + 1 }, read?.mac ?? "")).toBe(false);
    expect(linksIn(dressed.text)[of.link]).toBe(shown.replace("&amp;", "&"));
  }
  const without = dressed.html
    .replace(/<a href="[^"]*\/api\/track[^"]*">([^<]*)<\/a>/g, "$1")
    .replaceAll(COMPANYS, OWN);
  expect(without).toBe(email.html);
});

test("a picture stands behind the words of the HTML where opens are counted, signed for this email, and in nothing else", () => {
  const settings = { workspaceId: WORKSPACE, origin: COMPANYS, countsClicks: false };
  const dressed = dressLinks(email, { ...settings, countsOpens: true });
  const plain = dressLinks(email, { ...settings, countsOpens: false });
  const picture =
    /<img src="https:\/\/link\.acme\.com\/api\/track\/open\/([\w.]+)" width="1" height="1" alt="" style="border:0">$/;
  const [, token = ""] = picture.exec(dressed.html) ?? [];
  expect({ ...dressed, html: dressed.html.replace(picture, "") }).toEqual(plain);
  const read = readOpenToken(token);
  expect(read?.claimId).toBe(CLAIM);
  const of = { workspaceId: WORKSPACE, claimId: CLAIM };
  expect(isOpenSigned(of, read?.mac ?? "")).toBe(true);
  expect(isOpenSigned({ ...of, workspaceId: CLAIM }, read?.mac ?? "")).toBe(false);
  expect(isSigned({ ...of, link: 0 }, read?.mac ?? "")).toBe(false);
});
