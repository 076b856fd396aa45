import { expect, test } from "vitest";
import { fillSections, type Candidates } from "@/lib/autopilot/context/fill-sections";
import { BUDGETS, bytesIn, SECTIONS, tokensOf } from "@/lib/autopilot/context/purposes";
import { renderItem, renderSection } from "@/lib/autopilot/context/render-text";
import type { ContextItem } from "@/lib/autopilot/context/schemas";
import { seeded } from "../wording/lint-cases";

const RESERVED = 900;
const sizeOf = (item: ContextItem): number => Buffer.byteLength(renderItem(item));

/** A company of any size: empty sections, a few short lines, or far more than fits. */
function randomCompany(random: () => number): Candidates[] {
  return SECTIONS.map((rule) => {
    const items = Array.from({ length: Math.floor(random() ** 3 * 400) }, (_, index): ContextItem => {
      const text = (random() < 0.2 ? "Größe 設計 " : "An ordinary line ").repeat(1 + Math.floor(random() * 18));
      return { text, refs: [`e:${index + 1}`], trust: "system" };
    });
    const more = random() < 0.3 ? Math.floor(random() * 90_000) : 0;
    return { ...rule, items, total: items.length === 0 ? 0 : items.length + more };
  });
}

test("300 random companies: within the budget, every floor kept, whole lines by priority, and each left out one counted", () => {
  const random = seeded(7);
  for (let round = 0; round < 300; round += 1) {
    const budget = Object.values(BUDGETS)[round % 4] ?? 0;
    const bytes = bytesIn(budget);
    const candidates = randomCompany(random);
    const sections = fillSections(candidates, { budget: bytes, reserved: RESERVED });
    const text = sections.map(renderSection).join("");
    expect(tokensOf(Buffer.byteLength(text) + RESERVED)).toBeLessThanOrEqual(budget);
    sections.forEach((section, index) => {
      const { items, total, floor, cap } = candidates[index] as Candidates;
      const shown = section.items.reduce((sum, item) => sum + sizeOf(item), 0);
      const content = items.reduce((sum, item) => sum + sizeOf(item), 0);
      const frame = Buffer.byteLength(renderSection(section)) - shown;
      expect(section.items.length + section.dropped).toBe(total);
      expect(text).toContain(
        section.dropped > 0 ? `… ${section.dropped.toLocaleString("en-US")} more are not shown` : "",
      );
      // A heading and the count of lines left out are part of the section.
      expect(shown + frame + 24).toBeGreaterThanOrEqual(Math.min(content, bytes * floor));
      expect(shown).toBeLessThanOrEqual(bytes * cap);
      const kept = items.slice(0, section.items.length);
      expect(section.items).toEqual("newestLast" in (candidates[index] ?? {}) ? kept.toReversed() : kept);
    });
  }
});
