import { describe, expect, it } from "vitest";
import { diffFields } from "@/app/(admin)/_components/diff-fields";

describe("diffFields", () => {
  it("names what changed, what came and what went, and what lies deeper by its path", () => {
    const before = { role: "member", owner: { email: "ada@engines.example" }, left: 1 };
    const after = { role: "admin", owner: { email: "ada@engines.example" }, scopes: ["leads.read"] };
    expect(diffFields(before, after)).toEqual([
      { field: "role", before: "member", after: "admin" },
      { field: "owner.email", before: "ada@engines.example", after: "ada@engines.example" },
      { field: "left", before: "1", after: null },
      { field: "scopes", before: null, after: '["leads.read"]' },
    ]);
  });

  it("a missing side, an empty object and a null are three different things", () => {
    expect(diffFields(null, null)).toEqual([]);
    expect(diffFields(null, { settings: {}, reason: null })).toEqual([
      { field: "settings", before: null, after: "{}" },
      { field: "reason", before: null, after: "null" },
    ]);
  });

  it("a field named like something every object has is a field", () => {
    const after = JSON.parse('{"__proto__": "x", "constructor": "y"}') as Record<string, unknown>;
    expect(diffFields(null, after).map(({ field }) => field)).toEqual(["__proto__", "constructor"]);
  });
});
