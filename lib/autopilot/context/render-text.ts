import { sha256 } from "@/lib/platform/ids";
import type { CompanyContext, ContextItem, ContextSection } from "./schemas";

type Head = Pick<CompanyContext, "purpose" | "as_of" | "hash">;

export const renderItem = ({ text, refs }: Pick<ContextItem, "text" | "refs">): string =>
  `- ${text}${refs.map((ref) => ` [${ref}]`).join("")}\n`;
export const renderHeading = ({ key, title }: Pick<ContextSection, "key" | "title">): string =>
  `## ${key} · ${title}\n`;
export const renderDropped = (dropped: number): string =>
  dropped === 0 ? "" : `… ${dropped.toLocaleString("en-US")} more are not shown\n`;

export const renderSection = (section: ContextSection): string =>
  section.items.length + section.dropped === 0
    ? ""
    : renderHeading(section) + section.items.map(renderItem).join("") + renderDropped(section.dropped);

const renderHead = ({ purpose, as_of, hash }: Head): string =>
  `⟦ctx purpose=${purpose} as_of=${as_of.position}@${as_of.at} hash=${hash.slice(0, 16)}⟧\n`;
const END = "⟦/ctx⟧\n";

/** The bytes of the first and last line. */
export const frameBytes = (head: Omit<Head, "hash">): number =>
  Buffer.byteLength(renderHead({ ...head, hash: "0".repeat(16) }) + END);

/** The text that a model reads, from the structured object alone. */
export const renderText = (context: Head & { sections: readonly ContextSection[] }): string =>
  renderHead(context) + context.sections.map(renderSection).join("") + END;

export const hashOf = (context: Omit<Head, "hash"> & { sections: readonly ContextSection[] }): string =>
  sha256(renderText({ ...context, hash: "" }));
