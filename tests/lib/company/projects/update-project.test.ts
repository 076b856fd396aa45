import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { getProject } from "@/lib/company/projects/get-project";
import { UpdateProject } from "@/lib/company/projects/schemas";
import { updateProject } from "@/lib/company/projects/update-project";
import { createTestWorld, type Company, type TestWorld } from "../../../factories/test-world";

let world: TestWorld;
let company: Company;
beforeAll(async () => {
  world = await createTestWorld();
});
beforeEach(async () => {
  company = await world.company("Acme");
});
afterAll(() => world.close());

test("changes what is given and leaves the rest; the ledger says what", async () => {
  const { projectId } = company;
  await updateProject(company.owner, { projectId, idea: "Rockets", website: "https://acme.example.com" });
  const changed = await updateProject(company.owner, { projectId, name: "Acme Rockets", website: "" });
  expect(changed).toMatchObject({ id: projectId, name: "Acme Rockets", idea: "Rockets", website: null });
  expect(await getProject(company.viewer, { projectId })).toEqual(changed);
  expect((await world.ledger(company.workspaceId)).at(-1)).toMatchObject({
    event_type: "project.updated",
    message: "Company “Acme Rockets” was changed: name, website.",
    data: { projectId, changed: ["name", "website"] },
  });
});

test("nothing to change is refused, and so is a company of somebody else", async () => {
  const { projectId } = company;
  const before = await world.ledger(company.workspaceId);
  await expect(updateProject(company.owner, { projectId })).rejects.toMatchObject({ code: "request.invalid" });
  await expect(updateProject(company.stranger, { projectId, name: "Mine" })).rejects.toMatchObject({
    code: "project.not_found",
  });
  await expect(updateProject(company.viewer, { projectId, name: "Mine" })).rejects.toMatchObject({
    code: "permission.missing",
  });
  expect(await getProject(company.owner, { projectId })).toMatchObject({ name: "Acme" });
  expect(await world.ledger(company.workspaceId)).toEqual(before);
});

test.each([{ name: "" }, { name: null }, { idea: "x".repeat(5001) }, { website: "javascript:alert(1)" }])(
  "%j is refused",
  (change) => {
    expect(UpdateProject.safeParse(change).success).toBe(false);
  },
);

test("nothing but name, idea and website can be set", () => {
  const given = { name: "x", owner_clerk_id: "me", workspace_id: "00000000-0000-4000-8000-000000000000" };
  expect(UpdateProject.parse(given)).toEqual({ name: "x" });
});
