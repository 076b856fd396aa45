import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createProject } from "@/lib/company/projects/create-project";
import { getProject } from "@/lib/company/projects/get-project";
import { locateProject } from "@/lib/company/projects/locate-project";
import { listProjects } from "@/lib/company/projects/list-projects";
import { createTestWorld, type Company, type TestWorld } from "../../../factories/test-world";

let world: TestWorld;
let company: Company;
beforeAll(async () => {
  world = await createTestWorld();
  company = await world.company("Acme");
});
afterAll(() => world.close());

test("a member reads the company, a viewer too", async () => {
  for (const ctx of [company.owner, company.viewer]) {
    expect(await getProject(ctx, { projectId: company.projectId })).toMatchObject({ name: "Acme" });
  }
});

test("a foreign company and none are the same: not here", async () => {
  for (const projectId of [company.projectId, randomUUID()]) {
    await expect(getProject(company.stranger, { projectId })).rejects.toMatchObject({ code: "project.not_found" });
  }
});

test("one's companies, oldest first, and nobody else's", async () => {
  const founder = world.user();
  expect(await listProjects(founder)).toEqual([]);
  const names = ["One", "Two", "Three"];
  for (const name of names) await createProject(founder, { name });
  expect((await listProjects(founder)).map(({ name }) => name)).toEqual(names);
  expect((await listProjects(company.founder)).map(({ name }) => name)).toEqual(["Acme"]);
});

test("a company is located whoever asks; none is null", async () => {
  expect(await locateProject(world.user(), company.projectId)).toBe(company.workspaceId);
  expect(await locateProject(world.user(), randomUUID())).toBeNull();
});
