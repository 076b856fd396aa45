import { beforeAll, expect, it } from "vitest";
import { labelOf, sampleOf, urlOf } from "../support/access-walk";
import { routeManifest, type Entrance } from "../support/route-manifest";
import { assemble, type People } from "./access-people";

/** Texts that Postgres, JSON, headers, e-mails or spreadsheets stumble over. */
const TEXTS: Record<string, string> = {
  "a NUL": "a\u0000b",
  "half of a surrogate pair": "a\ud800b",
  "the other half": "\udc00",
  nothing: "",
  spaces: " \t\r\n\u00a0\u2028\ufeff ",
  "100,000 letters": "x".repeat(100_000),
  "a formula and SQL": `=cmd|'/c calc'!A1'; drop table leads; -- \\ " $1 %s \${x}`,
  "both directions, marks and a family": "\u202e\u05e9\u0644 Z\u0351\u036b\u0343\u036a 👩‍👩‍👧‍👦 ﷽",
  "names of properties": "__proto__",
  "a header": "x\r\nbcc: all@example.com",
  "a number beyond": "99999999999999999999999999",
};
/** Limits and vendors have their own words: 429, and 502 to 504. */
const isOurFault = (status: number): boolean => status === 500 || status === 501;
const AT_ONCE = 4;

let people: People;
let entrances: Entrance[];
beforeAll(async () => {
  people = await assemble();
  const doors = await routeManifest();
  entrances = doors
    .flatMap((door) => door.entrances)
    .filter(({ method, who }) => method !== "GET" && who !== "admin" && who !== "signature" && who !== "instance");
});

/** The body with one of its texts replaced, once for each text in it. */
function variants(value: unknown, text: string): unknown[] {
  if (typeof value === "string") return [text];
  if (Array.isArray(value))
    return value.flatMap((item, at) => variants(item, text).map((other) => value.with(at, other) as unknown));
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, item]) =>
    name === "workspace_id" ? [] : variants(item, text).map((other) => ({ ...value, [name]: other })),
  );
}

async function statusOf(entrance: Entrance, body: unknown): Promise<number> {
  const credential: Record<string, string> =
    entrance.who === "webhook_token"
      ? { "x-webhook-token": people.token }
      : { authorization: `Bearer ${entrance.who === "gateway_token" ? people.token : people.founder.token}` };
  const response = await fetch(urlOf(entrance, sampleOf(entrance, people.estate), people), {
    method: entrance.method,
    headers: { ...credential, "content-type": "application/json" },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  await response.arrayBuffer();
  return response.status;
}

type Attempt = { label: string; ask: () => Promise<number> };

/** The attempts that were answered as a fault of ours. */
async function faultsAmong(attempts: Attempt[]): Promise<string[]> {
  const pending = [...attempts];
  const faults = new Set<string>();
  const work = async (): Promise<void> => {
    for (let next = pending.shift(); next; next = pending.shift()) {
      const status = await next.ask();
      if (isOurFault(status)) faults.add(`${next.label}: ${status}`);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return [...faults].toSorted();
}

it.each(Object.entries(TEXTS))("no field of any body makes an internal error of %s", async (_name, text) => {
  const attempts = entrances.flatMap((entrance) =>
    variants(sampleOf(entrance, people.estate).body, text).map((body) => ({
      label: labelOf(entrance),
      ask: () => statusOf(entrance, body),
    })),
  );
  expect(attempts.length).toBeGreaterThan(50);
  expect(await faultsAmong(attempts)).toEqual([]);
});

it("the same request twelve times at once is at most a conflict, at every route that changes something", async () => {
  const leaves = (label: string): boolean => /leave|DELETE/.test(label);
  for (const entrance of entrances.filter((one) => !leaves(labelOf(one)))) {
    const { body } = sampleOf(entrance, people.estate);
    const statuses = await Promise.all(Array.from({ length: 12 }, () => statusOf(entrance, body)));
    expect(statuses.filter(isOurFault), labelOf(entrance)).toEqual([]);
  }
});
