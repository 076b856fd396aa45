import { afterAll, beforeAll, expect, test } from "vitest";
import { getProject } from "@/lib/company/projects/get-project";
import { deleteCompany } from "@/lib/operations/deletion/delete-company";
import { findFreezeNotice } from "@/lib/operations/governance/find-freeze-notice";
import { createGovernanceWorld, type GovernanceWorld } from "./governance-world";

let world: GovernanceWorld;
beforeAll(async () => {
  world = await createGovernanceWorld();
});
afterAll(() => world.close());

test("members of a frozen company are told why and since when; nobody else learns anything", async () => {
  const company = await world.company("Acme");
  expect(await findFreezeNotice(company.founder, company.projectId)).toBeNull();
  await world.freeze(company, "spam complaint");
  expect(await findFreezeNotice(company.founder, company.projectId)).toMatchObject({
    project_id: company.projectId,
    company_name: "Acme",
    reason: "spam complaint",
    frozen_at: expect.any(String),
  });
  expect(await findFreezeNotice(world.user("stranger@example.com"), company.projectId)).toBeNull();
  await world.unfreeze(company);
  expect(await findFreezeNotice(company.founder, company.projectId)).toBeNull();
});

test("a deleted company has no notice, although its workspace is frozen for good", async () => {
  const company = await world.company("Gone");
  const { founder, owner, projectId } = company;
  const { name } = await getProject(owner, { projectId });
  await deleteCompany(owner, { projectId, name });
  expect(await findFreezeNotice(founder, projectId)).toBeNull();
});
