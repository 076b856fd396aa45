import { beforeAll, expect, test } from "vitest";
import { DOORS } from "@/app/api/doors";
import type { Who } from "@/lib/http/route";
import { routeManifest, type Door } from "../../support/route-manifest";

const MACHINES: ReadonlySet<Who> = new Set(["webhook_token", "gateway_token", "project_key"]);
/** Asked all the time by whatever watches the process. */
const HEALTH = "GET /api/health";

let routes: Door[];
beforeAll(async () => {
  process.env.DATABASE_URL = "postgresql://none@127.0.0.1:1/none";
  process.env.ENCRYPTION_MASTER_KEY = "0".repeat(64);
  routes = await routeManifest();
});

const doors = () =>
  DOORS.flatMap(({ path, handlers }) =>
    Object.entries(handlers).map(([method, handler]) => ({ method, path, handler })),
  );

test("every route that a machine calls is a door, and no other", () => {
  const ofMachines = routes
    .flatMap(({ entrances }) => entrances)
    .filter(({ who }) => MACHINES.has(who))
    .map(({ method, path }) => `${method} ${path}`);
  const listed = doors()
    .filter(({ method }) => method !== "OPTIONS")
    .map(({ method, path }) => `${method} ${path}`);
  expect(listed.toSorted()).toEqual([...ofMachines, HEALTH].toSorted());
});

test("a door is answered by the route's own handler", () => {
  const others = doors().filter(
    ({ method, path, handler }) => routes.find((route) => route.path === path)?.handlers[method as "GET"] !== handler,
  );
  expect(others).toEqual([]);
});

test("a door at which people with a session enter as well names the machine's credential", () => {
  const unnamed = DOORS.filter(({ handlers, credential }) =>
    Object.values(handlers).some(({ access }) => access.who === "project_key" && credential === undefined),
  );
  expect(unnamed).toEqual([]);
});
