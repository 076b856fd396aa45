import { z } from "zod";
import { statusOf } from "@/lib/providers/accounts/run-steps";
import { spellAddress } from "@/lib/platform/email-address";
import { requestJson } from "../../http/request-json";
import type { OutgoingMail, SentTrace } from "../outgoing/port";

const PAGE = 100;
const MOST_PAGES = 10;
/** Their clock and ours. */
const SKEW_MS = 5 * 60_000;
/** A key that may only send is answered 401. */
const CLOSED: ReadonlySet<number | null> = new Set([401, 403, 404, 405]);

const People = z.union([z.string(), z.array(z.string())]).nullish();
const Item = z.object({
  id: z.string(),
  message_id: z.string().nullish(),
  created_at: z.string(),
  to: People,
  reply_to: People,
  subject: z.string().nullish(),
});
type Item = z.infer<typeof Item>;
const Emails = z.object({ has_more: z.boolean().nullish(), data: z.array(Item) });

type Asked = { api: string; apiKey: string; timeoutMs: number; signal: AbortSignal };

/** Looks for an email in Resend's `GET /emails`, newest first, back to when it may have been handed over. */
export async function findTaken(
  trace: SentTrace,
  { api, apiKey, timeoutMs, signal }: Asked,
): ReturnType<OutgoingMail["findTaken"]> {
  const init = { headers: { authorization: `Bearer ${apiKey}` } };
  const since = trace.since.getTime() - SKEW_MS;
  let after = "";
  try {
    for (let page = 0; page < MOST_PAGES; page += 1) {
      const url = `${api}/emails?limit=${PAGE}${after}`;
      const { data, has_more } = await requestJson({ vendor: "resend", url, init, schema: Emails, timeoutMs, signal });
      const found = data.find((one) => isTheOne(one, trace, since));
      if (found) return { providerId: found.id };
      const last = data.at(-1);
      if (has_more !== true || !last || timeOf(last) < since) return "none";
      after = `&after=${encodeURIComponent(last.id)}`;
    }
  } catch (error) {
    if (!CLOSED.has(statusOf(error))) throw error;
  }
  return "closed";
}

/** “2023-04-03 22:13:42.674981+00”, as their documentation has it. */
const timeOf = ({ created_at: at }: Item): number => Date.parse(at.replace(" ", "T").replace(/([+-]\d\d)$/, "$1:00"));

const bare = (address: string): string => spellAddress(/<([^<>]+)>\s*$/.exec(address)?.[1] ?? address);
const same = (given: Item["to"], wanted: readonly string[]): boolean =>
  JSON.stringify([given ?? []].flat().map(bare).toSorted()) === JSON.stringify(wanted.map(bare).toSorted());

function isTheOne(one: Item, trace: SentTrace, since: number): boolean {
  if (one.message_id === trace.messageId) return true;
  const fits = same(one.to, trace.to) && same(one.reply_to, [trace.replyTo]) && one.subject === trace.subject;
  return fits && timeOf(one) >= since;
}
