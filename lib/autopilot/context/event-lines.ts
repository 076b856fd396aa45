import type { RunRow } from "./facts";
import { markText, ownText } from "./marks";
import type { ContextItem, Trust } from "./schemas";

/** Types whose sentence holds only our words, numbers and names that the founder chose. Every other sentence stands in a mark. */
const OUR_WORDS =
  /^(project|company|brand|budget|campaign|ignition|launch|workspace|member|recurring|nightshift|recommendation|packet|memory|context|integration|mailbox|sequence|asset|metrics|rollups)\./;
const BY_THE_FOUNDER: Record<string, Trust> = { user: "founder", key: "founder", agent: "model" };

/** Equal lines in a row are one: "41 × email.outbound.delivered". */
export function eventLine(tag: string, row: RunRow): ContextItem {
  const many = row.count > 1 ? `${row.count.toLocaleString("en-US")} × ` : "";
  const isOurs = OUR_WORDS.test(row.type);
  const words = isOurs
    ? ownText(row.message, 200)
    : markText(tag, { from: "ledger", auth: row.actor, text: row.message, most: 200 });
  return {
    text: `${row.at} ${many}${row.type} by ${row.actor}${many ? ", the last" : ""}: ${words}`,
    refs: row.count > 1 ? [`e:${row.first}`, `e:${row.last}`] : [`e:${row.last}`],
    trust: isOurs ? (BY_THE_FOUNDER[row.actor] ?? "system") : "third_party",
  };
}
