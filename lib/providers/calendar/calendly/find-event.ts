import { z } from "zod";
import { requestJson } from "../../http/request-json";

const TIMEOUT_MS = 8_000;
const DAY_MS = 86_400_000;
/** Calendly answers for a week at a time, and for the future only. */
const WEEKS = [0, 7];

const Me = z.object({ resource: z.object({ uri: z.string() }) });
const EventTypes = z.object({
  collection: z.array(
    z.object({ uri: z.string(), name: z.string().nullish(), active: z.boolean(), scheduling_url: z.string() }),
  ),
});
const Times = z.object({ collection: z.array(z.object({ status: z.string(), start_time: z.string() })) });

export type BookableEvent = {
  name: string;
  active: boolean;
  /** Within two weeks; null: there is none. */ nextFree: string | null;
};
type Asked = { baseUrl: string; token: string; link: string; now: Date; signal: AbortSignal };

/** The event of a token's owner that a booking link leads to, with its first free time; null: the owner has no such event. Fails as `requestJson` does. */
export async function findEvent({ baseUrl, token, link, now, signal }: Asked): Promise<BookableEvent | null> {
  const get = <T>(path: string, query: Record<string, string>, schema: z.ZodType<T>): Promise<T> =>
    requestJson({
      vendor: "calendly",
      url: `${baseUrl}${path}?${new URLSearchParams(query).toString()}`,
      init: { headers: { authorization: `Bearer ${token}` } },
      schema,
      timeoutMs: TIMEOUT_MS,
      signal,
    });
  const { resource } = await get("/users/me", {}, Me);
  const { collection } = await get("/event_types", { user: resource.uri }, EventTypes);
  const event = collection.find(({ scheduling_url }) => sameLink(scheduling_url, link));
  if (!event) return null;
  const found = { name: event.name ?? "Event", active: event.active };
  if (!event.active) return { ...found, nextFree: null };
  for (const days of WEEKS) {
    const from = now.getTime() + days * DAY_MS + 60_000;
    const within = {
      start_time: new Date(from).toISOString(),
      end_time: new Date(from + 7 * DAY_MS - 60_000).toISOString(),
    };
    const times = await get("/event_type_available_times", { event_type: event.uri, ...within }, Times);
    const free = times.collection.find(({ status }) => status === "available");
    if (free) return { ...found, nextFree: free.start_time };
  }
  return { ...found, nextFree: null };
}

const plain = (link: string): string => {
  const { hostname, pathname } = new URL(link);
  return `${hostname.replace(/^www\./, "")}${pathname.replace(/\/+$/, "")}`.toLowerCase();
};
const sameLink = (one: string, other: string): boolean => URL.canParse(one) && plain(one) === plain(other);
