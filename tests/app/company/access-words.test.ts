import { MantineProvider } from "@mantine/core";
import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { powersOver } from "@/app/(app)/companies/[projectId]/members/_components/member-powers";
import { curlExample } from "@/app/(app)/companies/[projectId]/settings/_components/key-example";
import { CreateKeyForm } from "@/app/(app)/companies/[projectId]/settings/_components/create-key-form";
import {
  accessChoices,
  ALL_SCOPES,
  READ_SCOPES,
  SCOPE_GROUPS,
  scopesOf,
  summaryOf,
} from "@/app/(app)/companies/[projectId]/settings/_components/scope-words";
import { KEY_SCOPES } from "@/lib/foundation/access/roles";
import type { Role } from "@/lib/foundation/access/schemas";
import type { ShownMember } from "@/lib/foundation/members/schemas";

const member = (role: Role, is_you = false): ShownMember => ({
  user_id: `user_${role}`,
  email: `${role}@example.com`,
  role,
  joined_at: "2026-11-22T12:00:00Z",
  is_you,
});

test("every scope a key can have is offered once, and no other", () => {
  expect(ALL_SCOPES.toSorted()).toEqual([...KEY_SCOPES].toSorted());
});

test("read only and full access mean all that is offered here, nothing of a feature that is hidden; custom means the choice", () => {
  const ofFeature = (feature: string): string[] =>
    SCOPE_GROUPS.filter((group) => group.feature === feature).flatMap(({ scopes }) => scopes.map(({ scope }) => scope));
  expect(ofFeature("ledger")).toEqual(["ledger.read"]);
  expect(ofFeature("integrations")).toEqual(["integrations.read", "integrations.write"]);
  expect(scopesOf(SCOPE_GROUPS, "read", ["leads.write"])).toEqual(READ_SCOPES);
  expect(scopesOf(SCOPE_GROUPS, "full", [])).toEqual(ALL_SCOPES);
  expect(scopesOf(SCOPE_GROUPS, "custom", ["leads.read"])).toEqual(["leads.read"]);
  const withoutLedger = SCOPE_GROUPS.filter(({ feature }) => feature !== "ledger");
  expect(scopesOf(withoutLedger, "read", [])).toEqual(READ_SCOPES.filter((scope) => scope !== "ledger.read"));
  expect(scopesOf(withoutLedger, "full", [])).toEqual(ALL_SCOPES.filter((scope) => scope !== "ledger.read"));
});

test("the form of a new key begins with read only, in three choices, and shows no checkbox before the third", () => {
  const form = createElement(CreateKeyForm, {
    offered: SCOPE_GROUPS,
    onSubmit: () => undefined,
    onCancel: () => undefined,
    pending: false,
    error: null,
  });
  const html = renderToStaticMarkup(createElement(MantineProvider, null, form));
  const choices = [...html.matchAll(/<input[^>]*type="radio"[^>]*>/g)].map(([input]) => input);
  expect(choices.map((input) => [/value="(\w+)"/.exec(input)?.[1], input.includes("checked")])).toEqual([
    ["read", true],
    ["full", false],
    ["custom", false],
  ]);
  expect(html).not.toContain('type="checkbox"');
});

test("read only and full access name every subject that they include, and none that is not offered", () => {
  const words = (groups = SCOPE_GROUPS): string[] => accessChoices(groups).map(({ description }) => description);
  for (const { title } of SCOPE_GROUPS) {
    const [read, full] = words();
    const [readWithout, fullWithout] = words(SCOPE_GROUPS.filter((group) => group.title !== title));
    const named = new RegExp(`\\b${title.toLowerCase()}\\b`);
    expect([read, full].every((text) => named.test(text ?? ""))).toBe(true);
    expect([read, full]).not.toEqual([readWithout, fullWithout]);
  }
});

test("the permissions of a key are as brief as possible", () => {
  expect(summaryOf(ALL_SCOPES.toReversed())).toBe("Everything a key may do");
  expect(summaryOf(READ_SCOPES)).toBe("Reads everything, changes nothing");
  expect(summaryOf(["leads.read"])).toBe("Read the leads");
  expect(summaryOf(["leads.read", "leads.write"])).toBe("Read the leads · Import and change leads");
  expect(summaryOf(ALL_SCOPES.slice(0, 4))).toBe("4 permissions");
});

test("the example asks for something the key may read; a key that only writes has none", () => {
  const place = { origin: "http://localhost:3000", workspaceId: "w1", projectId: "p1" };
  expect(curlExample("glk_x", ["ledger.read", "leads.write"], place)).toBe(
    "curl -H 'Authorization: Bearer glk_x' 'http://localhost:3000/api/projects/p1/events?limit=5'",
  );
  expect(curlExample("glk_x", ["leads.write", "ingestion.write"], place)).toBeNull();
});

test("the only owner can neither be changed nor go, and is told why", () => {
  expect(powersOver(member("owner", true), { mine: "owner", owners: 1 })).toEqual({
    roles: [],
    remove: false,
    leave: false,
    why: expect.stringContaining("transfer the ownership"),
  });
  expect(powersOver(member("owner", true), { mine: "owner", owners: 2 })).toMatchObject({ leave: true, why: null });
});

test("owners change everybody, admins nobody above themselves, others only leave", () => {
  expect(powersOver(member("owner"), { mine: "owner", owners: 2 })).toMatchObject({ remove: true });
  expect(powersOver(member("owner"), { mine: "admin", owners: 2 })).toMatchObject({ roles: [], remove: false });
  expect(powersOver(member("viewer"), { mine: "admin", owners: 1 })).toMatchObject({
    roles: ["admin", "member", "viewer"],
    remove: true,
    leave: false,
  });
  expect(powersOver(member("viewer"), { mine: "member", owners: 1 })).toMatchObject({ roles: [], remove: false });
  expect(powersOver(member("viewer", true), { mine: "viewer", owners: 1 })).toMatchObject({ roles: [], leave: true });
  expect(powersOver(member("viewer"), { mine: null, owners: 1 })).toMatchObject({ roles: [], leave: false });
});
