import { beforeAll, describe, expect, it } from "vitest";
import { CHANGING, labelOf, sampleOf, walkAs, walkUndeclared, type Caller } from "../support/access-walk";
import type { Founder } from "../support/founder";
import { fingerprintOf } from "../support/fingerprint";
import { pagePaths, routeManifest, type Door, type Entrance } from "../support/route-manifest";
import { SAMPLES } from "../support/route-samples";
import { waitFor } from "../support/wait-for";
import { assemble, callersOf, type People } from "./access-people";

/** Routes open to any caller, with the reason. A line added here opens a route to the whole world. */
const OPEN_TO_ANYBODY = [
  "GET /a/[token]", // members who got a link by email: it is the credential, and shows a page
  "GET /api/health", // machines that watch; says nothing but whether it is up
  "GET /api/openapi.json", // how this API is called: the same for all, and of nobody
  "GET /api/track/click/[token]", // recipients of a mail: the link says by its signature where it leads
  "GET /api/track/open/[token]", // readers of a mail: the same picture, whatever the token
  "GET /n/[token]", // members who got a recommendation by email: the link is the credential, and shows a page
  "GET /u/[token]", // recipients of a mail: the link is the credential
  "POST /a/[token]",
  "POST /api/local/sign-in", // one's own machine only
  "POST /api/local/sign-out",
  "POST /api/sidecar/bootstrap", // the token in its body, once, from the machine's own address
  "POST /n/[token]",
  "POST /u/[token]",
];

/** Permissions of every member, whatever their role. */
const EVERY_MEMBER_MAY = [
  "POST /api/workspaces/[workspaceId]/leave", // every member may leave
  "POST /api/mcp", // keys alone; each tool behind it asks for its own permission
  "POST /api/campaigns/[campaignId]/sequence/preview", // a question with a body: changes nothing
];

/** Pages for people who are not signed in. */
const OPEN_PAGES = ["/", "/docs/api", "/docs/api/[topic]", "/sign-in/[[...step]]"];

describe("every door", () => {
  let people: People;
  let doors: Door[];
  let entrances: Entrance[];
  let callers: Map<string, Caller>;

  const settledPrint = (): Promise<Record<string, string>> => {
    let last = "";
    return waitFor(
      async () => {
        const print = await fingerprintOf(people.databaseUrl, people.estate.workspaceId);
        const same = JSON.stringify(print) === last;
        last = JSON.stringify(print);
        return same && print;
      },
      { what: "nothing changes in the workspace any more", everyMs: 500 },
    );
  };

  beforeAll(async () => {
    doors = await routeManifest();
    entrances = doors.flatMap((door) => door.entrances);
    people = await assemble();
    callers = new Map(callersOf(people).map((caller) => [caller.name, caller]));
  });

  it("says who may enter, and what is open to anybody is decided here", () => {
    const open = entrances.filter(({ who }) => who === "anybody").map(labelOf);
    expect(open.toSorted()).toEqual(OPEN_TO_ANYBODY);
  });

  it("has a valid sample for each route that changes something", () => {
    const asked = entrances.filter(({ method, who }) => method !== "GET" && who !== "anybody");
    expect(Object.keys(SAMPLES).toSorted()).toEqual(asked.map(labelOf).toSorted());
    for (const entrance of asked) {
      const { body } = sampleOf(entrance, people.estate);
      const problem = entrance.input.body?.safeParse(body).error?.message;
      expect(problem, labelOf(entrance)).toBeUndefined();
    }
  });

  it.each([
    "nobody",
    "a caller with a made-up session",
    "a caller with a wrong token",
    "a caller with a wrong key",
    "a stranger",
    "a read-only member",
    "a founder",
    "another workspace's token",
    "another workspace's token as bearer",
    "another company's website or server",
    "another workspace's key",
    "a key that may only read",
  ])("answers %s as it declares, and nothing is changed", async (name) => {
    const caller = callers.get(name);
    if (!caller) throw new Error(`Who is ${name}?`);
    const walked = entrances.filter((entrance) => !EVERY_MEMBER_MAY.includes(labelOf(entrance)) || !isMember(caller));
    const before = await settledPrint();
    expect(await walkAs(caller, walked, people)).toEqual([]);
    expect(await settledPrint()).toEqual(before);
  });

  it("answers 405 to every method it does not declare, and 404 where it is none, in words", async () => {
    const { token } = people.founder;
    expect(await walkUndeclared(doors, { authorization: `Bearer ${token}` }, people)).toEqual([]);
  });

  it("is a page only for people who signed in, but the open ones", async () => {
    const shown = new Map<string, string>();
    for (const path of pagePaths()) {
      const address = path
        .replace(/\/\[\[[^\]]+\]\]/, "")
        .replace("[topic]", "events")
        .replace(/\[[^\]]+\]/g, people.estate.projectId);
      const response = await fetch(people.url + (address || "/"), { redirect: "manual" });
      await response.arrayBuffer();
      const location = response.headers.get("location");
      shown.set(path, location ? new URL(location, people.url).pathname : String(response.status));
    }
    const answeredBy = (answer: string): string[] => [...shown.keys()].filter((path) => shown.get(path) === answer);
    expect(answeredBy("200").toSorted()).toEqual(OPEN_PAGES);
    expect(answeredBy("/sign-in")).toHaveLength(shown.size - OPEN_PAGES.length);
  });

  it("shows no page of a company to a stranger who is signed in", async () => {
    const { projectId } = people.estate;
    const { name } = (await people.founder.get<{ name: string }>(`/api/projects/${projectId}`)).body;
    const shows = async (who: Founder, path: string): Promise<boolean> => {
      const headers = { authorization: `Bearer ${who.token}` };
      return (await (await fetch(people.url + path, { headers, redirect: "manual" })).text()).includes(name);
    };
    const pages = pagePaths().filter((path) => path.startsWith("/companies/[projectId]/"));
    const addresses = pages.map((path) => path.replace(/\[[^\]]+\]/g, projectId));
    expect(await shows(people.founder, `/companies/${projectId}/approvals`)).toBe(true);
    const shown: string[] = [];
    for (const address of addresses) if (await shows(people.stranger, address)) shown.push(address);
    expect([addresses.length > 20, shown]).toEqual([true, []]);
  });

  it("would be noticed without its guard", async () => {
    const nobody = callers.get("nobody")!;
    const unguarded: Entrance = { method: "GET", path: "/api/health", who: "member", input: {}, status: 200 };
    expect(await walkAs(nobody, [unguarded], people)).toEqual(["GET /api/health: must be 401, was 200"]);
    const reading = callers.get("a read-only member")!;
    const shut: Entrance = { method: "GET", path: "/api/admin/isolation-check", who: "member", input: {}, status: 200 };
    expect(await walkAs(reading, [shut], people)).toEqual([
      "GET /api/admin/isolation-check: may enter, was answered 403 admin.forbidden",
    ]);
  });

  it("whose verb forgot its permission would be noticed by what it changed", async () => {
    const before = await settledPrint();
    await people.founder.post("/api/suppressions", {
      workspace_id: people.estate.workspaceId,
      email: "ada@buyers.example",
    });
    expect(await settledPrint()).not.toEqual(before);
    expect(CHANGING).toHaveLength(4);
  });
});

const isMember = ({ refused }: Caller): boolean => refused.member?.code?.test("permission.missing") ?? false;
