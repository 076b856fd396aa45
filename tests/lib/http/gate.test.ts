import { unstable_doesMiddlewareMatch } from "next/experimental/testing/server";
import { NextRequest, type NextFetchEvent } from "next/server";
import { beforeAll, expect, test } from "vitest";
import { gate, isOpenDoor } from "@/lib/http/gate";
import type { Who } from "@/lib/http/route";
import { env } from "@/lib/platform/env";
import { config } from "@/proxy";
import { METHODS, routeManifest, type Entrance } from "../../support/route-manifest";

/** These find the person in what the gate hands on. */
const BY_SESSION: ReadonlySet<Who> = new Set(["signed_in", "member", "member_of_project", "admin"]);
const ID = "0b0e7b0e-0000-4000-8000-000000000000";

let entrances: Entrance[];
beforeAll(async () => {
  process.env.DATABASE_URL = "postgresql://nobody@127.0.0.1:1/nowhere";
  process.env.ENCRYPTION_MASTER_KEY = "0".repeat(64);
  process.env.LOG_LEVEL = "silent";
  entrances = (await routeManifest()).flatMap((door) => door.entrances);
});

const urlOf = (path: string): string => path.replace(/\[[^\]]+\]/g, ID);
const meetsGate = (path: string): boolean => unstable_doesMiddlewareMatch({ config, url: urlOf(path) });
const passesWith = (headers: Record<string, string>, path: string): boolean =>
  !unstable_doesMiddlewareMatch({ config, url: path, headers });
const needsSession = ({ method, path }: Pick<Entrance, "method" | "path">): boolean =>
  meetsGate(path) && !isOpenDoor(method, urlOf(path));
const named = ({ method, path, who }: Entrance): string => `${method} ${path} (${who})`;

test("the manifest is read from the code", () => {
  expect(entrances.length).toBeGreaterThan(40);
  expect(entrances.map(named)).toContain("POST /api/events (webhook_token)");
});

test("the gate asks everybody for a session whom the route asks for one", () => {
  expect(
    entrances
      .filter(({ who }) => BY_SESSION.has(who))
      .filter((door) => !needsSession(door))
      .map(named),
  ).toEqual([]);
});

test("the gate lets everybody through who brings another credential", () => {
  expect(
    entrances
      .filter(({ who }) => !BY_SESSION.has(who))
      .filter(needsSession)
      .map(named),
  ).toEqual([]);
});

test.each([
  "/api/nowhere",
  "/api/events/more",
  "/api/eventsx",
  "/api/health/x",
  "/u/a/b",
  "/a/b/c",
  "/u",
  "/companies",
  "/admin",
  "/api",
  "/_nextx",
])("%s, which nobody declared, needs a session whatever one does there", (path) => {
  expect(METHODS.filter((method) => !needsSession({ method, path }))).toEqual([]);
});

test.each(["analytics", "payments"])("%s events meet the gate without a company's key only", (kind) => {
  const path = `/api/projects/${ID}/${kind}/events`;
  expect(meetsGate(path)).toBe(true);
  expect(passesWith({ "x-project-key": "gpk_1" }, path)).toBe(true);
  expect(passesWith({ "x-project-key": "gpk_1" }, `${path}/more`)).toBe(false);
  expect(passesWith({ "x-project-key": "gpk_1" }, "/api/projects")).toBe(false);
});

test("the script of companies' websites passes without a session, and is not there when nothing is counted", async () => {
  const ask = async (): Promise<Response> =>
    (await gate(new NextRequest("http://127.0.0.1:3000/g.js"), {} as NextFetchEvent)) as Response;
  expect(meetsGate("/g.js")).toBe(true);
  expect((await ask()).headers.get("x-middleware-next")).toBe("1");
  env().FEATURE_PROJECT_KPI_INGESTION = false;
  const hidden = await ask();
  env().FEATURE_PROJECT_KPI_INGESTION = true;
  expect([hidden.status, hidden.headers.get("x-middleware-next")]).toEqual([404, null]);
  expect(await hidden.json()).toMatchObject({ code: "route.not_found" });
});
