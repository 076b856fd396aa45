import type { Machine } from "./schemas";

/** Programs that open links by themselves: scanners of mail providers, previews of chats, crawlers, and libraries of programmers. */
const AGENTS =
  /bot\b|bot\/|crawl|spider|slurp|preview|prefetch|scan|proofpoint|mimecast|barracuda|messagelabs|trendmicro|safelinks|imageproxy|mailproxy|urldefense|facebookexternalhit|whatsapp|headless|phantomjs|^(?:curl|wget|python|java|go-http|okhttp|axios|node|ruby|perl|libwww|apache-httpclient|dart)/i;
const EARLY = /prefetch|prerender|preview/i;
const PURPOSES = ["purpose", "x-purpose", "sec-purpose", "x-moz"] as const;

/**
 * Mail services that fetch pictures themselves: Gmail's and Yahoo's proxies when an email is shown or before, Apple's for each email of a
 * person with Mail Privacy Protection, read or not, by an agent that names nothing more.
 */
const PROXIES = /googleimageproxy|ggpht\.com|yahoomailproxy|mailproxy|imageproxy|^mozilla\/5\.0$/i;

type Asked = { method: string; headers: Pick<Headers, "get"> };

/** Why a request for a link is a machine's, by itself; null: it may be a person's. */
export function judgeRequest({ method, headers }: Asked): Machine | null {
  if (method === "HEAD") return "head";
  if (PURPOSES.some((name) => EARLY.test(headers.get(name) ?? ""))) return "prefetch";
  const agent = headers.get("user-agent") ?? "";
  return agent === "" || AGENTS.test(agent) ? "agent" : null;
}

/** Why a request for the picture of an email is a machine's, by itself; null: a person may have looked. */
export function judgePicture(asked: Asked): Machine | null {
  return PROXIES.test((asked.headers.get("user-agent") ?? "").trim()) ? "proxy" : judgeRequest(asked);
}
