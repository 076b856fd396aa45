import { expect, test } from "vitest";
import { contentHash } from "@/lib/company/approvals/content-hash";
import type { Sealed } from "@/lib/company/approvals/define-action";
import type { Json } from "@/lib/company/approvals/schemas";

const sealed: Sealed<Json> = {
  action_type: "email.send",
  input: {
    to: ["lena@example.com"],
    bcc: ["archive@acme.com"],
    subject: "Rechnungen für Café Ångström",
    headers: [
      ["X-First", "1"],
      ["X-Second", "2"],
    ],
    attachments: [{ sha256: "a".repeat(64), name: "offer.pdf", type: "application/pdf" }],
  },
  account: { label: "from hello@acme.com (your Resend)", integration: "resend", shared: false },
  cost_cap_cents: 0,
  execute_by: "2026-12-01T10:00:00.000Z",
  contract: { recipients: 1 },
};

/** Every value in a structure that is changed by one step, each in a copy of its own. */
function* changes(value: Json): Generator<Json> {
  if (typeof value === "string") yield `${value}\u200b`;
  if (typeof value === "number") yield value + 1;
  if (typeof value === "boolean") yield !value;
  if (value === null) yield "";
  if (Array.isArray(value)) {
    yield [...value, "one more"];
    if (value.length > 1) yield value.toReversed();
    for (const [index, item] of value.entries()) for (const changed of changes(item)) yield value.with(index, changed);
  } else if (typeof value === "object" && value !== null) {
    yield { ...value, more: null };
    for (const [name, item] of Object.entries(value)) {
      const { [name]: _gone, ...rest } = value;
      yield rest;
      for (const changed of changes(item)) yield { ...value, [name]: changed };
    }
  }
}

test("every change of anything with an effect is another hash: account, cap, bcc, order of headers, attachment, deadline", () => {
  const hash = contentHash(sealed);
  const others = [...changes(sealed)].map((changed) => contentHash(changed as Sealed<Json>));
  expect(others.length).toBeGreaterThan(40);
  expect(others).not.toContain(hash);
});

test("the same text typed in two Unicode forms, and fields in another order, are the same bytes", () => {
  const composed = { ...sealed, input: { subject: "Rechnungen für Café Ångström".normalize("NFC") } };
  const decomposed = { ...sealed, input: { subject: "Rechnungen für Café Ångström".normalize("NFD") } };
  expect(JSON.stringify(composed)).not.toBe(JSON.stringify(decomposed));
  expect(contentHash(decomposed)).toBe(contentHash(composed));
  const reordered = Object.fromEntries(Object.entries(sealed).toReversed()) as Sealed<Json>;
  expect(contentHash(reordered)).toBe(contentHash(sealed));
});
